"""Mail over a real SMTP server and into a folder."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult

from bot.desk import FileMailer, MailError, MailServerAway, SmtpMailer, mailer_for
from bot.desk.mail import Calendar, OutgoingMail
from tests.desk.examples import NOW, SENDER
from tests.desk.postbox import Postbox, free_port, part, smtp_server

CALENDAR = Calendar(b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n", "REQUEST", "afspraak.ics")
MAIL = OutgoingMail("key:1", "jan@post.example", "Jan Größe", "Uw afspraak", "Tekst é", "<p>Tekst</p>", "nl", CALENDAR)


def test_text_html_and_invitation_arrive_together() -> None:
    box = Postbox()
    with smtp_server(box) as port:
        SmtpMailer(SENDER, f"smtp://127.0.0.1:{port}").send(MAIL, NOW)
    (mail,) = box.mails
    assert [piece.get_content_type() for piece in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    invitation = next(piece for piece in mail.walk() if piece.get_content_type() == "text/calendar")
    assert invitation.get_param("method") == "REQUEST"
    assert part(mail, "text/plain").strip() == "Tekst é"
    assert part(mail, "application/ics").encode() == CALENDAR.content
    assert str(mail["to"]) == "Jan Größe <jan@post.example>"
    assert str(mail["from"]) == SENDER


def test_a_repeat_carries_the_same_message_id_and_another_message_another() -> None:
    box = Postbox()
    with smtp_server(box) as port:
        mailer = SmtpMailer(SENDER, f"smtp://127.0.0.1:{port}")
        for key in ("key:1", "key:1", "key:2"):
            mailer.send(replace(MAIL, key=key), NOW)
    first, repeat, other = (mail["message-id"] for mail in box.mails)
    assert first == repeat != other


def test_a_rude_goodbye_does_not_turn_a_taken_message_into_a_failed_one() -> None:
    box = Postbox()
    box.farewell = "421 too busy"
    with smtp_server(box) as port:
        SmtpMailer(SENDER, f"smtp://127.0.0.1:{port}").send(MAIL, NOW)
    assert len(box.mails) == 1


def test_a_server_that_is_not_there_is_named_with_its_setting() -> None:
    port = free_port()
    with pytest.raises(MailServerAway, match=rf"127\.0\.0\.1:{port} \(setting SMTP_URL\)"):
        SmtpMailer(SENDER, f"smtp://127.0.0.1:{port}").send(MAIL, NOW)


def test_a_refused_receiver_is_no_fault_of_the_server_and_is_not_named() -> None:
    box = Postbox()
    box.refuse = {"jan@post.example": "550 no such user"}
    with smtp_server(box) as port, pytest.raises(MailError) as caught:
        SmtpMailer(SENDER, f"smtp://127.0.0.1:{port}").send(MAIL, NOW)
    assert not isinstance(caught.value, MailServerAway)
    assert "jan@post.example" not in str(caught.value)


def test_a_wrong_password_says_so() -> None:
    def refuse(*_: object) -> object:
        return AuthResult(success=False, handled=False)

    options = {"authenticator": refuse, "auth_require_tls": False}
    with smtp_server(Postbox(), **options) as port, pytest.raises(MailServerAway, match="user name or password"):
        SmtpMailer(SENDER, f"smtp://naam:geheim@127.0.0.1:{port}").send(MAIL, NOW)


def test_a_password_never_travels_unencrypted_where_encryption_is_required() -> None:
    seen: list[object] = []

    def note(*login: object) -> object:
        seen.append(login)

    options = {"authenticator": note, "auth_require_tls": False}
    with smtp_server(Postbox(), **options) as port, pytest.raises(MailServerAway, match="offers no encryption"):
        SmtpMailer(SENDER, f"smtp://naam:geheim@127.0.0.1:{port}?starttls=required").send(MAIL, NOW)
    assert seen == []


@pytest.mark.parametrize(
    "url", ["http://host:25", "smtp://", "host:25", "smtp://host:25?starttls=perhaps", "smtp://host:notaport"]
)
def test_a_wrong_smtp_url_is_explained(url: str) -> None:
    with pytest.raises(ValueError, match="SMTP_URL"):
        SmtpMailer(SENDER, url)


@pytest.mark.parametrize(
    "address", ["a@b.example, c@d.example", "a@b.example\nBcc: c@d.example", "geen adres", "<a@b>"]
)
def test_only_one_plain_address_is_mailed(address: str, tmp_path: Path) -> None:
    with pytest.raises(MailError, match="cannot be used"):
        FileMailer(SENDER, tmp_path).send(replace(MAIL, recipient=address), NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_name_or_subject_cannot_add_a_header(tmp_path: Path) -> None:
    evil = replace(MAIL, recipient_name="Jan\r\nBcc: x@y.example", subject="Hoi\nX-Evil: ja")
    FileMailer(SENDER, tmp_path).send(evil, NOW)
    mail = message_from_bytes(next(tmp_path.glob("*.eml")).read_bytes(), policy=policy.default)
    assert mail["bcc"] is None
    assert mail["x-evil"] is None


def test_the_folder_holds_one_file_a_message(tmp_path: Path) -> None:
    mailer = mailer_for("", SENDER, tmp_path / "mail")
    for key in ("key:1", "key:1", "Key/1", "../../elders"):
        mailer.send(replace(MAIL, key=key), NOW)
    names = [path.name for path in (tmp_path / "mail").iterdir()]
    assert len(names) == 3
    assert all(name.endswith(".eml") for name in names)
    assert [path.name for path in tmp_path.iterdir()] == ["mail"]


def test_a_sender_without_address_is_refused() -> None:
    with pytest.raises(ValueError, match="MAIL_FROM"):
        FileMailer("Vroegwijzer", Path())
