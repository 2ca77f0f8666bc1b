"""Bringing in ESCO and figures on work: checked first, put in place whole, and said plainly when they are not right."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from bot.selfcheck import (
    LabourMarket,
    Regions,
    SelfCheck,
    TitleIndex,
    UnusableDownload,
    UnusableTable,
    import_labour_market,
    import_occupations,
    load_occupations,
    read_esco,
    read_shipped,
    save,
    with_own_words,
)
from bot.settings import ROOT

WORDS = ROOT / "data" / "selfcheck"
ESCO = Path(os.environ.get("VROEGWIJZER_SHARED", ROOT.parent / "shared")) / "esco"
URI = "http://data.europa.eu/esco"


@pytest.fixture
def official(tmp_path: Path) -> Path:
    """A download in the official form, of three occupations."""
    folder = tmp_path / "download"
    folder.mkdir()
    occupations = ["conceptUri,iscoGroup,preferredLabel,altLabels"]
    occupations += [f'{URI}/occupation/a,7212,lasser,"tig-lasser\nmig-lasser"', f"{URI}/occupation/b,5120,kok,chef"]
    occupations += [f"{URI}/occupation/c,7214,staalbouwer,"]
    relations = ["occupationUri,relationType,skillType,skillUri"]
    for one, kind, skill in (("a", "essential", 1), ("a", "optional", 2), ("b", "essential", 3), ("c", "essential", 1)):
        relations.append(f"{URI}/occupation/{one},{kind},skill/competence,{URI}/skill/{skill}")
    groups = ["conceptType,conceptUri,preferredLabel,code", f"SkillGroup,{URI}/skill/S1,metaal,S1"]
    groups.append(f"SkillGroup,{URI}/skill/S2,koken,S2")
    broader = ["conceptType,conceptUri,broaderType,broaderUri"]
    for skill, group in ((1, "S1"), (2, "S1"), (3, "S2")):
        broader.append(f"KnowledgeSkillCompetence,{URI}/skill/{skill},SkillGroup,{URI}/skill/{group}")
    files = {"occupations_nl": occupations, "occupationSkillRelations_nl": relations, "skillGroups_nl": groups}
    for name, lines in {**files, "broaderRelationsSkillPillar_nl": broader}.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_the_official_form_is_read(official: Path) -> None:
    found = read_esco(official, fewest=0)
    assert [one.id for one in found.occupations] == ["a", "b", "c"]
    assert found.occupations[0].also == ("tig-lasser", "mig-lasser")
    assert found.weights.toarray().tolist() == [[1.0, 0.5, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    assert found.skill_groups.toarray().tolist() == [[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]


def test_what_is_kept_is_what_was_read(official: Path, tmp_path: Path) -> None:
    found = read_esco(official, fewest=0)
    save(found, tmp_path / "var")
    again = load_occupations(tmp_path / "var", WORDS)
    assert again.occupations == found.occupations
    assert again.groups == found.groups
    assert (again.weights != found.weights).nnz == 0


def test_an_imported_occupation_is_found_by_the_names_that_people_use(official: Path) -> None:
    found = with_own_words(read_esco(official, fewest=0), read_shipped(WORDS))
    cook = found.get("b")
    assert cook is not None
    assert cook.title("nl") == "kok"
    assert cook.tasks["nl"].startswith("U ")
    assert TitleIndex(found).find("hulpkok")[0] is cook


def test_what_the_law_asks_goes_along_with_the_unit_group(official: Path) -> None:
    path = official / "occupations_nl.csv"
    path.write_text(path.read_text().replace("5120,kok", "2261,tandarts"), encoding="utf-8")
    found = with_own_words(read_esco(official, fewest=0), read_shipped(WORDS))
    assert [one.asks for one in found.occupations] == ["", "registered", ""]


def test_without_an_import_the_shipped_occupations_are_used(tmp_path: Path) -> None:
    assert load_occupations(tmp_path, WORDS).source == "shipped"


def test_half_a_download_is_refused_and_nothing_is_replaced(official: Path, tmp_path: Path) -> None:
    with pytest.raises(UnusableDownload, match=r"only 3 occupations.*Download it again"):
        import_occupations(official, tmp_path / "var", WORDS)
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("name", ["occupations_nl", "occupationSkillRelations_nl", "skillGroups_nl"])
def test_a_missing_file_is_named(official: Path, name: str) -> None:
    (official / f"{name}.csv").unlink()
    with pytest.raises(UnusableDownload, match=name.removesuffix("_nl")):
        read_esco(official, fewest=0)


def test_a_missing_column_is_named(official: Path) -> None:
    (official / "skillGroups_nl.csv").write_text("conceptUri,code\nx,y\n", encoding="utf-8")
    with pytest.raises(UnusableDownload, match=r"lacks the column preferredLabel"):
        read_esco(official, fewest=0)


def test_a_file_that_is_not_utf8_is_named_with_its_line(official: Path) -> None:
    path = official / "occupations_nl.csv"
    path.write_bytes(path.read_bytes() + b"caf\xe9\n")
    with pytest.raises(UnusableDownload, match=r"occupations_nl.csv, line \d+.*not UTF-8"):
        read_esco(official, fewest=0)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnusableDownload, match="is not a folder"):
        read_esco(tmp_path / "nothing")


@pytest.mark.data
@pytest.mark.skipif(not ESCO.is_dir(), reason="needs the ESCO data beside the project")
def test_the_whole_of_esco(tmp_path: Path) -> None:
    report = import_occupations(ESCO, tmp_path, WORDS)
    assert report.occupations == 3004
    assert report.links > 120_000
    check = SelfCheck(load_occupations(tmp_path, WORDS))
    assert "lasser" in [one.title("nl") for one in check.titles.find("laser")]
    welder = check.titles.find("lasser")[0]
    assert 1 <= len(check.trade(welder.id)) <= 6
    assert check.matcher.matches(welder.id).near


def _table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["region,occupation,tension,date,source", *rows]) + "\n", encoding="utf-8")
    return path


def test_a_figure_is_found_by_region_and_the_most_precise_code(tmp_path: Path) -> None:
    rows = ("Twente,72,krap,2026-06-30,Tabel A", "Twente,7212,ruim,2026-06-30,Tabel B")
    assert import_labour_market(_table(tmp_path / "new.csv", *rows), tmp_path / "var") == 2
    market = LabourMarket.load(tmp_path / "var")
    today = date(2026, 11, 22)
    precise, broad = market.figure("twente", "7212", today), market.figure("Twente", "7223", today)
    assert precise is not None
    assert (precise.tension, precise.source) == ("loose", "Tabel B")
    assert broad is not None
    assert broad.tension == "tight"
    assert market.figure("Zeeland", "7212", today) is None


def test_an_old_figure_or_one_of_the_future_is_not_told(tmp_path: Path) -> None:
    import_labour_market(_table(tmp_path / "new.csv", "Twente,72,krap,2025-01-01,A"), tmp_path)
    market = LabourMarket.load(tmp_path)
    assert market.figure("Twente", "7212", date(2026, 7, 5)) is not None
    assert market.figure("Twente", "7212", date(2026, 7, 6)) is None
    assert market.figure("Twente", "7212", date(2024, 12, 31)) is None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Twente,7212,spannend,2026-06-30,A", "line 2: tension is 'spannend'"),
        ("Twente,lasser,krap,2026-06-30,A", "line 2: occupation is 'lasser'"),
        ("Twente,7212,krap,juni 2026,A", "line 2: date is 'juni 2026'"),
        ("Twente,7212,krap,2026-06-30,", "line 2: source is empty"),
    ],
)
def test_a_bad_row_is_named_and_the_old_table_stays(tmp_path: Path, row: str, said: str) -> None:
    import_labour_market(_table(tmp_path / "good.csv", "Twente,72,krap,2026-06-30,A"), tmp_path / "var")
    with pytest.raises(UnusableTable, match=said):
        import_labour_market(_table(tmp_path / "bad.csv", row), tmp_path / "var")
    assert not LabourMarket.load(tmp_path / "var").empty


def test_every_bad_line_is_named_at_once(tmp_path: Path) -> None:
    rows = ("Twente,72,krap,2026-06-30,A", "Twente,72,heet,2026-06-30,A", "Twente,x,krap,2026-06-30,A")
    path = _table(tmp_path / "bad.csv", *rows, "Twente,72,ruim,2026-06-30,B")
    with pytest.raises(UnusableTable, match=r"line 3.*\n.*line 4.*\n.*line 5.*comes twice"):
        import_labour_market(path, tmp_path / "var")


def test_a_table_that_is_not_utf8_is_said_with_its_line(tmp_path: Path) -> None:
    path = _table(tmp_path / "table.csv", "Twente,72,krap,2026-06-30,Caf\u00e9")
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(UnusableTable, match=r"line 2.*not UTF-8"):
        import_labour_market(path, tmp_path / "var")


def test_a_region_is_kept_under_its_usual_name_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    regions = Regions({"Rijnmond": ["rotterdam"]})
    path = _table(tmp_path / "table.csv", "Regio Rijnmond,72,krap,2026-06-30,A")
    import_labour_market(path, tmp_path / "var", regions)
    assert LabourMarket.load(tmp_path / "var").regions == ("Rijnmond",)
    with pytest.raises(UnusableTable, match="unknown region Rijmond"):
        import_labour_market(_table(path, "Rijmond,72,krap,2026-06-30,A"), tmp_path / "var", regions)


def test_a_figure_of_a_day_to_come_is_refused(tmp_path: Path) -> None:
    path = _table(tmp_path / "table.csv", "Twente,72,krap,2027-06-30,A")
    with pytest.raises(UnusableTable, match="2027-06-30, which has yet to come"):
        import_labour_market(path, tmp_path / "var", None, date(2026, 11, 22))
