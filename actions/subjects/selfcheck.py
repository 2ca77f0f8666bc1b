"""The self-check and the figures on work: starting, changing an answer, starting over, and what is asked in between."""

from __future__ import annotations

from actions.flow import Handler, begin, take
from actions.interviews import interview_of
from actions.say import Choice, Part, payload
from actions.selfcheck import FACTS, PREFIX, VIEWS, asked, filled, forget_check, part_of
from actions.subjects import talk as usual
from actions.turn import Turn
from bot.selfcheck import named, told_figure


def start_self_check(turn: Turn) -> None:
    """Begin, or go on where it was left; with `show` in the data: change an answer, or fill it in again."""
    show = turn.data.get("show")
    if show == "change":
        _offer_changes(turn)
        return
    if show == "again":
        forget_check(turn)
    if not any(name.startswith(PREFIX) for name in turn.talk.facts):
        turn.say("selfcheck.intro")
    elif turn.talk.interview != "selfcheck" and any(name not in turn.talk.facts for name in asked(turn)):
        turn.say("selfcheck.resumed")
    begin(turn, "selfcheck")


def ask_labour_market(turn: Turn) -> None:
    """A dated figure for the worker's occupation and region, if a table holds one; else that there is none."""
    turn.talk.notes["explained"] = turn.intent
    checks, told = turn.app.checks, filled(turn)
    own = checks.self_check.occupations.get(told.occupation or "")
    choices = [] if turn.talk.question else [_start(), Choice("menu.book_intake", payload("book_intake"))]
    if checks.labour_market.empty:
        turn.say("selfcheck.figures_none", choices=choices)
        return
    if own is None or told.region is None:
        turn.say("selfcheck.figures_need", choices=choices)
        return
    title = own.title(turn.talk.language)
    figure = checks.labour_market.figure(told.region, own.isco, turn.today)
    if figure is None:
        turn.say("selfcheck.figures_unknown", choices=choices, title=title, region=told.region)
        return
    told_own = told_figure("selfcheck.figures_own", figure, title=title[:1].upper() + title[1:])
    turn.say.parts([part_of(told_own), Part("selfcheck.figures_meaning")], choices=choices)


def _offer_changes(turn: Turn) -> None:
    """Each answer given, with a button that asks it again."""
    lang = turn.talk.language
    result = turn.app.checks.self_check.result(filled(turn))
    choices = []
    for name in asked(turn):
        if name not in turn.talk.facts:
            continue
        data = payload("go_back", question=name)
        statement = name.removeprefix(PREFIX)
        if name in (*FACTS, *VIEWS):
            choices.append(Choice(f"selfcheck.change_{statement}", data))
        else:
            part = part_of(named(result, statement, lang))
            choices.append(Choice(part.key, data, part.values))
    turn.say("selfcheck.which_change", choices=choices)


def ask_why(turn: Turn) -> None:
    """Why a question of the check is asked; any other question has its own answer."""
    key = _about_question("why", turn)
    turn.say(key) if key else usual.ask_why(turn)


def ask_rephrase(turn: Turn) -> None:
    """A question of the check in simpler words."""
    key = _about_question("simple", turn)
    turn.say(key) if key else usual.ask_rephrase(turn)


def stop_current(turn: Turn) -> None:
    """'Skip' skips one question of the check and does not stop it."""
    question = turn.talk.question
    if question is not None and question.startswith(PREFIX) and turn.app.choice_words.find("check_pass", turn.text):
        interview = interview_of(question)
        take(turn, question, interview.tapped(turn, interview.questions[question], "unknown"))
        return
    usual.stop_current(turn)


def _about_question(kind: str, turn: Turn) -> str | None:
    """The text of this kind for the open question; None where it is not one of the check."""
    question = turn.talk.question or ""
    if not question.startswith(PREFIX):
        return None
    own_words = question in (*FACTS, *VIEWS)
    return f"selfcheck.{kind}_{question.removeprefix(PREFIX) if own_words else 'statement'}"


def _start() -> Choice:
    return Choice("menu.start_self_check", payload("start_self_check"))


HANDLERS: dict[str, Handler] = {
    "start_self_check": start_self_check,
    "ask_labour_market": ask_labour_market,
    "ask_why": ask_why,
    "ask_rephrase": ask_rephrase,
    "stop_current": stop_current,
}
"""The last three stand in for those of `actions.subjects.talk`, which they call outside the check."""
