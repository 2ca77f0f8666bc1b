"""The main job on the real parts: from 'I am being dismissed' to an intake in the coach's hands, at both doors."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date, datetime
from email.message import EmailMessage
from typing import cast

import httpx
import icalendar
import pytest
from playwright.sync_api import Browser, sync_playwright

from bot.clock import AMSTERDAM
from tests.channels.web.chat_page import CHROMIUM, CHROMIUM_ARGS, READER
from tests.stack.running import Stack
from tests.stack.talkers import Talker, TelegramTalker, WebTalker

pytestmark = pytest.mark.stack
_NORM_ENDS = date(2026, 12, 6)
_MOMENT = re.compile(r"Wanneer: \w+ (\d+) (\w+) (\d{4}), (\d\d):(\d\d) uur")
_MONTHS = {"november": 11, "december": 12}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield started
        started.close()


@pytest.mark.chromium
def test_the_case_in_the_web_chat(stack: Stack, browser: Browser) -> None:
    page = browser.new_page(**READER)
    talker = WebTalker(page, stack.url)
    booked = _whole_case(talker, "web@example.org")
    with page.expect_download() as download:
        talker.chat.log.get_by_role("link", name=re.compile("ics|agenda", re.IGNORECASE)).last.click()
    calendar = icalendar.Calendar.from_ical(download.value.path().read_bytes())
    assert [_local(event) for event in calendar.walk("VEVENT")] == [booked]
    _coach_has_it(stack, "web@example.org", booked)
    assert not talker.chat.errors
    page.close()


def test_the_case_in_telegram(stack: Stack) -> None:
    talker = TelegramTalker(stack.telegram)
    booked = _whole_case(talker, "telegram@example.org")
    _coach_has_it(stack, "telegram@example.org", booked)


def test_the_desk_shows_what_was_approved_after_log_in(stack: Stack) -> None:
    talker = TelegramTalker(stack.telegram)
    _whole_case(talker, "desk@example.org")
    (mail,) = _mails(stack, "desk@example.org", 1)
    path = re.search(r"/coach/afspraken/[\w-]+", _text(mail))
    assert path is not None
    with httpx.Client(base_url=stack.url, follow_redirects=True) as client:
        before = client.get(path.group())
        assert "Ontslagbrief gekregen" not in before.text
        password = dict(line.split("=", 1) for line in (stack.folder / "secrets.env").read_text().splitlines())
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', before.text))
        names = re.findall(r'<input[^>]*name="(\w+)"', before.text)
        user, secret = (name for name in names if name not in hidden)
        client.post(str(before.url), data={**hidden, user: "coach", secret: password["DESK_PASSWORD"]})
        after = client.get(path.group())
    assert "Ontslagbrief gekregen: maandag 16 november 2026." in after.text


def _whole_case(talker: Talker, address: str) -> datetime:
    """The issue's case up to a stored booking; the moment that the assistant said."""
    heard = talker.say("Ik kreeg vandaag te horen dat ik mijn baan kwijtraak.", "Hoe gaat het ontslag?")
    assert "Wat een vervelend bericht" in heard
    talker.tap("Mijn werkgever zegt mijn contract op", "Sinds wanneer werkt u")
    side = talker.say("hoe lang krijg ik straks eigenlijk ww?", "Sinds wanneer werkt u")
    assert "3 maanden WW" in side
    talker.say("1 juni 2014", "Op welke dag kreeg u de brief")
    told = talker.say("16 november 2026", "Zal ik een afspraak voor u zoeken?")
    for part in (
        "opzegtermijn 3 maanden (artikel 7:672 lid 2 BW)",
        "Uw laatste dag in dienst is zondag 28 februari 2027.",
        "Vanaf maandag 1 maart 2027 kunt u WW krijgen.",
        "van 22 februari 2027 tot en met 8 maart 2027",
        "vanaf 1 november 2026. Dat is nu dus al.",
    ):
        assert part in told
    talker.tap("Ja", "Mag ik deze gegevens bewaren?")
    talker.tap("Ja", "Wat is uw postcode?")
    talker.say("3511", "Deze tijden zijn vrij.")
    talker.say("donderdag", "Deze tijden zijn vrij.")
    talker.tap("do ", "Hoe mag de coach u noemen?")
    talker.say("Amina", "telefoonnummer")
    summary = talker.say(f"{address}, 06 12 34 56 78", "Dit stuur ik naar uw werkcoach.")
    assert "Ontslagbrief gekregen: maandag 16 november 2026." in summary
    done = talker.tap("Ja, boek", "link om te verzetten of af te zeggen")
    assert "Uw afspraak staat." in done
    said = _MOMENT.search(done)
    assert said is not None, done
    day, month, year, hour, minute = said.groups()
    moment = datetime(int(year), _MONTHS[month], int(day), int(hour), int(minute), tzinfo=AMSTERDAM)
    assert moment.date() <= _NORM_ENDS
    return moment


def _coach_has_it(stack: Stack, address: str, booked: datetime) -> None:
    """The coach's mail has the approved words, and an invitation at the very same moment."""
    (mail,) = _mails(stack, address, 1)
    assert "Ontslagbrief gekregen: maandag 16 november 2026." in _text(mail)
    (invitation,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"][:1]
    calendar = icalendar.Calendar.from_ical(invitation.get_payload(decode=True))
    assert str(calendar["METHOD"]) == "REQUEST"
    assert [_local(event) for event in calendar.walk("VEVENT")] == [booked]


def _mails(stack: Stack, address: str, count: int) -> list[EmailMessage]:
    """Mails to coaches that speak of this worker's address."""
    deadline = time.monotonic() + 60
    found: list[EmailMessage] = []
    while time.monotonic() < deadline and len(found) < count:
        pairs = zip(list(stack.mail.mails), list(stack.mail.receivers), strict=False)
        found = [mail for mail, receiver in pairs if receiver != address and address in _text(mail)]
        time.sleep(0.2)
    assert len(found) == count, stack.log("worker")
    return found


def _text(mail: EmailMessage) -> str:
    body = cast(EmailMessage, mail.get_body(("plain",)))
    return str(body.get_content())


def _local(event: icalendar.cal.Component) -> datetime:
    start = event["DTSTART"].dt
    assert isinstance(start, datetime)
    return start.astimezone(AMSTERDAM)
