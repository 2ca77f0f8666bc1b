"""Which language a text is in: common words decide for Dutch and English, lingua for the rest.

lingua runs in its low-accuracy mode (trigrams): 20 MB and half a second at the first text that needs it, against
325 MB and 9 seconds in its full mode, with the same answers on short Dutch and English.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from bot.language.words import words

LANGUAGES = (
    Language.DUTCH, Language.ENGLISH, Language.GERMAN, Language.POLISH, Language.ROMANIAN, Language.BULGARIAN,
    Language.TURKISH, Language.ARABIC, Language.UKRAINIAN, Language.SPANISH, Language.PORTUGUESE, Language.FRENCH,
)  # fmt: skip
_LEAST_DISTANCE = 0.15
_MOST_CHARACTERS = 500
_DUTCH = words(
    """
        ja nee hoi hallo doei dag goedemorgen goedemiddag goedenavond bedankt dankje dankjewel graag ik je jij u
        uw mijn mn het een de en van op niet geen wel ook maar dat dit deze die met voor naar bij ben bent zijn
        heb heeft heef kan wil moet weet wat wie waar wanneer hoe waarom waarin welke ontslag ontslagen ontslaan
        baas werkgever werk brief jaar maand weken maanden dagen dienst einde eind morgen vandaag gisteren
        overmorgen maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart mei juni juli
        augustus oktober afspraak ww uitkering klopt prima nog al als om te er zo mij me hun wij we ons onze over
        uit door ze zij sinds ruim bijna ongeveer half kwart uur liever liefst mag zou misschien gekregen getekend
        dus verder opnieuw terug stoppen mens medewerker
    """
)
_ENGLISH = words(
    """
        yes no hi hello hey bye thanks thank please i you he she they my your his our me it the a an and of to in
        on at is are was were be been have has had do does did not don't dont can can't could will would should
        what who where when how why which fired dismissed dismissal boss employer job work letter year years month
        months weeks days since tomorrow today yesterday monday tuesday wednesday thursday friday saturday sunday
        january february march may june july august october appointment benefit from for with this that these
        those about almost i'm i've it's sure maybe know nearly morning afternoon evening human someone got
    """
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FOREIGN_LETTER = re.compile(r"[^\x00-\x7fëéèïöüáóúçêàñ’‘€–—…“”½]", re.IGNORECASE)


def detect_language(text: str) -> str | None:
    """The two-letter code of the language of `text`, or None where it cannot be told (a name, a number, 'ok')."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text[:_MOST_CHARACTERS])]
    if not words:
        return None
    dutch, english = sum(word in _DUTCH for word in words), sum(word in _ENGLISH for word in words)
    known = _by_votes(dutch, english, len(words))
    if known is not None:
        return known
    found = _detector().detect_language_of(text[:_MOST_CHARACTERS])
    code = None if found is None else found.iso_code_639_1.name.lower()
    if code in {"nl", "en"} or code is None:
        return code if len(words) > 1 or dutch or english else None
    return code if len(words) > 2 or _FOREIGN_LETTER.search(text) else None


def is_english(text: str) -> bool:
    """Whether common words show that `text` is English."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text[:_MOST_CHARACTERS])]
    return sum(word in _ENGLISH for word in words) > sum(word in _DUTCH for word in words)


def _by_votes(dutch: int, english: int, words: int) -> str | None:
    """Common words decide when they are clearly of one language and make up a good part of the text."""
    most, least = max(dutch, english), min(dutch, english)
    if most * 3 < words or least * 2 > most:
        return None
    return "nl" if dutch > english else "en"


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    builder = LanguageDetectorBuilder.from_languages(*LANGUAGES)
    return builder.with_low_accuracy_mode().with_minimum_relative_distance(_LEAST_DISTANCE).build()
