"""The result as a page to keep: plain HTML with headings and lists, fit for a screen reader and for paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

from bot.selfcheck.picture import Bar, Chart, bars_svg
from bot.selfcheck.result import Result
from bot.selfcheck.scoring import Part
from bot.selfcheck.telling import Figures, Section, Told, measured, told_result

Tell = Callable[[Told], str]
"""Turns a key and values into a sentence in the worker's language."""
_STYLE = (
    "body{font:1.1rem/1.6 Verdana,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;"
    "background:#fff;overflow-wrap:anywhere}li{margin-bottom:.5rem}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}svg{max-width:100%;height:auto}"
    "@media print{body{margin:0}h2{break-after:avoid}}"
)


def result_svg(result: Result, lang: str, tell: Tell) -> str | None:
    """How it was filled in, and what one can do already in occupations nearby; None where there is neither."""
    charts = _charts(result, lang, tell)
    return bars_svg(charts) if charts else None


def picture_told(result: Result, lang: str, tell: Tell) -> str:
    """What the picture shows, in words; empty where there is no picture."""
    return " ".join(chart.told for chart in _charts(result, lang, tell))


def _charts(result: Result, lang: str, tell: Tell) -> list[Chart]:
    found = result.findings
    parts = tuple(
        Bar(
            f"{tell(Told(f'selfcheck.part_{part.value}'))}: {tell(Told(f'selfcheck.word_{band.value}'))}",
            10 * found.scores[part],
        )
        for part, band in found.bands.items()
    )
    near = tuple(
        Bar(
            match.occupation.title(lang),
            match.out_of_ten,
            tell(Told("selfcheck.bar_told", {"tenths": match.out_of_ten})),
            f"{match.out_of_ten}/10",
        )
        for match in result.matches.all
        if Part.TRADE in found.scores and measured(match, result)
    )
    told = {"selfcheck.picture_parts": parts, "selfcheck.picture_title": near}
    return [Chart(tell(Told(key)), bars) for key, bars in told.items() if bars]


def result_html(
    result: Result, lang: str, tell: Tell, day: date, *, helps: Sequence[str] = (), figures: Figures | None = None
) -> str:
    """The document in `lang`, filled in on `day`; `helps` are sentences on help, as they were shown."""
    title = escape(tell(Told("selfcheck.document_title")))
    body = [f"<h1>{title}</h1>", _paragraph(tell(Told("selfcheck.document_intro", {"day": day})))]
    body += [_section(section, tell) for section in told_result(result, lang, figures)]
    drawn = result_svg(result, lang, tell)
    if drawn is not None:
        body.append(drawn)
    if result.matches.all:
        body.append(_paragraph(tell(Told("selfcheck.document_note"))))
    if helps:
        body.append(f"<h2>{escape(tell(Told('selfcheck.document_help')))}</h2>{_list(helps)}")
    if result.source == "esco":
        body.append(_paragraph(tell(Told("selfcheck.document_source"))))
    return (
        f'<!doctype html><html lang="{escape(lang)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><main>{''.join(body)}</main></body></html>"
    )


def _section(section: Section, tell: Tell) -> str:
    title = tell(section.title)
    if section.groups:
        items = ("<br>".join(escape(tell(line)) for line in group) for group in section.groups)
        return f"<h2>{escape(title)}</h2><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    if not section.lines:
        return _paragraph(title)
    return f"<h2>{escape(title)}</h2>{_list([tell(line) for line in section.lines])}"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _list(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
