"""Danger to life is heard in any words; sayings and grief are not taken for it."""

from pathlib import Path

import numpy as np
import pytest

from bot.nlu import Understander
from bot.nlu.crisis import mend, phrases_in
from bot.nlu.crisis_ear import CrisisEar, learn_weighing

CRIES = [
    "ik wil niet meer leven",
    "ik wil nie meer leeven",
    "Ik wil dood.",
    "soms denk ik: was ik maar dood",
    "iedereen is beter af zonder mij",
    "ik heb de pillen al verzameld",
    "morgen spring ik van het dak",
    "ik loop straks voor de trein",
    "ik heb een afscheidsbreif geschreven",
    "mijn man zegt dat hij zichzelf iets aan gaat doen",
    "zelfmort lijkt de enige weg, zelfmoord dus",
    "ik denk aan zelfdodig",
    "ik ga mijn baas neersteken",
    "hij zit hier met een mes",
    "het leven heeft geen zin meer",
    "ik hoop dat ik morgen niet meer wakker word",
    "Hoeveel ww krijg ik? Ach, het maakt niet uit, ik maak straks een eind aan mijn leven.",
    "I want to kill myself",
    "i dont want to be alive anymore",
    "I have saved up my pills",
    "my husband says he will hurt himself",
    "everyone is better off without me",
    "im bringing a gun to work tomorrow",
    "there is no reason to live",
    "mijn collega ligt bewusteloos in de kantine",
    "hij ademt niet meer, wat moet ik doen",
    "i wana dei",
    "ik wil dod",
]
CALM = [
    "ik ga dood van de stress met die formulieren",
    "ik schaam me dood",
    "ik ben doodmoe van alles",
    "ik verveel me dood thuis",
    "mijn contract komt aan zijn einde",
    "er komt een eind aan mijn dienstverband",
    "hoe lang kan ik leven van de ww",
    "kan hij mij wat aandoen als ik niet teken",
    "ik neem de trein naar het gesprek",
    "dat is een dood spoor",
    "this paperwork is killing me",
    "I worked myself to death there",
    "ik kan die baas wel schieten, wat een eikel",
    "waar vind ik het formulier voor de ww",
    "career suicide to sign this, right?",
    "hij reageert niet op mijn mails over het contract",
    "ik had vijf jaar terug een hartinfarct gehad en werk nu halve dagen",
]


@pytest.mark.parametrize("text", CRIES)
def test_a_cry_for_help_holds_a_phrase(text: str) -> None:
    strong, sign, _ = phrases_in(text)
    assert strong or sign


@pytest.mark.parametrize("text", CALM)
def test_a_saying_holds_no_strong_phrase(text: str) -> None:
    strong, sign, _ = phrases_in(text)
    assert not strong
    assert not sign


def test_misspelled_words_of_danger_are_mended_and_ordinary_words_are_not() -> None:
    assert mend("zelfmrood") == "zelfmoord"
    assert mend("geven en lezen van een brief") == "geven en lezen van een brief"


def hints_of(small: Understander, text: str) -> np.ndarray:
    assert small.ear is not None
    row: np.ndarray = small.ear.hints([text], small.model, small.model.signals([text]))[0]
    return row


def test_a_cry_gives_more_hints_than_a_calm_sentence(small: Understander) -> None:
    assert small.ear is not None
    cry = small.ear.sum(hints_of(small, "ik wil niet meer leven, ik maak er een eind aan"))
    calm = small.ear.sum(hints_of(small, "hoeveel maanden ww krijg ik na 12 jaar werken"))
    assert cry > small.ear.weighing.alarm > calm


def test_a_cry_in_one_clause_is_a_hint_of_the_whole_message(small: Understander) -> None:
    talk = "ik werk daar al twaalf jaar op de afdeling en ik kreeg gisteren de brief over de uitkering"
    with_cry = hints_of(small, f"{talk}, maar ik wil niet meer leven, hoeveel maanden krijg ik dan")
    without = hints_of(small, f"{talk}, maar ik wil wel verder, hoeveel maanden krijg ik dan")
    clauses = slice(3, 6)
    assert (with_cry[clauses] > without[clauses]).all()
    assert (with_cry[clauses] >= with_cry[0:3]).any()


def test_limits_are_where_few_calm_utterances_come() -> None:
    luck = np.random.default_rng(3)
    danger = np.arange(1200) % 6 == 0
    hints = luck.normal(0, 1, (1200, 8)).astype(np.float32)
    hints[danger, 0] += 3
    learnt = learn_weighing(hints, danger, alarms=0.02, worries=0.1)
    ear = CrisisEar({}, 0, learnt)
    sums = np.array([ear.sum(one) for one in hints])
    assert (sums[~danger] >= learnt.alarm).mean() == pytest.approx(0.02, abs=0.01)
    assert (sums[~danger] >= learnt.worry).mean() == pytest.approx(0.1, abs=0.02)
    assert (sums[danger] >= learnt.alarm).mean() > 0.7


def test_an_ear_that_was_saved_hears_the_same(small: Understander, tmp_path: Path) -> None:
    assert small.ear is not None
    small.ear.save(tmp_path)
    again = CrisisEar.load(tmp_path)
    assert again is not None
    hints = hints_of(small, "ze zijn beter af zonder mij")
    assert again.sum(hints) == small.ear.sum(hints)


def test_a_model_without_crisis_has_no_ear(tmp_path: Path) -> None:
    assert CrisisEar.load(tmp_path) is None
