"""Writes an evaluation down: JSON for the next comparison, Markdown and pictures for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.nlu.charts import calibration_svg, confusion_svg
from bot.nlu.measure import Judged, confusion, figures

_HEADLINES = ("top1", "acted_wrongly", "decided_act", "decided_confirm", "decided_fallback")


def previous_report(folder: Path, today: Path) -> dict[str, Any] | None:
    """The newest report below `folder` other than `today`'s; None where there is none."""
    older = sorted(path for path in folder.glob("*/report.json") if path.parent != today)
    return json.loads(older[-1].read_text(encoding="utf-8")) if older else None


def write_report(
    folder: Path, sets: Mapping[str, Sequence[Judged]], about: Mapping[str, Any], previous: Mapping[str, Any] | None
) -> Path:
    """Writes `report.json`, `report.md` and two pictures a set into `folder`; returns the Markdown file."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {"about": dict(about), "sets": {name: figures(judged) for name, judged in sets.items()}}
    (folder / "report.json").write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    for name, judged in sets.items():
        (folder / f"{name}-confusion.svg").write_text(confusion_svg(confusion(judged)), encoding="utf-8")
        bins = content["sets"][name]["calibration"]
        (folder / f"{name}-calibration.svg").write_text(calibration_svg(bins), encoding="utf-8")
    page = folder / "report.md"
    page.write_text("\n".join(_page(content, sets, previous)) + "\n", encoding="utf-8")
    return page


def _page(
    content: Mapping[str, Any], sets: Mapping[str, Sequence[Judged]], previous: Mapping[str, Any] | None
) -> list[str]:
    lines = ["# How well is a worker understood?", ""]
    lines += [f"- {name}: {value}" for name, value in content["about"].items()]
    lines += [
        "",
        "## In short",
        "",
        "| set | utterances | right | acted on a wrong intent | acted | asked | fell back |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, found in content["sets"].items():
        cells = " | ".join(_percent(found[key]) for key in _HEADLINES)
        lines.append(f"| {name} | {found['utterances']} | {cells} |")
    lines += _comparison(content, previous)
    for name, found in content["sets"].items():
        lines += ["", f"## {name}", "", *_crisis_and_off_topic(found), ""]
        lines += [f"![who is taken for whom]({name}-confusion.svg)", f"![confidence]({name}-calibration.svg)", ""]
        lines.append(f"Mean gap between confidence and share right: {_percent(found['calibration_error'])}.")
        for title, key in (("language", "by_language"), ("style", "by_style")):
            lines += _groups(title, found[key])
        lines += _intents(found["by_intent"])
        lines += _wrong_acts(sets[name])
    return lines


def _comparison(content: Mapping[str, Any], previous: Mapping[str, Any] | None) -> list[str]:
    if previous is None:
        return ["", "There is no earlier report to compare with."]
    lines = [
        "",
        f"## Compared with {previous['about'].get('date', 'the earlier report')}",
        "",
        "| set | right then | right now | wrong acts then | wrong acts now |",
        "|---|---|---|---|---|",
    ]
    for name, now in content["sets"].items():
        then = previous["sets"].get(name)
        if then:
            pairs = [
                _percent(then["top1"]),
                _percent(now["top1"]),
                _percent(then["acted_wrongly"]),
                _percent(now["acted_wrongly"]),
            ]
            lines.append(f"| {name} | {' | '.join(pairs)} |")
    return lines


def _crisis_and_off_topic(found: Mapping[str, Any]) -> list[str]:
    crisis, strange = found["crisis"], found["off_topic"]
    return [
        f"Crisis caught: {_percent(crisis['caught'])} of {crisis['cries']}; false alarms: {_percent(crisis['false_alarms'])} of {crisis['calm']}.",
        f"Off-topic declined or asked: {_percent(strange['declined_or_asked'])} of {strange['utterances']}.",
    ]


def _groups(title: str, groups: Mapping[str, Any]) -> list[str]:
    if not groups:
        return []
    lines = ["", f"| {title} | utterances | right | acted wrongly |", "|---|---|---|---|"]
    for name, found in groups.items():
        lines.append(
            f"| {name} | {found['utterances']} | {_percent(found['top1'])} | {_percent(found['acted_wrongly'])} |"
        )
    return lines


def _intents(rows: Mapping[str, Any]) -> list[str]:
    lines = ["", "| intent | utterances | right | precision | acted wrongly | taken for |", "|---|---|---|---|---|---|"]
    for name, found in sorted(rows.items(), key=lambda row: row[1]["top1"] or 0):
        others = ", ".join(f"{other} {count}" for other, count in found["taken_for"].items())
        lines.append(
            f"| {name} | {found['utterances']} | {_percent(found['top1'])} | {_percent(found['precision'])} "
            f"| {_percent(found['acted_wrongly'])} | {others} |"
        )
    return lines


def _wrong_acts(judged: Sequence[Judged]) -> list[str]:
    pairs: dict[tuple[str, str], int] = {}
    for one in judged:
        if one.acted_wrongly:
            pair = (one.example.intent, one.intent)
            pairs[pair] = pairs.get(pair, 0) + 1
    most = sorted(pairs.items(), key=lambda entry: -entry[1])[:15]
    return (
        [
            "",
            "Acted on most often though wrong:",
            "",
            *[f"- {true} taken for {heard}: {count}" for (true, heard), count in most],
        ]
        if most
        else []
    )


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f} %"
