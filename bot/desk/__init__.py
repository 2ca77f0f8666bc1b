"""The coach's side: letters, calendar files, their delivery, and the pages for coaches and for appointments."""

from bot.desk.access import DeskAccess
from bot.desk.checkin_pages import keep_answer
from bot.desk.delivery import Chore, Courier, run_worker
from bot.desk.ics import Reader, appointment_ics
from bot.desk.letters import Letters
from bot.desk.mail import FileMailer, Mailer, MailError, MailServerAway, SmtpMailer, mailer_for
from bot.desk.post import Post
from bot.desk.router import desk_router
from bot.desk.sender import ChannelSender, ChannelUnavailable, ChatButton, LinkButton, ReplyButton, WorkerUnreachable
from bot.desk.work import BackOffice

__all__ = [
    "BackOffice",
    "ChannelSender",
    "ChannelUnavailable",
    "ChatButton",
    "Chore",
    "Courier",
    "DeskAccess",
    "FileMailer",
    "Letters",
    "LinkButton",
    "MailError",
    "MailServerAway",
    "Mailer",
    "Post",
    "Reader",
    "ReplyButton",
    "SmtpMailer",
    "WorkerUnreachable",
    "appointment_ics",
    "desk_router",
    "keep_answer",
    "mailer_for",
    "run_worker",
]
