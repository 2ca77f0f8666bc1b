"""`vroegwijzer law check`: which values of the law are old, end soon or have ended."""

from __future__ import annotations

from datetime import date

from bot.law import Law
from bot.wording import Catalogue


def law_check_lines(law: Law, today: date, catalogue: Catalogue, lang: str = "nl") -> tuple[list[str], bool]:
    """A sentence for each value that wants looking after, and whether all is well."""
    findings = law.check(today)
    if not findings:
        return [catalogue.text("calculate.law_fine", lang, {"count": len(law.names)})], True
    return [
        catalogue.text(
            f"calculate.law_{finding.code}",
            lang,
            {"name": finding.name, "day": finding.day, "article": finding.value.citation.written(lang)},
        )
        for finding in findings
    ], False
