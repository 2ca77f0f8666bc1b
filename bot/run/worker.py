"""The worker process: delivers the outbox, keeps the waitlist and the retention periods."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Sequence
from datetime import timedelta

from bot.app import App
from bot.channels.unasked import TelegramPost, WebPost
from bot.desk import ChannelSender, Chore, Courier, Letters, Post, mailer_for, run_worker
from bot.settings import Settings
from bot.store.outbox import Outbox
from bot.store.telegram import TelegramStore


def chores(app: App, outbox: Outbox) -> Sequence[Chore]:
    """What the worker does beside delivering."""
    kept = timedelta(days=app.settings.conversation_retention_days)
    return (
        Chore(app.bookings.sweep, timedelta(minutes=1)),
        Chore(app.check_ins.ask_due, timedelta(minutes=10)),
        Chore(app.keep_terms, timedelta(minutes=1)),
        Chore(lambda: outbox.purge(app.clock() - kept), timedelta(hours=6)),
        Chore(lambda: TelegramStore(app.database).purge(app.clock() - timedelta(days=2)), timedelta(hours=6)),
    )


def run(settings: Settings) -> None:
    """Work until SIGINT or SIGTERM."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    app = App.build(settings)
    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda _sign, _frame: stop.set())
    outbox = Outbox(app.database, app.clock)
    mailer = mailer_for(settings.smtp_url, settings.mail_from, settings.var_dir / "mail")
    channels: dict[str, ChannelSender] = {
        "web": WebPost(app.chats, app.clock),
        "telegram": TelegramPost(app.database, app.clock),
    }
    post = Post(Letters(app.catalogue, settings.base_url), mailer, channels)
    run_worker(Courier(app.database, outbox, app.bookings, post, app.clock), stop, app.clock, chores(app, outbox))
