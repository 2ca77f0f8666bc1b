"""How a turn runs: danger first, then the open question, then the worker's own subject, then back to the question."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions import checkin
from actions.amounts import wage_typed
from actions.answers import Answer
from actions.asides import about_check, names_help, wants_of_check
from actions.awaited import awaits_alone, take_awaited
from actions.heard import NOT_KNOWN, heard
from actions.interviews import INTERVIEWS, interview_of
from actions.reading import (
    ANSWERING,
    LEADING,
    SHORT,
    asks,
    brings_the_news,
    command,
    grieves_on,
    skips,
    still_shaken,
    unclear,
    unread,
    wants_the_file,
)
from actions.repair import nameable, not_sure, not_understood
from actions.say import Choice, payload
from actions.timeline import tell_what_if
from actions.told import facts_in, is_permanent
from actions.turn import Turn

Handler = Callable[[Turn], None]


def proceed(turn: Turn) -> None:
    """Put the next question of the present interview, or finish it and take up the one that waited."""
    talk = turn.talk
    while talk.interview is not None:
        interview = INTERVIEWS[talk.interview]
        name = interview.next(turn)
        if name is not None:
            talk.question = name
            interview.ask(turn, interview.questions[name])
            return
        finished, talk.interview, talk.question = talk.interview, None, None
        interview.finish(turn)
        if talk.interview is None and talk.ahead:
            talk.interview = talk.ahead.pop(0)
        if talk.interview == finished:
            return


def begin(turn: Turn, name: str) -> None:
    """Start an interview; one that was under way waits and is taken up afterwards."""
    talk = turn.talk
    if talk.interview not in (None, name):
        talk.ahead.insert(0, str(talk.interview))
    talk.interview, talk.paused = name, None
    proceed(turn)


def take(turn: Turn, name: str, answer: Answer) -> None:
    """Keep the answer to question `name`, which may be an earlier one, and go on."""
    talk = turn.talk
    interview = interview_of(name)
    if answer.options:
        _ask_which(turn, name, answer)
        return
    if answer.value == "change":
        offer_changes(turn)
        return
    corrected = name in talk.trail
    interview.keep(turn, interview.questions[name], answer)
    if not corrected and interview.remembered:
        talk.trail.append(name)
    talk.slips = 0
    if talk.interview is None or (corrected and interview.name != talk.interview):
        begin(turn, interview.name)
    else:
        proceed(turn)


def answer_tap(turn: Turn) -> bool:
    """A tapped answer: `question` and `answer` in the button's data. False if it was another sort of button."""
    name, value = turn.data.get("question"), turn.data.get("answer")
    if name is None or value is None:
        return False
    interview = interview_of(name)
    answer = interview.tapped(turn, interview.questions[name], value)
    if answer.usable:
        take(turn, name, answer)
    else:
        proceed(turn)
    return True


def answer_typed(turn: Turn) -> bool:
    """Whether the typed text answers the open question; then it is kept and the talk goes on."""
    talk = turn.talk
    if talk.question is None or not turn.text:
        return False
    sure = turn.decision == "act"
    if sure and turn.intent in LEADING and not skips(turn) and not interview_of(talk.question).claims(turn):
        return False
    interview = interview_of(talk.question)
    question = interview.questions[talk.question]
    if sure and turn.intent not in ANSWERING and asks(turn, question):
        return False
    answer = interview.read(turn, question, turn.text)
    if answer.problem is not None:
        turn.say(answer.problem)
        return True
    if not answer.usable:
        return False
    take(turn, talk.question, answer)
    return True


def go_on(turn: Turn) -> bool:
    """'Verder': take up what was stopped, or put the open question again. False where nothing waits."""
    talk = turn.talk
    if not turn.text or turn.app.choice_words.find("resume", turn.text) is None:
        return False
    if talk.question is None and talk.paused is not None:
        begin(turn, talk.paused)
        return True
    if talk.question is None or len(turn.text.split()) > SHORT:
        return False
    ask_again(turn)
    return True


def ask_again(turn: Turn) -> None:
    """Put the open question once more."""
    name = str(turn.talk.question)
    interview = interview_of(name)
    interview.ask(turn, interview.questions[name])


def _names_a_wage(turn: Turn) -> bool:
    """A bare amount after an explanation about money: the sums for it."""
    if (turn.decision == "act" and turn.intent not in ANSWERING) or not wage_typed(turn):
        return False
    resume(turn, turn.talk.question)
    return True


def _supposes(turn: Turn) -> bool:
    """'Wat als de brief in december komt?'"""
    asked = turn.text and turn.app.choice_words.find("what_if", turn.text)
    if not asked or not tell_what_if(turn):
        return False
    resume(turn, turn.talk.question)
    return True


