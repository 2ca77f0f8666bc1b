"""What a message wants of the talk, told from its words, its intent and how sure that is; nothing is done here."""

from __future__ import annotations

from actions.questions import Kind, Question
from actions.turn import Turn
from bot.language.choices import plain

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
        "hoe", "hoeveel", "hoelang", "wat", "wanneer", "waarom", "wie", "waar", "welke", "welk", "mag", "moet", "kan",
        "krijg", "klopt", "how", "what", "when", "why", "who", "where", "which", "can", "may", "must", "do", "does",
        "should",
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


def wants_the_file(turn: Turn) -> str | None:
    """'Zet het in mijn agenda': the calendar file comes with the timeline."""
    asked = turn.text and turn.app.choice_words.find("calendar_file", turn.text) is not None
    return "calculate_notice" if asked else None


def skips(turn: Turn) -> bool:
    """'Skip' is about this question, not about all of them."""
    return len(turn.text.split()) <= SHORT and turn.app.choice_words.find("skip", turn.text) is not None


def grieves_on(turn: Turn) -> bool:
    """More grief after the answer to danger: nothing else is asked, until the worker goes on."""
    shaken = bool(turn.talk.notes.get(AFTER_CRISIS)) and not turn.tapped and turn.talk.question is not None
    return shaken and (turn.intent == "express_distress" or bool(turn.understanding.get("worry")))


def still_shaken(turn: Turn) -> bool:
    """The first words after the answer to danger are not read as an answer, unless they are few or tapped."""
    after = turn.talk.notes.pop(AFTER_CRISIS, False)
    if not after or turn.tapped or turn.talk.question is None or len(turn.text.split()) <= SHORT:
        return False
    return turn.decision != "act" or turn.intent in BETWEEN


def brings_the_news(turn: Turn) -> bool:
    """In doubt, 'ik ben ontslagen, en nu?' is taken for the news: to ask how it happened is never wrong."""
    doubt = not turn.tapped and turn.decision != "act" and turn.talk.interview is None
    return doubt and not turn.talk.facts.get("route") and turn.app.choice_words.find("news", turn.text) is not None


def asks(turn: Turn, question: Question) -> bool:
    """Whether a message about one of our subjects asks something, or names the answer in a sentence of its own.

    'Ik kreeg een voorstel om te tekenen' is about settlements and answers the question how the dismissal goes.
    """
    if not turn.intent.startswith("ask_"):
        return False
    words = plain(turn.text).split()
    if "?" in turn.text or not words or words[0] in QUESTION_WORDS:
        return True
    return len(words) > SHORT and question.kind not in (Kind.CHOICE, Kind.DATE)


def unread(turn: Turn) -> bool:
    """A bare answer that the open question could not read."""
    return turn.talk.question is not None and not turn.tapped and turn.intent in ANSWERING


def unclear(turn: Turn) -> bool:
    """Whether the message is not understood well enough to act on."""
    if unread(turn) or (turn.decision == "fallback" and turn.intent != "tell_dismissal"):
        return True
    return turn.decision == "confirm" and turn.intent not in HARMLESS
