"""How a turn runs: danger first, then the open question, then the worker's own subject, then back to the question."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions import checkin
from actions.amounts import wage_typed
from actions.answers import Answer
from actions.awaited import take_awaited
from actions.heard import NOT_KNOWN, heard
from actions.interviews import INTERVIEWS, interview_of
from actions.questions import Kind, Question
from actions.repair import nameable, not_sure, not_understood
from actions.say import Choice, payload
from actions.timeline import tell_what_if
from actions.told import facts_in
from actions.turn import Turn
from bot.language.choices import plain

Handler = Callable[[Turn], None]

COMMANDS = {
    "stop": "stop_current",
    "stoppen": "stop_current",
    "terug": "go_back",
    "back": "go_back",
    "opnieuw": "restart_conversation",
    "restart": "restart_conversation",
    "start over": "restart_conversation",
    "tijdlijn": "calculate_notice",
    "mijn tijdlijn": "calculate_notice",
    "timeline": "calculate_notice",
    "my timeline": "calculate_notice",
    "menu": "ask_help",
    "help": "ask_help",
}
HARMLESS = frozenset({"tell_dismissal", "express_distress", "greet", "thank", "ask_help", "inform"})
"""On these it costs nothing to act when the understanding is fairly sure: the answer is kind, or asks what for."""
AFTER_CRISIS = "after_crisis"
BETWEEN = frozenset({"inform", "affirm", "thank", "express_distress", "out_of_scope", "greet", "goodbye"})
"""What people say between the answer to danger and going on; none of it answers a question."""
SHORT = 3
"""A message of at most so many words can be a command."""
QUESTION_WORDS = frozenset(
    {
        "hoe", "hoeveel", "hoelang", "wat", "wanneer", "waarom", "wie", "waar", "welke", "mag", "moet", "kan", "krijg",
        "klopt", "how", "what", "when", "why", "who", "where", "which", "can", "may", "must", "do", "does", "should",
    }
)  # fmt: skip
ANSWERING = frozenset({"inform", "affirm", "deny", "out_of_scope"})
LEADING = frozenset(
    {
        "stop_current", "go_back", "restart_conversation", "ask_why", "ask_rephrase", "switch_language",
        "talk_to_human", "delete_my_data", "export_my_data", "complain", "bot_challenge", "cancel_intake",
    }
)  # fmt: skip


def command(text: str) -> str | None:
    """The intent of a bare word that steers the talk, in every state."""
    return COMMANDS.get(plain(text))


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
    if sure and turn.intent in LEADING and not _skips(turn) and not interview_of(talk.question).claims(turn):
        return False
    interview = interview_of(talk.question)
    question = interview.questions[talk.question]
    if sure and turn.intent not in ANSWERING and _asks(turn, question):
        return False
    answer = interview.read(turn, question, turn.text)
    if answer.problem is not None:
        turn.say(answer.problem)
        return True
    if not answer.usable:
        return False
    take(turn, talk.question, answer)
    return True


def _skips(turn: Turn) -> bool:
    """'Skip' is about this question, not about all of them."""
    return len(turn.text.split()) <= SHORT and turn.app.choice_words.find("skip", turn.text) is not None


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


def _comes_back(turn: Turn) -> bool:
    """The first words after the answer to danger are not read as an answer, unless they are few or tapped."""
    after = turn.talk.notes.pop(AFTER_CRISIS, False)
    if not after or turn.tapped or turn.talk.question is None or len(turn.text.split()) <= SHORT:
        return False
    if turn.decision == "act" and turn.intent not in BETWEEN:
        return False
    turn.say("crisis.going_on")
    ask_again(turn)
    return True


def _wants_the_file(turn: Turn) -> str | None:
    """'Zet het in mijn agenda': the calendar file comes with the timeline."""
    asked = turn.text and turn.app.choice_words.find("calendar_file", turn.text) is not None
    return "calculate_notice" if asked else None


def _names_a_wage(turn: Turn) -> bool:
    """A bare amount after an explanation about money: the sums for it."""
    if (turn.decision == "act" and turn.intent not in ANSWERING) or not wage_typed(turn):
        return False
    resume(turn, turn.talk.question)
    return True


def _brings_the_news(turn: Turn) -> bool:
    """In doubt, 'ik ben ontslagen, en nu?' is taken for the news: to ask how it happened is never wrong."""
    doubt = not turn.tapped and turn.decision != "act" and turn.talk.interview is None
    return doubt and not turn.talk.facts.get("route") and turn.app.choice_words.find("news", turn.text) is not None


def _asks(turn: Turn, question: Question) -> bool:
    """Whether a message about one of our subjects asks something, or names the answer in a sentence of its own.

    'Ik kreeg een voorstel om te tekenen' is about settlements and answers the question how the dismissal goes.
    """
    if not turn.intent.startswith("ask_"):
        return False
    words = plain(turn.text).split()
    if "?" in turn.text or not words or words[0] in QUESTION_WORDS:
        return True
    return len(words) > SHORT and question.kind not in (Kind.CHOICE, Kind.DATE)


def run(turn: Turn, handlers: Mapping[str, Handler]) -> None:
    """Answer one message. `handlers` are the subjects, by intent."""
    if turn.intent == "crisis" or turn.understanding.get("crisis"):
        handlers["crisis"](turn)
        return
    take_awaited(turn)
    if turn.understanding.get("worry") and not turn.talk.notes.get("worried"):
        turn.say("crisis.worry")
        turn.talk.notes["worried"] = True
    named = command(turn.text) or _wants_the_file(turn)
    if named is not None:
        turn.intent, turn.understanding = named, {"decision": "act"}
        if named == "calculate_notice":
            turn.data = {"show": "timeline"}
    if answer_tap(turn):
        return
    if turn.text and turn.app.choice_words.find("what_if", turn.text) and tell_what_if(turn):
        resume(turn, turn.talk.question)
        return
    if _comes_back(turn) or go_on(turn) or answer_typed(turn) or _names_a_wage(turn):
        return
    if turn.text and turn.talk.question is None and checkin.typed(turn):
        return
    if _brings_the_news(turn):
        turn.intent = "tell_dismissal"
    asked = turn.talk.question
    doubt = _doubt(turn)
    if doubt is not None:
        doubt(turn)
        resume(turn, turn.talk.question)
        return
    turn.talk.slips = 0
    handlers[turn.intent](turn)
    resume(turn, asked)


def _doubt(turn: Turn) -> Handler | None:
    """What to say where the message is not understood, or not well enough to act on; None where it is."""
    unread = turn.talk.question is not None and not turn.tapped and turn.intent in ANSWERING
    if unread or (turn.decision == "fallback" and turn.intent != "tell_dismissal"):
        return not_understood
    if turn.decision != "confirm" or turn.intent in HARMLESS:
        return None
    return not_sure if nameable(turn, turn.intent) else not_understood


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
    if asked is None or talk.question != asked or interview_of(asked).put(turn, asked):
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
