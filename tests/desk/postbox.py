"""A real SMTP server that keeps what it receives, and can be told to refuse."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Postbox:
    """Handler of aiosmtpd. `refuse` maps a receiver to the answer it gets."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.receivers: list[str] = []
        self.refuse: dict[str, str] = {}
        self.farewell = "221 Bye"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        return self.farewell

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.receivers.extend(envelope.rcpt_tos)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """The mails to one address, in order of arrival."""
        return [mail for mail, receiver in zip(self.mails, self.receivers, strict=True) if receiver == address]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def smtp_server(box: Postbox, port: int = 0, **options: Any) -> Iterator[int]:
    """Run the server; gives its port."""
    controller = Controller(box, hostname="127.0.0.1", port=port or free_port(), server_hostname="localhost", **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def part(mail: EmailMessage, kind: str) -> str:
    """The text of the first part of a mail with content type `kind`."""
    found = next(piece for piece in mail.walk() if piece.get_content_type() == kind)
    content = found.get_content()
    return content.decode() if isinstance(content, bytes) else str(content)