def _comes_back(turn: Turn) -> bool:
    """Puts the open question again to who comes back after the answer to danger."""
    if grieves_on(turn):
        turn.say("crisis.stay", choices=[Choice("choice.resume", payload("affirm", resume="yes"))])
        return True
    if not still_shaken(turn):
        return False
    turn.say("crisis.going_on")
    ask_again(turn)
    return True


def _answers_check_in(turn: Turn) -> bool:
    return bool(turn.text) and turn.talk.question is None and checkin.typed(turn)


def _asks_aside(turn: Turn) -> bool:
    """Questions about the check, and help by its name: answered, and then the open question again."""
    if not (about_check(turn) or names_help(turn)):
        return False
    resume(turn, turn.talk.question)
    return True


def _is_not_temporary(turn: Turn) -> bool:
    """'Ik heb een vast contract', where a temporary one was understood: how it ends is asked again."""
    if not turn.text or turn.talk.facts.get("route") != "fixed_term_end" or not is_permanent(turn):
        return False
    turn.say("heard.permanent")
    back(turn, "route")
    return True


_IN_TURN = (
    answer_tap,
    _is_not_temporary,
    _asks_aside,
    _supposes,
    _comes_back,
    go_on,
    answer_typed,
    _names_a_wage,
    _answers_check_in,
)
"""Who may take a message before its subject is looked at; the first that does, answers it."""


def run(turn: Turn, handlers: Mapping[str, Handler]) -> None:
    """Answer one message. `handlers` are the subjects, by intent."""
    if turn.intent == "crisis" or turn.understanding.get("crisis"):
        handlers["crisis"](turn)
        return
    take_awaited(turn)
    if turn.understanding.get("worry") and not turn.talk.notes.get("worried"):
        turn.say("crisis.worry")
        turn.talk.notes["worried"] = True
    named = command(turn.text) or wants_the_file(turn)
    if named is not None:
        turn.intent, turn.understanding = named, {"decision": "act"}
        if named == "calculate_notice":
            turn.data = {"show": "timeline"}
    if wants_of_check(turn, handlers) or any(takes(turn) for takes in _IN_TURN):
        return
    if brings_the_news(turn) or (turn.intent == "ask_fixed_term_end" and is_permanent(turn)):
        turn.intent = "tell_dismissal"
    asked = turn.talk.question
    if not unclear(turn):
        turn.talk.slips = 0
        handlers[turn.intent](turn)
        resume(turn, asked)
        return
    if turn.decision == "confirm" and nameable(turn, turn.intent) and not unread(turn):
        not_sure(turn)
    else:
        not_understood(turn)
    resume(turn, turn.talk.question)


def back(turn: Turn, name: str) -> None:
    """Ask question `name` again; its old answer is forgotten and what follows from it is worked out anew."""
    talk = turn.talk
    if name in talk.trail:
        talk.trail.remove(name)
    interview = interview_of(name)
    interview.drop(turn, name)
    if talk.interview not in (None, interview.name):
        talk.ahead.insert(0, str(talk.interview))
    talk.interview, talk.question = interview.name, name
    turn.say("talk.went_back")
    interview.ask(turn, interview.questions[name])


def offer_changes(turn: Turn) -> None:
    """Show what was answered, each with a button to change it."""
    given = [name for name in turn.talk.trail if turn.talk.facts.get(name) not in (None, NOT_KNOWN)]
    shown = [name for name in given if turn.app.catalogue.has(f"change.{name}")]
    turn.say(
        "talk.what_to_change",
        choices=[Choice(f"change.{name}", payload("go_back", question=name)) for name in shown],
    )


def absorb(turn: Turn) -> bool:
    """Keep every fact that the message tells beside its main point, where none is known yet; say what was heard."""
    found = facts_in(turn)
    for name, value in found.items():
        turn.talk.facts[name] = value
        if name not in turn.talk.trail:
            turn.talk.trail.append(name)
    parts = [part for part in (heard(turn, name) for name in found) if part is not None]
    turn.say.parts(parts)
    return bool(found)


def resume(turn: Turn, asked: str | None) -> None:
    """After a side question: put the question that was open again, if it still is."""
    talk = turn.talk
    if asked is None or talk.question != asked or interview_of(asked).put(turn, asked) or awaits_alone(turn):
        return
    interview = interview_of(asked)
    turn.say("talk.back_to_question")
    interview.ask(turn, interview.questions[asked])


def _ask_which(turn: Turn, name: str, answer: Answer) -> None:
    turn.talk.question = name
    turn.say(
        "talk.which_date",
        choices=[
            Choice("value.day", payload("inform", question=name, answer=str(option)), {"value": option})
            for option in answer.options[:5]
        ],
    )
