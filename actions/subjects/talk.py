"""The talk itself: greeting, thanks, steering, another language, a person, and the answer to danger."""

from __future__ import annotations

from actions import checkin, waiting
from actions.flow import Handler, absorb, ask_again, back, begin, offer_changes
from actions.reading import AFTER_CRISIS
from actions.repair import not_understood
from actions.say import Choice, payload
from actions.turn import LANGUAGES, Turn

MENU = ("tell_dismissal", "calculate_notice", "ask_ww_right", "ask_facilities", "start_self_check", "book_intake")


def crisis(turn: Turn) -> None:
    """Danger to life: where to call now. Nothing else is asked and nothing is lost."""
    going_on = turn.talk.question is not None or turn.talk.paused is not None
    turn.say("crisis.now")
    turn.say("crisis.after", choices=[Choice("choice.resume", payload("affirm", resume="yes"))] if going_on else [])
    turn.talk.notes[AFTER_CRISIS] = True


def greet(turn: Turn) -> None:
    known = bool(turn.talk.facts)
    turn.say("talk.welcome_back" if known else "talk.welcome", choices=[] if turn.talk.question else menu(turn))


def menu(turn: Turn) -> list[Choice]:
    """The subjects to begin with, as buttons."""
    return [Choice(f"menu.{name}", payload(name)) for name in MENU]


def ask_help(turn: Turn) -> None:
    turn.say("talk.help", choices=menu(turn))


def express_distress(turn: Turn) -> None:
    turn.say("talk.distress", choices=[] if turn.talk.question else [*menu(turn)[:1], _person()])


def talk_to_human(turn: Turn) -> None:
    choices = [] if turn.talk.interview == "intake" else [Choice("menu.book_intake", payload("book_intake"))]
    turn.say("talk.human", choices=choices)


def complain(turn: Turn) -> None:
    turn.say("talk.complaint", choices=[_person()])


def stop_current(turn: Turn) -> None:
    talk = turn.talk
    if talk.interview is None and checkin.stop(turn):
        return
    if talk.interview is None:
        turn.say("talk.nothing_to_stop", choices=menu(turn))
        return
    talk.paused, talk.interview, talk.question, talk.ahead = talk.interview, None, None, []
    turn.say("talk.stopped", choices=[Choice("choice.resume", payload("affirm", resume="yes")), *menu(turn)[-1:]])


def affirm(turn: Turn) -> None:
    """'Yes' without an open question: take up what was stopped."""
    if turn.data.get("resume") and turn.talk.question is not None:
        ask_again(turn)
        return
    if turn.talk.paused is None and (waiting.tell_offered(turn) or checkin.open_question(turn)):
        return
    if turn.talk.paused is None:
        turn.say("talk.yes_to_what", choices=menu(turn))
        return
    begin(turn, turn.talk.paused)


def deny(turn: Turn) -> None:
    turn.say("talk.no_then", choices=menu(turn))


def restart_conversation(turn: Turn) -> None:
    turn.talk.forget()
    turn.say("talk.restarted", choices=menu(turn))


def go_back(turn: Turn) -> None:
    """Back to the question before, or to the one whose button was tapped; with nothing to go back to, say so."""
    talk = turn.talk
    named = turn.data.get("question")
    if named == "any" or (named is None and talk.trail and talk.question is None):
        offer_changes(turn)
    elif named is not None or talk.trail:
        back(turn, named or talk.trail[-1])
    else:
        turn.say("talk.nothing_to_go_back")


def ask_why(turn: Turn) -> None:
    question = turn.talk.question
    key = f"why.{question}"
    turn.say(key if question and turn.app.catalogue.has(key) else "why.general")


def ask_rephrase(turn: Turn) -> None:
    """The open question, or the last explanation, in simpler words."""
    for key in (f"simple.{turn.talk.question}", f"simple.{turn.talk.notes.get('explained')}"):
        if turn.app.catalogue.has(key):
            turn.say(key)
            return
    turn.say("simple.general", choices=[] if turn.talk.question else [_person(), *menu(turn)[:2]])


def switch_language(turn: Turn) -> None:
    """To the language named, on the button or in words, or to the other of the two; what was answered stays."""
    wanted = turn.data.get("language") or turn.app.choice_words.find("slot_language", turn.text)
    if wanted is not None and wanted not in LANGUAGES:
        turn.say("talk.only_two_languages")
        return
    if wanted == turn.talk.language:
        turn.say("talk.this_language")
        return
    if wanted not in LANGUAGES:
        wanted = "en" if turn.talk.language == "nl" else "nl"
    turn.talk.language = turn.say.lang = wanted
    turn.talk.notes["site_language"] = wanted
    turn.app.language_changed(turn.worker_id, wanted)
    turn.say("talk.language_now")


def inform(turn: Turn) -> None:
    """Facts without an open question: with a date or a length of service the calculation begins."""
    if absorb(turn):
        begin(turn, "notice")
    else:
        turn.say("talk.fact_for_what", choices=menu(turn))


def out_of_scope(turn: Turn) -> None:
    if turn.talk.question is not None and turn.decision != "act":
        not_understood(turn)
        return
    turn.say("talk.out_of_scope", choices=[] if turn.talk.question else menu(turn))


def _person() -> Choice:
    return Choice("repair.person", payload("talk_to_human"))


def goodbye(turn: Turn) -> None:
    turn.say("talk.goodbye", custom={"end": True})


def thank(turn: Turn) -> None:
    turn.say("talk.welcome_thanks")


def bot_challenge(turn: Turn) -> None:
    turn.say("talk.robot")


HANDLERS: dict[str, Handler] = {
    "crisis": crisis,
    "greet": greet,
    "goodbye": goodbye,
    "thank": thank,
    "bot_challenge": bot_challenge,
    "ask_help": ask_help,
    "express_distress": express_distress,
    "talk_to_human": talk_to_human,
    "complain": complain,
    "stop_current": stop_current,
    "affirm": affirm,
    "deny": deny,
    "restart_conversation": restart_conversation,
    "go_back": go_back,
    "ask_why": ask_why,
    "ask_rephrase": ask_rephrase,
    "switch_language": switch_language,
    "inform": inform,
    "out_of_scope": out_of_scope,
}
