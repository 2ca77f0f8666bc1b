"""The self-check: what somebody finds strong or hard, and which occupations lie near. Never called a validated test."""

from bot.selfcheck.document import picture_told, result_html, result_svg
from bot.selfcheck.esco import read_esco
from bot.selfcheck.esco_files import UnusableDownload
from bot.selfcheck.keeping import Imported, import_occupations, load_occupations, save
from bot.selfcheck.labourmarket import Figure, LabourMarket, UnusableTable, import_labour_market
from bot.selfcheck.matching import Match, Matcher, Matches
from bot.selfcheck.model import Group, Occupation, OccupationSet
from bot.selfcheck.picture import Bar, bars_png, bars_svg
from bot.selfcheck.questions import COMMON, DIPLOMAS, STATEMENTS, TRADE
from bot.selfcheck.regions import Regions
from bot.selfcheck.result import Filled, Result, SelfCheck
from bot.selfcheck.scoring import Band, Findings, Part
from bot.selfcheck.shipped import read_shipped
from bot.selfcheck.telling import Section, Told, named, told_coach, told_figure, told_result
from bot.selfcheck.titles import TitleIndex, plain_title

__all__ = [
    "COMMON",
    "DIPLOMAS",
    "STATEMENTS",
    "TRADE",
    "Band",
    "Bar",
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
    "bars_svg",
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
    "save",
    "told_coach",
    "told_figure",
    "told_result",
]
