"""Danger to life is heard in any words; sayings and grief are not taken for it."""

import numpy as np
import pytest

from bot.nlu.crisis import CrisisGuard, CrisisLimits, learn_limits, mend, phrase_strength

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
]


@pytest.mark.parametrize("text", CRIES)
def test_a_cry_for_help_is_a_strong_phrase(text: str) -> None:
    assert phrase_strength(text) == 1.0


@pytest.mark.parametrize("text", CALM)
def test_a_saying_is_not_a_strong_phrase(text: str) -> None:
    assert phrase_strength(text) < 1.0


def test_misspelled_words_of_danger_are_mended_and_ordinary_words_are_not() -> None:
    assert mend("zelfmrood") == "zelfmoord"
    assert mend("geven en lezen van een brief") == "geven en lezen van een brief"


def test_the_classifier_alone_is_enough_when_it_is_sure() -> None:
    guard = CrisisGuard()
    assert guard.hears("een zin zonder zulke woorden", 0.9)
    assert not guard.hears("een zin zonder zulke woorden", 0.01)


def test_a_clause_of_danger_inside_a_calm_message_is_heard() -> None:
    assert CrisisGuard().hears("iets langs", 0.02, clause_chance=0.95)


def test_a_weak_phrase_makes_a_small_chance_count() -> None:
    guard = CrisisGuard(CrisisLimits(chance=0.3, chance_weak=0.1))
    assert guard.hears("ik ben iedereen tot last", 0.15)
    assert not guard.hears("ik heb hier geen woorden voor", 0.15)


def test_the_limit_is_where_few_calm_utterances_come() -> None:
    calm = np.linspace(0, 0.2, 1000, dtype=np.float32)
    limits = learn_limits(calm, alarms=0.01)
    assert (calm >= limits.chance).mean() == pytest.approx(0.01, abs=0.005)
