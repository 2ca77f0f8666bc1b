"""Pictures and files come from the gateway and are sent as Telegram shows them."""

from __future__ import annotations

from typing import Any

from tests.channels.telegram.stand import PERSON, Stand, said

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
ICS = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def answer(stand: Stand, *messages: dict[str, Any]) -> None:
    stand.rasa.script = lambda *_: list(messages)
    stand.start()
    stand.say("hallo")


def test_a_calendar_file_is_sent_as_a_document_under_its_name(stand: Stand) -> None:
    stand.gateway.files["afspraak"] = ICS
    file = {"url": "/files/afspraak", "name": "afspraak.ics", "media_type": "text/calendar"}
    answer(stand, {"text": "Uw afspraak staat."}, {"custom": {"file": file}})
    assert stand.wait_texts(2) == ["Uw afspraak staat.", "afspraak.ics"]
    document = stand.fake.shown(PERSON)[1]["document"]
    assert stand.fake.world.contents[document["file_id"]] == ICS


def test_a_picture_is_sent_with_its_description(stand: Stand) -> None:
    stand.gateway.files["tijdlijn"] = PNG
    image = {"url": f"{stand.gateway.url}/files/tijdlijn", "alt": "Laatste dag: 28 februari 2027"}
    answer(stand, {"text": "Uw tijdlijn"}, {"custom": {"image": image}})
    assert stand.wait_texts(2) == ["Uw tijdlijn", "Laatste dag: 28 februari 2027"]
    photo = stand.fake.shown(PERSON)[1]["photo"][0]
    assert stand.fake.world.contents[photo["file_id"]] == PNG


def test_a_long_description_goes_on_below_the_picture(stand: Stand) -> None:
    stand.gateway.files["tijdlijn"] = PNG
    alt = "Op 1 maart 2027 begint uw uitkering. " * 40
    answer(stand, {"custom": {"image": {"url": "/files/tijdlijn", "alt": alt}}})
    stand.wait_texts(2)
    stand.wait_idle()
    assert " ".join(stand.texts()) == alt.strip()
    assert "photo" in stand.fake.shown(PERSON)[0]


def test_the_buttons_stand_below_the_picture(stand: Stand) -> None:
    stand.gateway.files["tijdlijn"] = PNG
    custom = {"image": {"url": "/files/tijdlijn", "alt": "tijdlijn"}}
    answer(stand, {"text": "Klopt dit?", "buttons": [{"title": "Ja", "payload": "/affirm"}], "custom": custom})
    assert stand.wait_texts(2) == ["tijdlijn", "Klopt dit?"]
    assert stand.keys() == [["Ja"]]


def test_what_is_gone_or_no_picture_is_told_in_words(stand: Stand) -> None:
    stand.gateway.files["stuk"] = b"<svg/>"
    image = {"url": "/files/stuk", "alt": "Uw laatste dag"}
    file = {"url": "/files/weg", "name": "brief.pdf", "media_type": "application/pdf"}
    answer(stand, {"text": "a"}, {"custom": {"image": image}}, {"custom": {"file": file}}, {"text": "b"})
    expected = ["a", said("image_missing", alt="Uw laatste dag"), said("file_missing", name="brief.pdf"), "b"]
    assert stand.wait_texts(4) == expected


def test_a_gateway_that_stays_broken_does_not_hold_up_the_talk(stand: Stand) -> None:
    stand.gateway.files["stuk"] = 500
    file = {"url": "/files/stuk", "name": "brief.pdf", "media_type": "application/pdf"}
    answer(stand, {"custom": {"file": file}}, {"text": "verder"})
    assert stand.wait_texts(2) == [said("file_missing", name="brief.pdf"), "verder"]


def test_an_address_elsewhere_is_never_fetched(stand: Stand) -> None:
    file = {"url": "http://127.0.0.1:9/geheim", "name": "x.pdf", "media_type": "application/pdf"}
    answer(stand, {"custom": {"file": file}})
    assert stand.wait_texts(1) == [said("file_missing", name="x.pdf")]
