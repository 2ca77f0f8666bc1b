"""The self-check and the figures on work: starting, changing an answer, starting over."""

from __future__ import annotations

from actions.flow import Handler, begin
from actions.say import Choice, Part, payload
from actions.selfcheck import FACTS, PREFIX, asked, filled, forget_check, part_of
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
        if name in FACTS:
            choices.append(Choice(f"selfcheck.change_{statement}", data))
        else:
            part = part_of(named(result, statement, lang))
            choices.append(Choice(part.key, data, part.values))
    turn.say("selfcheck.which_change", choices=choices)


def _start() -> Choice:
    return Choice("menu.start_self_check", payload("start_self_check"))


HANDLERS: dict[str, Handler] = {"start_self_check": start_self_check, "ask_labour_market": ask_labour_market}
