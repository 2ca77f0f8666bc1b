"""Unasked messages, people who block the bot, deletion, and a talk that comes over from the web."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from bot.channels.reply import Button
from bot.channels.telegram import Handed
from bot.store import Base, Outgoing
from tests.channels.telegram.stand import PERSON, Stand, said

QUESTION = Outgoing("Wanneer begon u?", {"buttons": [{"title": "Weet ik niet", "payload": "/inform_unknown"}]})


def talked(stand: Stand) -> str:
    stand.start()
    stand.say("hallo")
    stand.wait_texts(1)
    stand.wait_idle()
    return stand.conversation()


def web_talk(stand: Stand) -> str:
    """A talk on the web in which the assistant asked something last."""
    chats, now = stand.store.chats, stand.clock()
    chats.create("web-talk", "web", now)
    for number, answer in enumerate([Outgoing("Dag"), QUESTION]):
        message, _ = chats.receive("web-talk", f"c{number}", f"bericht {number}", now)
        chats.answer("web-talk", message.seq, [answer], now)
    return "web-talk"


def argument(stand: Stand) -> str:
    link = stand.sender.link("web-talk")
    assert link is not None
    assert link.startswith("https://t.me/vroegwijzer_test_bot?start=link_")
    given = link.partition("?start=")[2]
    assert len(given) <= 64
    return given


def test_a_reminder_goes_out_only_after_consent_and_once(stand: Stand) -> None:
    talk = talked(stand)
    buttons = [Button("Afzeggen", "/cancel_intake")]
    assert stand.sender.send(talk, "Morgen is uw afspraak.", buttons, key="r1") is Handed.NO_CONSENT
    assert stand.sender.set_consent(talk, given=True)
    assert stand.sender.send(talk, "Morgen is uw afspraak.", buttons, key="r1") is Handed.WAITS
    assert stand.sender.send(talk, "Morgen is uw afspraak.", buttons, key="r1") is Handed.REPEATED
    assert stand.wait_texts(2)[1] == "Morgen is uw afspraak."
    stand.fake.tap(PERSON, "Afzeggen")
    stand.wait_texts(3)
    assert stand.rasa.texts()[-1] == "/cancel_intake"
    stand.sender.set_consent(talk, given=False)
    assert stand.sender.send(talk, "Nog iets", key="r2") is Handed.NO_CONSENT
    stand.wait_idle()
    assert len(stand.texts()) == 3


def test_a_reminder_does_not_make_the_open_question_stale(stand: Stand) -> None:
    buttons = [{"title": "Ja", "payload": "/affirm"}]
    stand.rasa.script = lambda _, text: (
        [{"text": "Klopt dit?", "buttons": buttons}] if text == "hallo" else [{"text": "Goed."}]
    )
    talk = talked(stand)
    stand.sender.set_consent(talk, given=True)
    stand.sender.send(talk, "Denk aan uw afspraak.", [Button("Bekijken", "/show_intake")])
    stand.wait_texts(2)
    stand.fake.tap(PERSON, "Ja")
    stand.wait_texts(3)
    assert stand.rasa.texts() == ["hallo", "/affirm"]


def test_a_talk_that_is_not_in_telegram_gets_no_unasked_messages(stand: Stand) -> None:
    web_talk(stand)
    assert stand.sender.send("web-talk", "Morgen") is Handed.NO_CHAT
    assert not stand.sender.set_consent("web-talk", given=True)


def test_what_another_room_adds_unasked_waits_for_consent_too(stand: Stand) -> None:
    talk = talked(stand)
    stand.store.chats.add(talk, Outgoing("Zomaar een bericht"), stand.clock())
    stand.wait_idle()
    stand.say("dag")
    assert stand.wait_texts(2) == ["U zei: hallo", "U zei: dag"]


def test_who_blocks_the_bot_is_left_in_peace_until_they_come_back(stand: Stand) -> None:
    talk = talked(stand)
    stand.sender.set_consent(talk, given=True)
    stand.fake.block(PERSON)
    stand.wait_idle()
    assert stand.sender.send(talk, "Morgen") is Handed.BLOCKED
    stand.fake.block(PERSON, blocked=False)
    stand.wait_idle()
    assert stand.sender.send(talk, "Overmorgen") is Handed.WAITS
    assert stand.wait_texts(2)[1] == "Overmorgen"


def shut(stand: Stand) -> bool:
    address = stand.store.addresses.find("telegram", str(PERSON))
    return address is not None and address.blocked_at is not None


def test_a_block_that_only_shows_when_sending_is_noticed_and_the_rest_is_dropped(stand: Stand) -> None:
    stand.rasa.script = lambda _, text: [{"text": "een"}, {"text": "twee"}] if text == "lang" else [{"text": text}]
    talk = talked(stand)
    stand.sender.set_consent(talk, given=True)
    stand.fake.fail("sendMessage", "403")
    stand.say("lang")
    stand.fake.wait(lambda: shut(stand))
    stand.wait_idle()
    assert stand.sender.send(talk, "Morgen") is Handed.BLOCKED
    assert stand.texts() == ["hallo"]
    stand.say("ik ben er weer")
    assert stand.wait_texts(2) == ["hallo", "ik ben er weer"]
    assert stand.sender.send(talk, "Morgen") is Handed.WAITS


def test_a_link_carries_the_talk_over_from_the_last_question_on(stand: Stand) -> None:
    web_talk(stand)
    stand.start()
    stand.fake.wait(stand.store.talks.bot_name)
    stand.say(f"/start {argument(stand)}")
    assert stand.wait_texts(2) == [said("linked"), "Wanneer begon u?"]
    stand.fake.tap(PERSON, "Weet ik niet")
    stand.wait_texts(3)
    assert [(heard["sender"], heard["message"]) for heard in stand.rasa.heard] == [("web-talk", "/inform_unknown")]


def test_the_web_chat_is_told_that_the_talk_moved(stand: Stand) -> None:
    web_talk(stand)
    stand.start()
    stand.fake.wait(stand.store.talks.bot_name)
    stand.say(f"/start {argument(stand)}")
    stand.wait_texts(2)
    stand.wait_idle()
    moved = [message for message in stand.store.chats.messages("web-talk") if message.text == "moved"]
    assert [message.parts for message in moved] == [{"channel": "telegram"}]


def test_a_link_works_once_and_for_a_short_time(stand: Stand) -> None:
    web_talk(stand)
    stand.start()
    stand.fake.wait(stand.store.talks.bot_name)
    used = argument(stand)
    stand.say(f"/start {used}")
    stand.wait_texts(2)
    stand.say(f"/start {used}", chat_id=8)
    assert stand.wait_texts(1, 8) == [said("link_unknown")]
    stand.say("/start link_geraden", chat_id=8)
    assert stand.wait_texts(2, 8)[1] == said("link_unknown")
    late = argument(stand)
    earlier = stand.store.addresses.follow_link(late.removeprefix("link_"), stand.clock() + timedelta(minutes=31))
    assert earlier is None


def test_a_message_in_a_talk_from_the_web_is_answered_after_a_restart(stand: Stand) -> None:
    web_talk(stand)
    stand.start()
    stand.fake.wait(stand.store.talks.bot_name)
    stand.say(f"/start {argument(stand)}")
    stand.wait_texts(2)
    stand.wait_idle()
    stand.stop()
    stand.store.chats.receive("web-talk", "telegram-1", "nog een vraag", stand.clock())
    stand.start()
    assert stand.wait_texts(3)[2] == "U zei: nog een vraag"


def test_a_link_brings_a_chat_that_talked_before_into_the_web_talk(stand: Stand) -> None:
    own = talked(stand)
    web_talk(stand)
    stand.say(f"/start {argument(stand)}")
    stand.wait_texts(3)
    stand.say("1 juni 2014")
    stand.wait_texts(4)
    assert [heard["sender"] for heard in stand.rasa.heard] == [own, "web-talk"]


def test_deletion_takes_everything_along_and_is_confirmed(stand: Stand) -> None:
    talk = talked(stand)

    def wipe(sender: str, text: str) -> list[dict[str, str]]:
        if text == "/delete_my_data":
            stand.store.chats.delete(sender)
        return [{"text": "weg"}]

    stand.rasa.script = wipe
    stand.say("/verwijder")
    assert stand.wait_texts(2)[1] == said("deleted")
    stand.wait_idle()
    with stand.database.read() as session:
        left = {
            name: session.scalar(select(func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
            if name.startswith(("telegram_", "chat_"))
        }
    assert {name for name, count in left.items() if count} == {"telegram_updates", "telegram_outgoing", "telegram_bots"}
    stand.say("hallo weer")
    stand.wait_texts(3)
    assert stand.conversation() != talk


def test_finished_work_is_forgotten_after_a_while(stand: Stand) -> None:
    talked(stand)
    stand.say("x", chat_id=-5, kind="group")
    stand.wait_texts(1, -5)
    stand.wait_idle()
    stand.store.purge(stand.clock() - timedelta(days=2))
    names = ("telegram_updates", "telegram_outgoing", "telegram_groups")

    def counts() -> list[int]:
        with stand.database.read() as session:
            return [session.scalar(select(func.count()).select_from(Base.metadata.tables[name])) or 0 for name in names]

    assert counts() == [2, 2, 1]
    stand.store.purge(stand.clock() + timedelta(days=1))
    assert counts() == [0, 0, 0]
