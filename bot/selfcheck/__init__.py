"""The self-check: what somebody finds strong or hard, and which occupations lie near. Never called a validated test."""

from bot.selfcheck.coach import told_coach
from bot.selfcheck.document import picture_told, result_html, result_svg
from bot.selfcheck.esco import read_esco
from bot.selfcheck.esco_files import UnusableDownload
from bot.selfcheck.keeping import Imported, import_occupations, load_occupations, save
from bot.selfcheck.labourmarket import Figure, LabourMarket, UnusableTable, import_labour_market
from bot.selfcheck.matching import Match, Matcher, Matches
from bot.selfcheck.model import Group, Occupation, OccupationSet
from bot.selfcheck.own_words import same_occupations, with_own_words
from bot.selfcheck.picture import bars_png
from bot.selfcheck.questions import BREADTHS, COMMON, DIPLOMAS, OUTLOOKS, STATEMENTS, TRADE
from bot.selfcheck.regions import Regions
from bot.selfcheck.result import Filled, Result, SelfCheck
from bot.selfcheck.scoring import Band, Findings, Part
from bot.selfcheck.shipped import read_shipped
from bot.selfcheck.telling import Section, Told, named, small, told_figure, told_result
from bot.selfcheck.titles import TitleIndex, plain_title

__all__ = [
    "BREADTHS",
    "COMMON",
    "DIPLOMAS",
    "OUTLOOKS",
    "STATEMENTS",
    "TRADE",
    "Band",
    "Figure",
    "Filled",
    "Findings",
    "Group",
    "Imported",
    "LabourMarket",
    "Match",
    "Matcher",
    "Matches",
    "Occupation",
    "OccupationSet",
    "Part",
    "Regions",
    "Result",
    "Section",
    "SelfCheck",
    "TitleIndex",
    "Told",
    "UnusableDownload",
    "UnusableTable",
    "bars_png",
    "import_labour_market",
    "import_occupations",
    "load_occupations",
    "named",
    "picture_told",
    "plain_title",
    "read_esco",
    "read_shipped",
    "result_html",
    "result_svg",
    "same_occupations",
    "save",
    "small",
    "told_coach",
    "told_figure",
    "told_result",
    "with_own_words",
]
