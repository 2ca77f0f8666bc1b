"""What the assistant hears, decides, keeps and reads back."""

from pathlib import Path

import pytest

from bot.nlu import Ranking, SentenceEncoder, Thresholds, Understander, decide
from bot.nlu.archive import ModelMissing, load_understander
from bot.nlu.examples import Example, ExampleError, read_evaluation, read_training
from bot.nlu.understanding import BARE


def test_a_sentence_never_seen_gets_the_intent_of_its_meaning(small: Understander) -> None:
    assert small.read("hoeveel maanden duurt die ww eigenlijk").intent == "ask_ww_duration"
    assert small.read("what amount of money will the benefit be").intent == "ask_ww_amount"


@pytest.mark.parametrize(
    "text", ["hoe lang krjig ik ww", "HOE LANG KRIJG IK WW", "hoe lang krijg ik ww???", "hoe  lang krijg\nik ww"]
)
def test_typing_errors_capitals_and_spaces_do_not_change_the_intent(small: Understander, text: str) -> None:
    assert small.read(text).intent == "ask_ww_duration"


def test_chances_add_up_to_one_and_fall(small: Understander) -> None:
    scores = small.model.predict("kan ik een coach spreken").scores
    assert sum(chance for _, chance in scores) == pytest.approx(1, abs=1e-3)
    assert [chance for _, chance in scores] == sorted((chance for _, chance in scores), reverse=True)


def test_a_saved_understanding_reads_the_same(small: Understander, encoder: SentenceEncoder, tmp_path: Path) -> None:
    small.save(tmp_path)
    again = Understander.load(tmp_path, encoder)
    for text in ("hoe lang krijg ik ww", "ik wil niet meer leven", "wat voor weer is het", "ja"):
        before, after = small.read(text), again.read(text)
        assert (after.intent, after.decision, after.crisis) == (before.intent, before.decision, before.crisis)
        assert after.confidence == pytest.approx(before.confidence, abs=0.01)
    assert load_understander(tmp_path, encoder).read("hallo").intent == small.read("hallo").intent


def test_a_cry_for_help_inside_a_long_message_wins(small: Understander) -> None:
    heard = small.read(
        "Ik werk er al twaalf jaar en kreeg een brief over de ww, maar eerlijk gezegd wil ik niet meer leven, hoeveel krijg ik dan"
    )
    assert heard.crisis
    assert heard.intent == "crisis"
    assert heard.decision == "act"
    assert heard.alternatives == ()


def test_grief_is_not_a_crisis(small: Understander) -> None:
    heard = small.read("ik ga dood van de stress met die formulieren")
    assert not heard.crisis
    assert heard.intent != "crisis"


def test_subjects_offered_are_at_most_three_and_real_subjects(small: Understander) -> None:
    offered = [name for name, _ in small.read("iets met geld en maanden").alternatives]
    assert 0 < len(offered) <= 3
    assert not {"out_of_scope", "affirm", "crisis"} & set(offered)


@pytest.mark.parametrize("text", ["", "   ", "?", "\N{PARTY POPPER}", "\0", "a" * 20_000])
def test_odd_input_is_read_without_error(small: Understander, text: str) -> None:
    heard = small.read(text)
    assert 0 < heard.confidence <= 1


def test_sure_and_clear_is_acted_on_likely_is_asked_else_fallback() -> None:
    limits = Thresholds(act=0.6, confirm=0.3, margin=0.2)
    assert decide(Ranking((("a", 0.7), ("b", 0.1))), limits) == "act"
    assert decide(Ranking((("a", 0.55), ("b", 0.1))), limits) == "confirm"
    assert decide(Ranking((("a", 0.6), ("b", 0.39))), Thresholds(act=0.6, confirm=0.3, margin=0.3)) == "confirm"
    assert decide(Ranking((("a", 0.2), ("b", 0.1))), limits) == "fallback"


@pytest.mark.parametrize("text", ["henk77@live.nl", "jan.dood@example.org", " SMIT26 ", "R8-BC2F", "kees3@example.org"])
def test_an_address_or_a_code_is_a_bare_answer_and_never_danger(text: str) -> None:
    class Deaf:
        labels = ("inform", "crisis")

    heard = Understander(Deaf(), None, Thresholds()).read(text)  # type: ignore[arg-type]
    assert (heard.intent, heard.decision, heard.crisis, heard.worry) == ("inform", "act", False, False)


@pytest.mark.parametrize("text", ["dood", "113", "help", "ik maak er een eind aan", "2 pillen", "w8"])
def test_words_and_numbers_are_no_code(text: str) -> None:
    assert BARE.fullmatch(text) is None


def test_to_explain_needs_less_than_to_do_something() -> None:
    limits = Thresholds(act=0.8, explain=0.5, confirm=0.3)
    assert decide(Ranking((("ask_ww_duration", 0.6), ("ask_ww_amount", 0.2))), limits) == "act"
    assert decide(Ranking((("cancel_intake", 0.6), ("ask_ww_amount", 0.2))), limits) == "confirm"
    assert decide(Ranking((("ask_ww_duration", 0.4), ("ask_ww_amount", 0.2))), limits) == "confirm"


def test_training_on_one_intent_is_refused(encoder: SentenceEncoder) -> None:
    with pytest.raises(ValueError, match="at least two intents"):
        Understander.fit([Example("hallo", "greet")], encoder)


def test_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="Train first"):
        load_understander(tmp_path)
    with pytest.raises(ModelMissing, match="Train first"):
        load_understander(tmp_path / "none.tar.gz")


def test_training_files_are_read_per_language(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "a.yml").write_text(
        'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hallo\n    - hoi\n    - hallo\n'
    )
    assert read_training(tmp_path) == [Example("hallo", "greet", "nl"), Example("hoi", "greet", "nl")]


def test_evaluation_item_without_intent_is_named(tmp_path: Path) -> None:
    path = tmp_path / "intents_en.yml"
    path.write_text("- {text: hello}\n")
    with pytest.raises(ExampleError, match="every item needs intent"):
        read_evaluation(path)
