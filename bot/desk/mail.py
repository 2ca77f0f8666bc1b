"""Mail as it goes out: one small `Mailer`, over SMTP or into a folder."""

from __future__ import annotations

import hashlib
import re
import smtplib
import socket
import ssl
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from bot.clock import local

_SECONDS_TO_WAIT = 20.0
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+")
_PORT = re.compile(r"(^|@)(\[[^\]]+\]|[^:@]+)(:\d{1,5})?$")
_NO_ENCRYPTION = "it offers no encryption; add ?starttls=never only if the way there is safe"
_ENCRYPTION = ("offered", "required", "never")


class MailError(Exception):
    """A message could not be handed over. The text names no address and no content."""


class MailServerAway(MailError):
    """The mail server cannot be reached or refuses us; every other message would fail as well."""


@dataclass(frozen=True)
class Calendar:
    """An iCalendar file that goes with a mail; `method` is REQUEST or CANCEL."""

    content: bytes
    method: str
    filename: str


@dataclass(frozen=True)
class OutgoingMail:
    """One mail to one person. `key` is the outbox key: the same key gives the same Message-ID."""

    key: str
    recipient: str
    recipient_name: str
    subject: str
    text: str
    html: str
    lang: str
    calendar: Calendar | None = None


class Mailer(ABC):
    """Hands a mail over to whoever carries it on."""

    def __init__(self, sender: str) -> None:
        """`sender` is the setting MAIL_FROM: an address, with or without a name."""
        self.sender = sender
        if "@" not in parseaddr(sender)[1]:
            msg = f"MAIL_FROM needs a mail address, as in 'Vroegwijzer <post@example.nl>'; it is {sender!r}"
            raise ValueError(msg)

    @abstractmethod
    def send(self, mail: OutgoingMail, now: datetime) -> None:
        """Hand `mail` over, dated `now` (aware). Returns when it was accepted; raises MailError."""


class FileMailer(Mailer):
    """Writes each mail to `<folder>/<name>.eml`; a repeat overwrites the first. For trying out and for tests."""

    def __init__(self, sender: str, folder: Path) -> None:
        super().__init__(sender)
        self.folder = folder

    def send(self, mail: OutgoingMail, now: datetime) -> None:
        name = re.sub(r"[^a-z0-9-]+", "-", mail.key.lower()).strip("-")[:80]
        path = self.folder / f"{name}-{_digest(mail.key)[:8]}.eml"
        partial = path.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(compose(mail, self.sender, now).as_bytes())
            partial.replace(path)
        except OSError as error:
            msg = f"the mail folder {self.folder} cannot be written: {error.strerror}"
            raise MailServerAway(msg) from error


class SmtpMailer(Mailer):
    """Sends over SMTP; one connection a mail."""

    def __init__(self, sender: str, url: str) -> None:
        """`url` is the setting SMTP_URL: `smtp://user:password@host:port` or `smtps://...`.

        `?starttls=required`, `offered` or `never` says when `smtp://` is encrypted. By default: always when there is
        a password, unless the server is this machine; else when the server offers it. Raises ValueError.
        """
        super().__init__(sender)
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        if parts.scheme not in {"smtp", "smtps"} or not self._host or not _PORT.search(parts.netloc):
            msg = "SMTP_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465"
            raise ValueError(msg)
        self._tls = parts.scheme == "smtps"
        self._port = parts.port or (465 if self._tls else 587 if parts.username else 25)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        near = self._host in {"localhost", "127.0.0.1", "::1"}
        usual = "required" if self._user and not near else "offered"
        self._starttls = parse_qs(parts.query).get("starttls", [usual])[0]
        if self._starttls not in _ENCRYPTION:
            msg = f"SMTP_URL: starttls must be one of {', '.join(_ENCRYPTION)}"
            raise ValueError(msg)

    def send(self, mail: OutgoingMail, now: datetime) -> None:
        message = compose(mail, self.sender, now)
        try:
            server = self._connect()
            try:
                server.send_message(message, parseaddr(self.sender)[1], [mail.recipient])
            finally:
                _take_leave(server)
        except smtplib.SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            msg = f"the mail server refuses the address of the receiver (code {code})"
            raise MailError(msg) from error
        except (smtplib.SMTPDataError, smtplib.SMTPNotSupportedError) as error:
            msg = f"the mail server refuses the message ({type(error).__name__})"
            raise MailError(msg) from error
        except (smtplib.SMTPException, OSError) as error:
            msg = f"mail server {self._host}:{self._port} (setting SMTP_URL): {_reason(error)}"
            raise MailServerAway(msg) from error

    def _connect(self) -> smtplib.SMTP:
        name = _own_name()
        if self._tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, name, timeout=_SECONDS_TO_WAIT, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(self._host, self._port, name, timeout=_SECONDS_TO_WAIT)
        try:
            server.ehlo()
            if not self._tls and self._starttls != "never":
                if server.has_extn("starttls"):
                    server.starttls(context=ssl.create_default_context())
                    server.ehlo()
                elif self._starttls == "required":
                    raise smtplib.SMTPException(_NO_ENCRYPTION)
            if self._user:
                server.login(self._user, self._password)
        except BaseException:
            server.close()
            raise
        return server


def mailer_for(smtp_url: str, sender: str, folder: Path) -> Mailer:
    """The mailer of the settings: SMTP where SMTP_URL is set, else files in `folder`. Raises ValueError."""
    return SmtpMailer(sender, smtp_url) if smtp_url else FileMailer(sender, folder)


def compose(mail: OutgoingMail, sender: str, now: datetime) -> EmailMessage:
    """The message: text, HTML and calendar as alternatives, the calendar attached once more as a file.

    Raises MailError where the address of the receiver is not one plain address.
    """
    name, address = parseaddr(sender)
    if not _PLAIN_ADDRESS.fullmatch(mail.recipient):
        msg = "the address of the receiver cannot be used"
        raise MailError(msg)
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((name, address))
    message["To"] = formataddr((_one_line(mail.recipient_name), mail.recipient))
    message["Subject"] = _one_line(mail.subject)
    message["Date"] = format_datetime(local(now))
    message["Message-ID"] = message_id(mail.key, address)
    message["Content-Language"] = mail.lang
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    if mail.calendar is not None:
        content = mail.calendar.content.decode("utf-8")
        message.add_alternative(content, subtype="calendar", params={"method": mail.calendar.method})
        message.add_attachment(
            mail.calendar.content, maintype="application", subtype="ics", filename=mail.calendar.filename
        )
    return message


def message_id(key: str, sender_address: str) -> str:
    """The Message-ID that belongs to an outbox key: the same at every attempt."""
    domain = sender_address.rpartition("@")[2] or "localhost"
    return f"<{_digest(key)[:32]}@{domain}>"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8")).hexdigest()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _own_name() -> str:
    return socket.gethostname() or "localhost"


def _take_leave(server: smtplib.SMTP) -> None:
    """Close politely. What goes wrong now says nothing about the message, which was taken or refused before."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"it refuses the user name or password (code {error.smtp_code})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"it answers code {error.smtp_code}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
