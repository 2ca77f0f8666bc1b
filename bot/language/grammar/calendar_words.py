"""Names of months, weekdays, units and parts of the day, in Dutch and English, with what people make of them."""

from __future__ import annotations

from datetime import time

from bot.language.grammar.nodes import Hours, UnitWord

MONTHS: dict[str, int] = {
    word: number
    for number, words in {
        1: "januari jan january janvier",
        2: "februari feb febr february febuari febrauri",
        3: "maart mrt march meert mert maert",
        4: "april apr avril",
        5: "mei",
        6: "juni jun june",
        7: "juli jul july julij",
        8: "augustus aug august",
        9: "september sep sept",
        10: "oktober okt october oct",
        11: "november nov",
        12: "december dec",
    }.items()
    for word in words.split()
}
UNSURE_MONTHS = {"may": 5, "mar": 3, "maa": 3}
"""Months only where a number stands beside them."""
NAME_LIKE_MONTHS = {"jan", "mei", "march", "august", "dec", "jun"}
"""Words that are also something else: a month only in company."""

_LONG_DAYS: dict[int, str] = {
    0: "maandag monday maendag maondag moandei",
    1: "dinsdag tuesday tiisdei dingsdag",
    2: "woensdag wednesday woansdei",
    3: "donderdag thursday tongersdei",
    4: "vrijdag friday vrydag",
    5: "zaterdag saturday sneon zaoterdag",
    6: "zondag sunday snein",
}
_SHORT_DAYS: dict[int, str] = {
    0: "ma maa mon maan",
    1: "di din dins dinsd tue tues",
    2: "wo woe woen woens wed weds",
    3: "do don dond thu thur thurs",
    4: "vr vrij vrijd fri",
    5: "za zat zater sat",
    6: "zo zon sun",
}
WEEKDAYS = {word: number for number, words in _LONG_DAYS.items() for word in words.split()}
WEEKDAYS |= {f"{word}en": number for word, number in WEEKDAYS.items() if word.endswith("dag")}
WEEKDAYS |= {f"{word}s": number for word, number in list(WEEKDAYS.items()) if word.endswith(("dag", "day"))}
SHORT_WEEKDAYS = {word: number for number, words in _SHORT_DAYS.items() for word in words.split()}

_UNITS: list[tuple[str, UnitWord]] = [
    ("seconde seconden sec secs secondes", UnitWord("second")),
    ("second seconds", UnitWord("second", english=True)),
    ("minuut minuten min minuutje minuutjes minute", UnitWord("minute")),
    ("mins minutes", UnitWord("minute", english=True)),
    ("kwartier kwartiertje kwartieren", UnitWord("minute", 15)),
    ("uur uren uurtje uurtjes uu", UnitWord("hour")),
    ("hour hours hrs hr", UnitWord("hour", english=True)),
    ("dag dagen dgn dg dagje dagjes daags daag daogen", UnitWord("day")),
    ("day days", UnitWord("day", english=True)),
    ("werkdag werkdagen", UnitWord("workday")),
    ("week weken wk wkn weekje weekjes weeknr weeknummer weeken", UnitWord("week")),
    ("weeks wks", UnitWord("week", english=True)),
    ("fortnight fortnights", UnitWord("week", 2, english=True)),
    ("maand maanden mnd mnden maandje maandjes mdn maande mndn maant maandn maond maonden", UnitWord("month")),
    ("month months mths mth mos mo", UnitWord("month", english=True)),
    ("kwartaal kwartalen", UnitWord("month", 3)),
    ("quarters", UnitWord("month", 3, english=True)),
    ("jaren", UnitWord("year", plural=True)),
    ("jaar jr jrn j jaartje jaartjes jaor jaortje joar jaartjs jaaren", UnitWord("year")),
    ("boekjaar kalenderjaar schooljaar belastingjaar begrotingsjaar", UnitWord("year")),
    ("year years yr yrs y", UnitWord("year", english=True)),
    ("decennium decennia", UnitWord("year", 10)),
    ("decade decades", UnitWord("year", 10, english=True)),
    ("eeuw eeuwen", UnitWord("year", 100)),
]
DECADES = {
    "zestiger": 60, "zeventiger": 70, "tachtiger": 80, "negentiger": 90, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
UNITS: dict[str, UnitWord] = {word: unit for words, unit in _UNITS for word in words.split()}

MORNING = Hours(time(8), time(12))
AFTERNOON = Hours(time(12), time(18))
EVENING = Hours(time(18), time(0))
NIGHT = Hours(time(20), time(0))
_PARTS: list[tuple[str, Hours]] = [
    ("ochtend ochtends morgens smorgens sochtends voormiddag ochtens morning", MORNING),
    ("middag middags smiddags namiddag namiddags afternoon", AFTERNOON),
    ("avond avonds savonds evening", EVENING),
    ("nacht nachts snachts night nights", NIGHT),
]
PLURAL_PARTS: dict[str, Hours] = {
    "ochtenden": MORNING, "mornings": MORNING, "middagen": AFTERNOON, "afternoons": AFTERNOON, "avonden": EVENING,
    "evenings": EVENING,
}  # fmt: skip
DAY_PARTS: dict[str, Hours] = {word: hours for words, hours in _PARTS for word in words.split()}
NAMED_CLOCKS = {
    "middernacht": time(0), "midnight": time(0), "noon": time(12), "middaguur": time(12), "midday": time(12),
    "lunchtijd": time(12), "midmorgen": time(10), "midochtend": time(10), "midmiddag": time(14), "noen": time(12),
    "lunchtime": time(12), "etenstijd": time(18),
}  # fmt: skip
DEICTIC = {
    "vandaag": 0, "vandaog": 0, "heden": 0, "today": 0, "vdaag": 0, "vndaag": 0,
    "overmorgen": 2, "overmorge": 2,
    "gisteren": -1, "gister": -1, "gistere": -1, "gisterem": -1, "yesterday": -1,
    "eergisteren": -2, "eergister": -2, "eergistere": -2,
    "tomorrow": 1, "tomorow": 1, "tommorow": 1, "tmrw": 1, "tomorrrow": 1, "mrgn": 1, "mrogen": 1,
}  # fmt: skip
"""Days counted from today. `morgen` is missing: it may mean the morning."""
TODAY_PARTS: dict[str, tuple[int, Hours]] = {
    "vanmorgen": (0, MORNING), "vanmorge": (0, MORNING), "vanochtend": (0, MORNING), "vanmiddag": (0, AFTERNOON),
    "vanavond": (0, EVENING), "vannacht": (0, NIGHT), "tonight": (0, EVENING),
}  # fmt: skip
"""A part of the day together with its day."""
