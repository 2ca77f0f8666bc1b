"""Text and commands, from the person to the assistant and back."""

from __future__ import annotations

from sqlalchemy import select

from bot.channels.telegram.splitting import units
from bot.store import Outgoing, Role
from bot.store.telegram_tables import TelegramOutgoingRow, TelegramUpdateRow
from tests.channels.telegram.stand import PERSON, Stand, said


def test_typed_text_is_answered(stand: Stand) -> None:
    stand.start()
    stand.say("Ik word ontslagen")
    assert stand.wait_texts(1) == ["U zei: Ik word ontslagen"]


def test_the_assistant_hears_a_random_id_and_never_the_chat_number(stand: Stand) -> None:
    stand.start()
    stand.say("hallo")
    stand.say("hallo", chat_id=PERSON + 1)
    stand.wait_texts(1)
    stand.wait_texts(1, PERSON + 1)
    senders = {heard["sender"] for heard in stand.rasa.heard}
    assert len(senders) == 2
    assert all(len(sender) >= 32 and str(PERSON)[:3] not in sender for sender in senders)
    assert not any("Sanne" in str(heard) or str(PERSON) in str(heard) for heard in stand.rasa.heard)


def test_each_command_of_the_menu_asks_for_its_intent(stand: Stand) -> None:
    intents = {
        "/start": "/greet",
        "/start folder": "/greet",
        "/afspraak": "/show_intake",
        "/tijdlijn@vroegwijzer_test_bot": '/calculate_notice{"show": "timeline"}',
        "/taal": "/switch_language",
        "/verwijder": "/delete_my_data",
        "/help": "/ask_help",
        "/STOP": "/stop_current",
    }
    stand.start()
    for command in intents:
        stand.say(command)
    stand.wait_texts(len(intents))
    assert stand.rasa.texts() == list(intents.values())


def test_typed_text_can_never_be_an_intent(stand: Stand) -> None:
    typed = ["/verwijder_alles{}", "//delete_my_data", " /delete_my_data", "/delete_my_data", "\u200b/restart"]
    stand.start()
    for text in typed:
        stand.say(text)
    stand.wait_texts(len(typed))
    heard = ["verwijder_alles{}", "delete_my_data", "delete_my_data", "delete_my_data", "restart"]
    assert stand.rasa.texts() == heard


def test_the_menu_is_set_in_both_languages(stand: Stand) -> None:
    stand.start()
    stand.fake.wait(lambda: len(stand.fake.world.commands) == 2)
    dutch, english = stand.fake.world.commands[""], stand.fake.world.commands["en"]
    names = ["start", "afspraak", "tijdlijn", "taal", "verwijder", "help", "stop"]
    assert [command["command"] for command in dutch] == [command["command"] for command in english] == names
    assert dutch[1]["description"] == "Bekijk uw afspraak met een werkcoach"
    assert english[1]["description"] == "See your appointment with a work coach"


def test_a_long_answer_comes_in_parts_in_order(stand: Stand) -> None:
    paragraph = "De opzegtermijn is drie maanden. 👍🏽 " * 40
    stand.rasa.script = lambda *_: [{"text": "\n\n".join([paragraph.strip()] * 6)}]
    stand.start()
    stand.say("hoe lang?")
    stand.wait_texts(2)
    stand.wait_idle()
    parts = stand.texts()
    assert all(units(part) <= 4096 for part in parts)
    assert "\n\n".join(parts) == "\n\n".join([paragraph.strip()] * 6)


def test_marks_of_formatting_are_sent_as_they_are(stand: Stand) -> None:
    odd = "*niet vet* _niet schuin_ [geen link](x) <b> & !"
    stand.rasa.script = lambda *_: [{"text": odd}]
    stand.start()
    stand.say("hallo")
    assert stand.wait_texts(1) == [odd]
    assert "parse_mode" not in stand.fake.calls("sendMessage")[0]


def test_the_typing_sign_comes_before_each_answer(stand: Stand) -> None:
    stand.rasa.script = lambda *_: [{"text": "een"}, {"text": "twee"}]
    stand.start()
    stand.say("hallo")
    stand.wait_texts(2)
    names = [name for name, _ in stand.fake.world.calls if name in ("sendChatAction", "sendMessage")]
    first, second = [at for at, name in enumerate(names) if name == "sendMessage"]
    assert "sendChatAction" in names[:first]
    assert names[second - 1] == "sendChatAction"


