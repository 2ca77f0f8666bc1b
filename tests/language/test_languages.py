"""Which language a text is in."""

from __future__ import annotations

import pytest

from bot.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ik ben ontslagen per 1 maart", "nl"),
        ("mn baas heb gezegt da k weg mot", "nl"),
        ("ja", "nl"),
        ("nee dank je", "nl"),
        ("half drie", "nl"),
        ("I was fired", "en"),
        ("yes", "en"),
        ("can i get ww", "en"),
        ("next week please", "en"),
        ("ich habe meine Arbeit verloren", "de"),
        ("straciłem pracę", "pl"),
        ("am fost concediat de firma mea", "ro"),
        ("işten çıkarıldım", "tr"),
        ("мене звільнили з роботи", "uk"),
        ("уволиха ме от работа", "bg"),
        ("تم فصلي من العمل", "ar"),
        ("j'ai été licencié hier", "fr"),
        ("ok", None),
        ("stop", None),
        ("12", None),
        ("1234 AB", None),
        ("", None),
    ],
)
def test_the_language_is_known_or_honestly_not(text: str, language: str | None) -> None:
    assert detect_language(text) == language
