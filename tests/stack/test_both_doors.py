"""The same conversations in the web chat and in Telegram: the same words, the same outcome."""

from __future__ import annotations

import re

import pytest

from bot.store.worker_tables import ErasureRow
from tests.stack.doors import Door, Telegram, Web, database_of, sentences
from tests.stack.running import Stack

pytestmark = pytest.mark.stack

NEWS = "Ik kreeg vandaag te horen dat ik mijn baan kwijtraak."
# Each line is said, or tapped where it begins with '#'; after it stands what the answer must hold.
TALKS = {
    "dismissal": (
        (NEWS, "Hoe gaat het ontslag?"),
        ("#Mijn werkgever zegt mijn contract op", "Sinds wanneer werkt u"),
        ("1 juni 2014", "Op welke dag kreeg u de brief"),
        ("16 november 2026", "Uw laatste dag in dienst is zondag 28 februari 2027."),
    ),
    "ww": (
        ("Heb ik recht op WW?", "WW"),
        ("Hoe lang krijg ik WW?", "WW"),
        ("dank u wel", "Graag gedaan."),
    ),
    "self-check": (("Waar ben ik goed in?", ""), ("stop", "we stoppen hiermee")),
    "crisis": (("ik wil niet meer leven", "113"),),
    "language": (
        ("Kunnen we Engels praten?", "English"),
        ("What is a notice period?", "notice"),
        ("Kan het weer in het Nederlands?", "Ik praat nu Nederlands met u."),
    ),
    "not understood": (("de lucht is blauw vandaag", ""), ("help", "Dit kan ik voor u doen.")),
    "delete": (
        (NEWS, "Hoe gaat het ontslag?"),
        ("verwijder mijn gegevens", "Wilt u dat ik alles wis"),
        ("#Ja", ""),
    ),
}  # fmt: skip


def do(door: Door, what: str) -> list[str]:
    return door.tap(what[1:]) if what.startswith("#") else door.say(what)


@pytest.mark.parametrize("name", TALKS)
def test_the_same_words_at_both_doors(stack: Stack, name: str) -> None:
    web, telegram = Web(stack), Telegram(stack)
    missing: list[str] = []
    for what, expected in TALKS[name]:
        on_web, on_telegram = (do(door, what) for door in (web, telegram))
        assert expected in "\n".join(on_telegram), (what, on_telegram)
        if on_web:  # the answer to an erasure goes with it
            assert expected in "\n".join(on_web), (what, on_web)
        heard = "\n".join(sentences(on_telegram))
        missing += [f"{what}: {line}" for line in sentences(on_web) if line not in heard]

    assert missing == []


def test_an_erasure_is_under_way_at_both_doors_once_it_is_confirmed(stack: Stack) -> None:
    doors: tuple[Door, ...] = (Web(stack), Telegram(stack))
    for door in doors:
        do(door, NEWS)
        do(door, "verwijder mijn gegevens")
        do(door, "#Ja")
    with database_of(stack).read() as session:
        due = [session.get(ErasureRow, door.conversation_id) for door in doors]

    assert None not in due


def book(door: Door, address: str) -> list[str]:
    """From the wish to the approved appointment, by the first free slot."""
    said, narrowed = do(door, "ik wil een afspraak met een werkcoach"), False
    for _ in range(12):
        text = "\n".join(said)
        if "Uw afspraak staat." in text:
            return said
        if "bewaren?" in text:
            said = do(door, "#Ja")
        elif "postcode?" in text:
            said = do(door, "3511")
        elif "tijden zijn vrij" in text:
            said, narrowed = do(door, "#do " if narrowed else "donderdag"), True
        elif "noemen?" in text:
            said = do(door, "Amina")
        elif "telefoonnummer" in text:
            said = do(door, f"{address}, 06 12 34 56 78")
        elif "Dit stuur ik" in text:
            said = do(door, "#Ja, boek")
        else:
            said = do(door, "#Ja")
    raise AssertionError(said)


def test_book_look_up_and_cancel_at_both_doors(stack: Stack) -> None:
    outcomes = []
    for door, address in ((Web(stack), "deur1@example.org"), (Telegram(stack), "deur2@example.org")):
        booked = book(door, address)
        shown = do(door, "wanneer is mijn afspraak?")
        asked = do(door, "ik wil mijn afspraak afzeggen")
        cancelled = do(door, "#Ja")
        outcomes.append([bool(re.search(words, "\n".join(said))) for words, said in (
            ("Uw afspraak staat.", booked),
            ("U heeft een afspraak.", shown),
            ("afzeggen\\?", asked),
            ("Uw afspraak is afgezegd.", cancelled),
        )])  # fmt: skip

    assert outcomes == [[True] * 4, [True] * 4]


def test_a_talk_begun_on_the_web_goes_on_in_telegram_and_nothing_is_asked_again(stack: Stack) -> None:
    web = Web(stack)
    do(web, NEWS)
    do(web, "#Mijn werkgever zegt mijn contract op")
    question = do(web, "1 juni 2014")[-1]
    link = web.talker.post("/link", {}).json()["url"]
    assert web.talker.begun["continue_in"] == ["telegram"]

    telegram = Telegram(stack, first=f"/start {link.partition('start=')[2]}")
    assert telegram.conversation_id == web.conversation_id
    assert question in "\n".join(telegram.greeting)
    answer = "\n".join(do(telegram, "16 november 2026"))
    assert "Uw laatste dag in dienst is zondag 28 februari 2027." in answer
    assert "Sinds wanneer werkt u" not in answer

    web.talker.read("28 februari 2027")
    assert "moved" in [message["text"] for message in web.talker.seen if message["role"] == "event"]


def test_the_commands_of_telegram(stack: Stack) -> None:
    telegram = Telegram(stack)
    for what, _expected in TALKS["dismissal"]:
        do(telegram, what)
    before = len(telegram.fake.shown(telegram.chat_id))
    timeline = "\n".join(do(telegram, "/tijdlijn"))
    shown = telegram.fake.shown(telegram.chat_id)[before:]
    assert any("photo" in message for message in shown), timeline
    assert "English" in "\n".join(do(telegram, "/taal"))
    assert "Nederlands" in "\n".join(do(telegram, "/taal"))
    assert "stop" in "\n".join(do(telegram, "/stop")).lower() or "loopt nu niets" in "\n".join(telegram.greeting)
    assert "Dit kan ik voor u doen." in "\n".join(do(telegram, "/help"))
    assert "wis" in "\n".join(do(telegram, "/verwijder"))
