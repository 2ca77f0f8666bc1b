"""Calendar files: what a calendar library reads from them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from bot.desk import Reader, appointment_ics
from bot.intake import Appointment, Kind
from tests.desk.examples import BASE_URL, SENDER, appointment, catalogue, slot


def read(one: Appointment, method: str = "REQUEST", reader: Reader = Reader.WORKER) -> icalendar.Calendar:
    content = appointment_ics(one, method, BASE_URL, catalogue=catalogue(), organiser=SENDER, reader=reader)
    return icalendar.Calendar.from_ical(content)


def event_of(calendar: icalendar.Calendar) -> icalendar.Event:
    (event,) = calendar.walk("VEVENT")
    return event


@pytest.mark.parametrize(
    ("start", "wall_clock", "offset"),
    [
        (datetime(2027, 3, 26, 8, tzinfo=UTC), "2027-03-26 09:00", 1),
        (datetime(2027, 3, 28, 11, tzinfo=UTC), "2027-03-28 13:00", 2),
        (datetime(2027, 3, 30, 7, tzinfo=UTC), "2027-03-30 09:00", 2),
        (datetime(2027, 10, 29, 7, tzinfo=UTC), "2027-10-29 09:00", 2),
        (datetime(2027, 11, 1, 8, tzinfo=UTC), "2027-11-01 09:00", 1),
    ],
)
def test_the_hour_is_dutch_time_on_both_sides_of_a_clock_change(start: datetime, wall_clock: str, offset: int) -> None:
    event = event_of(read(appointment(slot=slot(start))))
    assert event["dtstart"].params["TZID"] == "Europe/Amsterdam"
    assert event["dtstart"].dt.strftime("%Y-%m-%d %H:%M") == wall_clock
    assert event["dtstart"].dt.utcoffset() == timedelta(hours=offset)
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=45)


@pytest.mark.parametrize(
    ("moment", "offset"),
    [
        ("2027-03-28T01:59", 1),
        ("2027-03-28T03:00", 2),
        ("2027-10-31T01:59", 2),
        ("2027-10-31T03:00", 1),
        ("2045-07-01T12:00", 2),
    ],
)
def test_the_zone_in_the_file_itself_knows_the_clock_changes(moment: str, offset: int) -> None:
    (zone,) = read(appointment()).walk("VTIMEZONE")
    own_rules = zone.to_tz(lookup_tzid=False)
    assert datetime.fromisoformat(moment).replace(tzinfo=own_rules).utcoffset() == timedelta(hours=offset)


def test_a_change_and_a_cancellation_belong_to_the_first_invitation() -> None:
    first, moved = appointment(), appointment(sequence=1)
    calendars = [read(first), read(moved), read(appointment(sequence=2), "CANCEL")]
    events = [event_of(calendar) for calendar in calendars]
    assert len({str(event["uid"]) for event in events}) == 1
    assert [int(event["sequence"]) for event in events] == [0, 1, 2]
    assert [str(calendar["method"]) for calendar in calendars] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [str(event["status"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_an_invitation_reminds_and_a_cancellation_does_not() -> None:
    (alarm,) = event_of(read(appointment())).walk("VALARM")
    assert alarm["trigger"].dt < timedelta(0)
    assert not event_of(read(appointment(), "CANCEL")).walk("VALARM")


def test_the_file_names_organiser_attendees_place_and_reference() -> None:
    event = event_of(read(appointment()))
    assert str(event["organizer"]) == "mailto:post@vroegwijzer.example"
    assert {str(person) for person in event["attendee"]} == {"mailto:jan@post.example", "mailto:fatima@werk.example"}
    assert str(event["location"]) == "Werkcentrum Amsterdam, Voorbeeldstraat 1, Amsterdam"
    assert "K7M2QX" in str(event["description"])


@pytest.mark.parametrize("reader", list(Reader))
def test_no_file_holds_the_summary(reader: Reader) -> None:
    content = appointment_ics(appointment(), "REQUEST", BASE_URL, catalogue=catalogue(), reader=reader)
    assert "Laatste werkdag" not in content.decode().replace("\r\n ", "")


def test_only_the_worker_gets_the_link_that_cancels() -> None:
    token = appointment().token
    assert token in str(event_of(read(appointment()))["description"])
    for_coach = appointment_ics(appointment(), "REQUEST", BASE_URL, catalogue=catalogue(), reader=Reader.COACH)
    assert token not in for_coach.decode().replace("\r\n ", "")


def test_a_telephone_talk_says_who_calls_whom() -> None:
    by_phone = appointment(kind=Kind.TELEPHONE)
    assert "De coach belt u op 0612345678" in str(event_of(read(by_phone))["location"])
    assert "U belt de werknemer" in str(event_of(read(by_phone, reader=Reader.COACH))["location"])


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_talk_says_where_and_what_is_needed(kind: Kind) -> None:
    event = event_of(read(appointment(kind=kind, bring_key=f"bring.{kind}")))
    assert str(event["location"])
    assert len(str(event["description"])) > len("Kenmerk K7M2QX. ") + 30


def test_a_name_with_quotes_and_newlines_stays_one_property() -> None:
    contact = appointment().contact.__class__('Jan "de\r\nATTENDEE:mailto:x@y.example" Vries', "jan@post.example")
    event = event_of(read(appointment(contact=contact)))
    assert len(event["attendee"]) == 2


def test_another_method_is_refused() -> None:
    with pytest.raises(ValueError, match="REQUEST or CANCEL"):
        appointment_ics(appointment(), "REPLY", BASE_URL, catalogue=catalogue())
