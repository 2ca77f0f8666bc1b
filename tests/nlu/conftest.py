"""A small understanding, trained once on a handful of utterances of our own, for tests of behaviour (not of quality)."""

import pytest

from bot.nlu import Example, Recipe, SentenceEncoder, Understander

HANDFUL = {
    "greet": ["hallo", "goedemorgen", "hoi daar", "dag allemaal", "hello", "hi there"],
    "affirm": ["ja", "klopt", "jazeker", "ja graag", "yes", "that is right"],
    "deny": ["nee", "liever niet", "nee hoor", "no", "no thanks", "rather not"],
    "inform": ["1 maart 2027", "12 jaar", "sinds 2009", "Utrecht", "march 3rd", "about ten years"],
    "ask_ww_duration": [
        "hoe lang krijg ik ww",
        "na hoeveel maanden stopt mijn uitkering",
        "tot wanneer heb ik recht op die uitkering",
        "hoeveel maanden ww na 12 jaar werken",
        "how long do I get unemployment benefit",
        "for how many months will they pay me",
    ],
    "ask_ww_amount": [
        "hoeveel ww krijg ik",
        "hoe hoog is mijn uitkering",
        "wat krijg ik straks per maand in euro's",
        "hoeveel procent van mijn loon is de ww",
        "how much benefit will I get",
        "what percentage of my wage is it",
    ],
    "book_intake": [
        "ik wil een afspraak met een coach",
        "kan ik volgende week langskomen",
        "plan een gesprek in",
        "ik zoek een moment voor de intake",
        "book an appointment please",
        "can I meet a work coach",
    ],
    "express_distress": [
        "ik lig er wakker van",
        "ik voel me zo waardeloos sinds het ontslag",
        "ik ga dood van de stress met al die papieren",
        "ik ben zo boos en verdrietig",
        "I cry every night about my job",
        "this form is killing me",
    ],
    "crisis": [
        "ik wil niet meer leven",
        "het hoeft voor mij niet meer",
        "ik maak er een eind aan",
        "ze zijn beter af zonder mij",
        "I want to end my life",
        "my colleague says he will hurt himself",
    ],
    "out_of_scope": [
        "wat voor weer wordt het",
        "wie wint de wedstrijd",
        "bestel een pizza",
        "hoe bak ik een appeltaart",
        "tell me a joke",
        "what is 12 times 13",
    ],
}


def handful() -> list[Example]:
    """The utterances as examples."""
    return [Example(text, intent) for intent, texts in HANDFUL.items() for text in texts]


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


@pytest.fixture(scope="session")
def small(encoder: SentenceEncoder) -> Understander:
    return Understander.fit(handful(), encoder, recipe=Recipe())
