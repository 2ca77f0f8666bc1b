"""Importing offices and coaches: the demo list, CSV, dry runs and faults by line."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import AMSTERDAM
from bot.intake import CODE, Kind, OpeningException
from bot.store import Database
from bot.store.bookings import Bookings
from bot.store.offices import ImportReport, import_offices, list_offices
from tests.intake.branch import Branch, starts
from tests.intake.scene import coach

DEMO = Path(__file__).parents[2] / "data" / "offices" / "demo.yml"

SMALL = """\
regions:
  - id: midden
    name: Midden
    postcodes: [3400-3599]
offices:
  - id: utr
    region: midden
    name: Werkplein
    address: Straat 1, Utrecht
    phone: 030 000
    email: utr@example.org
    hours: {mon: "09:00-12:00, 13:00-17:00"}
    grid: 30
    exceptions:
      - {day: 2026-12-21, reason: studiedag}
      - {day: 2026-12-19, hours: 10:00-12:00, coaches: [noor]}
coaches:
  - id: noor
    name: Noor
    email: noor@example.org
    languages: [nl, en]
    weeks:
      - office: utr
        kinds: [office, video]
        hours: {mon: 09:00-17:00}
        until: 2027-06-30
"""

TABLE = """\
what;id;name;region;office;coach;address;phone;email;languages;kinds;weekday;start;end;first;last
region;midden;Midden;;;;;;;;;;;;;
postcodes;;;midden;;;;;;;;;;;3400;3599
office;utr;Werkplein;midden;;;Straat 1, Utrecht;030 000;utr@example.org;;;;;;;
hours;;;;utr;;;;;;;mon;9:00;17:00;;
coach;noor;Noor;;;;;;noor@example.org;nl,en;;;;;;
week;;;;utr;noor;;;;;office,video;mon;09:00;17:00;;
"""


def load(database: Database, folder: Path, text: str, name: str = "list.yml", dry_run: bool = False) -> ImportReport:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return import_offices(database, path, dry_run)


@pytest.mark.parametrize("start", ["2026-11-22", "2027-03-24", "2027-07-01", "2027-12-20"])
def test_the_demo_has_slots_in_every_region_in_the_coming_fortnight(database: Database, start: str) -> None:
    assert import_offices(database, DEMO).stored
    now = datetime.fromisoformat(start).replace(hour=9, tzinfo=AMSTERDAM)
    bookings = Bookings(database, lambda: now)
    for region in list_offices(database)[0]:
        for language in ("nl", "en", "pl", "ar", "tr"):
            worker = f"{region.id}-{language}"
            bookings.ask(worker, region_id=region.id, language=language)
            offer = bookings.offer(worker)
            assert len(offer.slots) == 3, worker
            assert offer.language_met
            assert not offer.beyond_norm


def test_the_demo_is_fictional_and_its_ids_fit_a_button(database: Database) -> None:
    import_offices(database, DEMO)
    regions, offices, coaches = list_offices(database)
    assert (len(regions), len(offices)) == (3, 6)
    assert all(person.email.endswith("@example.org") for person in coaches)
    assert all(CODE.fullmatch(one.id) for one in (*offices, *coaches))
    assert {"nl", "en", "pl", "ar", "tr"} <= {language for person in coaches for language in person.languages}


def test_a_list_is_stored_as_it_is_written(database: Database, tmp_path: Path) -> None:
    report = load(database, tmp_path, SMALL)
    assert report == ImportReport(1, 1, 1, (), stored=True)
    (region,), (office,), (person,) = list_offices(database)
    assert region.postcodes == ((3400, 3599),)
    assert [(hours.weekday, f"{hours.start:%H:%M}", f"{hours.end:%H:%M}") for hours in office.hours] == [
        (0, "09:00", "12:00"),
        (0, "13:00", "17:00"),
    ]
    assert office.rules.grid == timedelta(minutes=30)
    assert person.languages == {"nl", "en"}


def test_exceptions_and_limits_in_the_list_hold(database: Database, tmp_path: Path) -> None:
    load(database, tmp_path, SMALL)
    branch = Branch(database, "2026-12-17 09:00")
    branch.asks()
    offer = branch.bookings.offer("jan", limit=4)
    assert starts(offer.slots) == ["12-19 10:00", "12-19 11:00", "12-28 09:00", "12-28 10:00"]
    branch.at("2027-06-25 09:00")
    assert list(branch.bookings.free_days("jan")) == [date(2027, 6, 28)]


def test_a_table_gives_the_same_as_the_list(database: Database, tmp_path: Path) -> None:
    report = load(database, tmp_path, TABLE, "list.csv")
    assert report == ImportReport(1, 1, 1, (), stored=True)
    branch = Branch(database, "2027-03-01 09:00")
    branch.asks(kind=Kind.VIDEO, language="en")
    assert starts(branch.bookings.offer("jan").slots)[0] == "03-08 09:00"


def test_a_dry_run_keeps_nothing(database: Database, tmp_path: Path) -> None:
    assert load(database, tmp_path, SMALL, dry_run=True) == ImportReport(1, 1, 1, (), stored=False)
    assert list_offices(database) == ([], [], [])


def test_importing_again_replaces_hours_and_keeps_appointments(database: Database, tmp_path: Path) -> None:
    load(database, tmp_path, SMALL)
    branch = Branch(database, "2027-03-01 09:00")
    booked = branch.books("jan", "2027-03-08 09:00")
    load(database, tmp_path, SMALL.replace('hours: {mon: "09:00-12:00, 13:00-17:00"}', "hours: {mon: 14:00-17:00}"))
    assert branch.bookings.find("jan") == booked
    branch.asks("els")
    assert starts(branch.bookings.offer("els").slots)[0] == "03-08 14:00"


def test_importing_again_does_not_call_back_a_coach_who_left(database: Database, tmp_path: Path) -> None:
    load(database, tmp_path, SMALL)
    branch = Branch(database, "2027-03-01 09:00")
    branch.bookings.withdraw_coach("noor", date(2027, 3, 2))
    load(database, tmp_path, SMALL)
    branch.asks()
    assert branch.bookings.offer("jan").slots == ()


def test_a_change_is_seen_at_once(database: Database) -> None:
    """Offices are kept in memory; no change may be missed."""
    branch = Branch(database).opens()
    branch.asks()
    branch.bookings.offer("jan")
    branch.bookings.set_opening(OpeningException("utr", date(2027, 3, 1)))
    assert starts(branch.bookings.offer("jan").slots)[0] == "03-02 09:00"
    branch.bookings.withdraw_coach("noor", date(2027, 3, 2))
    assert branch.bookings.offer("jan").slots == ()
    branch.opens([coach("noor"), coach("emre")])
    assert {slot.coach_id for slot in branch.bookings.offer("jan").slots} == {"emre"}


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("id: utr\n", "id: Utrecht Centraal\n", 6, "small letters"),
        ("region: midden\n", "region: nergens\n", 7, "no region 'nergens'"),
        ("email: utr@example.org", "email: utr", 11, "not an e-mail address"),
        ("    phone: 030 000\n", "", 6, "phone is missing"),
        ("grid: 30", "grid: 7", 13, "multiple of five"),
        ("grid: 30", "grid: half uur", 13, "whole number"),
        ("13:00-17:00", "17:00-13:00", 12, "end later"),
        ("13:00-17:00", "13-17", 12, "time such as 09:00"),
        ('hours: {mon: "09', 'hours: {maandag: "09', 12, "not a weekday"),
        ("day: 2026-12-21", "day: 21-12-2026", 15, "day such as"),
        ("coaches: [noor]", "coaches: [piet]", 16, "no coach 'piet'"),
        ("kinds: [office, video]", "kinds: [office, fax]", 24, "not a kind"),
        ("languages: [nl, en]", "languages: [Nederlands]", 21, "language code"),
        ("      - office: utr", "      - office: ams", 23, "no office 'ams'"),
        ("postcodes: [3400-3599]", "postcodes: [3400-3599, 3500-3700]", 4, "overlap"),
        ("postcodes: [3400-3599]", "postcodes: [34]", 4, "four digits"),
        ("hours: {mon: 09:00-17:00}", "hours: elke dag", 25, "by weekday"),
        ("regions:", "regios:", 1, "unknown heading"),
        ("    name: Midden\n", "    name: [Midden\n", 4, "not valid YAML"),
        ("    name: Midden\n", "    name: Midden\n    name: Oost\n", 4, "written twice"),
        ("      - {day: 2026-12-21, reason: studiedag}", "      - studiedag", 14, "each entry"),
    ],
)
def test_a_fault_is_named_with_its_line(  # noqa: PLR0917
    database: Database, tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in SMALL
    report = load(database, tmp_path, SMALL.replace(old, new, 1))
    assert not report.stored
    assert any(words in fault.message for fault in report.faults), report.faults
    found = next(fault for fault in report.faults if words in fault.message)
    assert found.line == line
    assert list_offices(database)[1] == []


def test_all_faults_are_named_at_once(database: Database, tmp_path: Path) -> None:
    text = SMALL.replace("grid: 30", "grid: 7").replace("[nl, en]", "[Nederlands]")
    assert len(load(database, tmp_path, text).faults) >= 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("id;name\nregion;Midden\n", "'what'"),
        (TABLE + "kantoor;x;;;;;;;;;;;;;;\n", "unknown kind"),
        (TABLE + "hours;;;;utr;;;;;;;mon;9:00;17:00;;;;;te veel\n", "more values"),
    ],
)
def test_a_table_that_is_no_table_is_refused(database: Database, tmp_path: Path, text: str, words: str) -> None:
    report = load(database, tmp_path, text, "list.csv")
    assert not report.stored
    assert words in report.faults[0].message


def test_another_kind_of_file_is_refused(database: Database, tmp_path: Path) -> None:
    assert "must end in" in load(database, tmp_path, SMALL, "list.docx").faults[0].message
    (tmp_path / "latin.yml").write_bytes(b"regions: caf\xe9")
    assert "UTF-8" in import_offices(database, tmp_path / "latin.yml").faults[0].message
    with pytest.raises(OSError, match="nowhere"):
        import_offices(database, tmp_path / "nowhere.yml")
