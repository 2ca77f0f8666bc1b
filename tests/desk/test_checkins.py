"""After the intake: asking how things go, no oftener than is welcome, and telling the coach; on both databases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.intake import Status
from bot.store import Database
from bot.store.checkins import CheckIns, State
from bot.store.personal import PersonalData
from tests.desk.postbox import Postbox, part, smtp_server
from tests.desk.test_planner_pages import Planner
from tests.desk.test_whole_way import COACH, JAN, Desk


class Follow(Desk):
    """A desk where Jan's intake was attended."""

    def __init__(self, database: Database, box: Postbox, port: int) -> None:
        super().__init__(database, box, port)
        planner = Planner(database)
        planner.branch = self.branch
        self.client = planner.client
        self.check_ins = CheckIns(database, self.clock)
        self.booked = self.branch.books("jan", "2027-03-26 09:00")
        self.branch.at("2027-03-26 10:00")
        self.branch.bookings.mark(self.booked.reference, Status.ATTENDED)
        self.deliver()

    def days(self, number: int) -> list[str]:
        """Let days pass, hour by hour; the subjects of the mails that Jan got."""
        before = len(self.box.to(JAN))
        for _ in range(number * 4):
            self.branch.passes(hours=6)
            self.check_ins.ask_due()
            self.deliver()
        return [str(mail["subject"]) for mail in self.box.to(JAN)[before:]]

    def page(self) -> str:
        """The address in the latest mail."""
        found = re.findall(r"/hoe-gaat-het/\S+", part(self.box.to(JAN)[-1], "text/plain"))
        return str(found[-1])

    def taps(self, answer: str, number: int = 0) -> str:
        return str(self.client.post(self.page(), data={"antwoord": answer, "nummer": str(number)}).text)


@pytest.fixture
def follow(database: Database) -> Iterator[Follow]:
    box = Postbox()
    with smtp_server(box) as port:
        yield Follow(database, box, port)


def test_the_worker_is_first_asked_whether_it_is_welcome(follow: Follow) -> None:
    assert follow.days(3) == ["Mogen we af en toe vragen hoe het gaat?"]
    assert "Ja, maar minder vaak" in follow.client.get(follow.page()).text
    found = follow.check_ins.find("jan")
    assert found is not None
    assert found.state is State.INVITED
    assert follow.days(120) == []


def test_looking_at_the_page_changes_nothing(follow: Follow) -> None:
    follow.days(2)
    before = follow.check_ins.find("jan")
    follow.client.get(follow.page())
    assert follow.check_ins.find("jan") == before


def test_who_agrees_is_asked_every_four_to_five_weeks(follow: Follow) -> None:
    follow.days(2)
    assert "Over vier tot vijf weken" in follow.taps("yes")
    agreed = follow.branch.now
    assert follow.days(27) == []
    assert follow.days(8) == ["Hoe gaat het met u?"]
    assert follow.branch.now - agreed <= timedelta(days=35)
    assert "Fijn om te horen" in follow.taps("good", 1)
    assert follow.days(35) == ["Hoe gaat het met u?"]


def test_no_question_comes_at_night(follow: Follow) -> None:
    follow.days(2)
    follow.taps("yes")
    follow.days(40)
    hours = {int(str(mail["date"]).split()[4][:2]) for mail in follow.box.to(JAN) if "Hoe gaat" in str(mail["subject"])}
    assert hours
    assert all(8 <= hour < 21 for hour in hours)


def test_less_often_means_half_as_often_and_no_means_never(follow: Follow) -> None:
    follow.days(2)
    follow.taps("yes")
    follow.days(33)
    assert "half zo vaak" in follow.taps("less", 1)
    assert follow.days(62) == []
    assert len(follow.days(4)) == 1
    assert "niet meer" in follow.taps("stop", 2)
    assert follow.days(100) == []


def test_who_says_no_is_never_asked(follow: Follow) -> None:
    follow.days(2)
    follow.taps("no")
    assert follow.days(100) == []


def test_help_that_is_wanted_reaches_the_coach_once(follow: Follow) -> None:
    follow.days(2)
    follow.taps("yes")
    follow.days(33)
    before = len(follow.box.to(COACH))
    assert "Ik heb uw coach laten weten dat u hulp wilt" in follow.taps("help", 1)
    follow.taps("help", 1)
    follow.deliver()
    (note,) = follow.box.to(COACH)[before:]
    text = part(note, "text/plain")
    assert "Jan Bakker" in text
    assert "06 00 00 00 00" in text
    assert follow.booked.reference in text


def test_work_that_was_found_ends_it_reminds_of_what_to_cancel_and_tells_the_coach(follow: Follow) -> None:
    follow.days(2)
    follow.taps("yes")
    follow.days(33)
    page = follow.taps("work", 1)
    for words in ("Gefeliciteerd", "Mijn UWV", "werk.nl", "staat er nog een afspraak"):
        assert words in page
    follow.deliver()
    assert "werk gevonden" in str(follow.box.to(COACH)[-1]["subject"])
    assert follow.days(100) == []


def test_who_never_answers_is_left_in_peace(follow: Follow) -> None:
    follow.days(2)
    follow.taps("yes")
    assert len(follow.days(250)) == 3
    found = follow.check_ins.find("jan")
    assert found is not None
    assert found.state is State.STOPPED


def test_a_question_that_was_stopped_meanwhile_is_not_sent(follow: Follow) -> None:
    follow.days(2)
    follow.taps("yes")
    follow.branch.passes(days=33)
    assert follow.check_ins.ask_due() == 1
    follow.check_ins.stop("jan")
    before = len(follow.box.to(JAN))
    follow.deliver()
    assert len(follow.box.to(JAN)) == before


def test_erasing_everything_ends_it_too(follow: Follow, database: Database) -> None:
    follow.days(2)
    follow.taps("yes")
    personal = PersonalData(database, database.engine, follow.clock, follow.branch.bookings.cancel)
    assert personal.collect("jan")["check_in"]["state"] == "agreed"
    personal.erase("jan")
    assert follow.check_ins.find("jan") is None
    assert follow.days(60) == []


def test_an_unknown_link_gets_a_page_that_explains(follow: Follow) -> None:
    answer = follow.client.post("/hoe-gaat-het/guessed", data={"antwoord": "work"})
    assert answer.status_code == 404
    assert "Deze link klopt niet" in answer.text


def test_a_button_that_does_not_exist_changes_nothing(follow: Follow) -> None:
    follow.days(2)
    before = follow.check_ins.find("jan")
    assert follow.client.post(follow.page(), data={"antwoord": "sing"}).status_code == 200
    assert follow.check_ins.find("jan") == before