def test_an_answer_without_words_is_said_plainly(stand: Stand) -> None:
    stand.rasa.script = lambda *_: []
    stand.start()
    stand.say("hm")
    assert stand.wait_texts(2) == [said("delayed"), said("silent")]


def test_what_is_not_text_gets_a_plain_sentence_and_does_not_reach_the_assistant(stand: Stand) -> None:
    answers = {
        "voice": said("attachment_voice"),
        "photo": said("attachment_picture"),
        "document": said("attachment_file"),
        "sticker": said("attachment_sticker"),
        "location": said("attachment_place"),
    }
    stand.start()
    stand.say("hallo")
    stand.wait_texts(1)
    for what in answers:
        stand.fake.attach(PERSON, what)
    assert stand.wait_texts(6)[1:] == list(answers.values())
    assert stand.rasa.texts() == ["hallo"]


def test_a_text_that_is_too_long_or_empty_is_said_so(stand: Stand) -> None:
    stand.start()
    stand.say("a" * 2001)
    assert stand.wait_texts(1) == [said("too_long", longest=2000)]
    stand.say("///")
    assert stand.wait_texts(2)[1] == said("empty")
    assert stand.rasa.texts() == []


def test_who_has_telegram_in_english_is_answered_in_english(stand: Stand) -> None:
    stand.start()
    stand.say("/////", language="en-GB")
    assert stand.wait_texts(1) == [said("empty", "en")]


def test_a_changed_message_is_declined_once(stand: Stand) -> None:
    stand.start()
    stand.say("hallo")
    stand.wait_texts(1)
    stand.fake.edit(PERSON, "dag")
    stand.fake.edit(PERSON, "goedemorgen")
    assert stand.wait_texts(2)[1] == said("edit_declined")
    stand.wait_idle()
    assert len(stand.texts()) == 2
    assert stand.rasa.texts() == ["hallo"]


def test_groups_and_channels_are_declined_once(stand: Stand) -> None:
    stand.start()
    for _ in range(3):
        stand.say("@vroegwijzer help", chat_id=-77, kind="group")
        stand.fake.channel_post(-88, "nieuws")
    stand.wait_texts(1, -77)
    stand.wait_texts(1, -88)
    stand.wait_idle()
    assert stand.texts(-77) == stand.texts(-88) == [said("group_declined")]
    assert stand.rasa.heard == []


def test_what_points_at_one_person_is_not_kept(stand: Stand) -> None:
    stand.start()
    stand.say("Mail mij op sanne@example.org of bel 06-12345678")
    stand.wait_texts(1)
    stand.wait_idle()
    assert stand.rasa.texts() == ["Mail mij op sanne@example.org of bel 06-12345678"]
    assert stand.store.chats.messages(stand.conversation())[0].text == "Mail mij op [e-mail] of bel [telefoon]"
    with stand.database.read() as session:
        updates = session.scalars(select(TelegramUpdateRow)).all()
        sent = session.scalars(select(TelegramOutgoingRow)).all()
    assert [(update.body, update.chat_id) for update in updates] == [(None, None)]
    assert [row.body for row in sent] == [None]


def test_a_person_who_takes_over_is_announced_and_heard(stand: Stand) -> None:
    stand.start()
    stand.say("ik wil een mens spreken")
    stand.wait_texts(1)
    chats, talk = stand.store.chats, stand.conversation()
    chats.take_over(talk, "Noor", stand.clock())
    chats.add(talk, Outgoing("Dag, ik ben Noor.", role=Role.PERSON), stand.clock())
    assert stand.wait_texts(3)[1:] == [said("person_joined", name="Noor"), "Dag, ik ben Noor."]
    stand.say("fijn")
    stand.wait_idle()
    assert stand.rasa.texts() == ["ik wil een mens spreken"]
    chats.hand_back(talk, stand.clock())
    assert stand.wait_texts(4)[3] == said("person_left")
