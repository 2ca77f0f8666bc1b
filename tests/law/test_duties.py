"""What a worker must do for WW, each with its article."""

from __future__ import annotations

from datetime import date

from bot.benefit import ww_duties
from bot.law import Law
from bot.wording import Catalogue


def test_duties_before_and_during_ww(law: Law, catalogue: Catalogue) -> None:
    duties = ww_duties(law, date(2027, 3, 1))
    assert [step.citation.article for step in duties if step.citation] == [
        "artikel 24 lid 1 onder b WW",
        "artikel 26 lid 1 onder d WW",
        "artikel 24 lid 3 WW",
        "artikel 24 lid 2 WW",
    ]
    assert "vóór uw eerste WW-dag" in catalogue.text(duties[0].key, "nl", duties[0].text_values("nl"))
    assert "6 maanden" in catalogue.text(duties[2].key, "nl", duties[2].text_values("nl"))
