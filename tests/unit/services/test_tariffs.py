"""bot.services.tariffs: files of published sums, read whole or refused whole, and taken anew when they change."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

from bot.errors import TariffError
from bot.services.social_aid.model import AidTariffs
from bot.services.tariffs import TariffFile, in_force, load_tariff
from bot.services.vehicle_tax.model import Tariffs
from bot.settings import ROOT

DIRECTORY = ROOT / "data" / "tariffs"
FILES = {"vehicle-tax": Tariffs, "social-aid": AidTariffs}


def plain(name: str) -> dict[str, Any]:
    """The contents of one of our files, apart from every other copy."""
    path = DIRECTORY / f"{name}.yml"
    value: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return value


def write(path: Path, value: Any) -> Path:
    path.write_text(yaml.safe_dump(value), encoding="utf-8")
    return path


def edited(path: Path, text: str, second: int) -> None:
    """Writes the file as an editor does, ``second`` seconds later."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (second, second))


def test_every_file_has_its_model() -> None:
    """A new file gets its tests."""
    assert {path.stem for path in DIRECTORY.glob("*.yml")} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_ours_are_read(name: str) -> None:
    """The files that we ship are good, in YAML 1.1 and 1.2, and each year has its source and date."""
    tariff = load_tariff(DIRECTORY / f"{name}.yml", FILES[name])
    assert FILES[name].parse_obj(plain(name)) == tariff
    assert all(year.source.checked_on.year >= 2026 for year in tariff.years.values())


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2023, None),
        (2024, (2024, "a", True)),
        (2025, (2024, "a", False)),
        (2026, (2026, "b", True)),
        (2031, (2026, "b", False)),
    ],
)
def test_the_tariff_of_a_year(year: int, expected: Any) -> None:
    """Its own, else the latest before it and marked so; none for a year before all."""
    found = in_force({2026: "b", 2024: "a"}, year)
    assert (found and (found.year, found.tariff, found.exact)) == expected


@pytest.mark.parametrize(
    ("name", "path", "value", "problem"),
    [
        ("vehicle-tax", ("years", "2026", "bands", 1, "petrol"), -1, "bands.1.petrol"),
        ("vehicle-tax", ("years", "2026", "bands", 1, "diesel"), "dear", "diesel"),
        ("vehicle-tax", ("years", "2026", "bands", 1, "from"), 1, "rise"),
        ("vehicle-tax", ("years", "2026", "bands"), [], "bands"),
        ("vehicle-tax", ("years", "2026", "pay", "last"), "02-30", "last"),
        ("vehicle-tax", ("years", "2026", "pay", "first"), "January", "first"),
        ("vehicle-tax", ("years", "2026", "exempt"), ["steam"], "exempt"),
        ("vehicle-tax", ("years", "2026", "penalty", "first_month"), 101, "first_month"),
        ("vehicle-tax", ("years", "2026", "source", "url"), "a friend", "url"),
        ("vehicle-tax", ("years", "2026", "discount"), 5, "discount"),
        ("vehicle-tax", ("years",), {}, "year"),
        ("social-aid", ("years",), {}, "year"),
        ("social-aid", ("years", "2026", "least"), -500, "least"),
        ("social-aid", ("years", "2026", "first_three", "in_school"), None, "in_school"),
        ("social-aid", ("thresholds", "direct_aid", "index"), 0, "index"),
        ("social-aid", ("thresholds", "direct_aid", "status"), "rumour", "status"),
        ("social-aid", ("complaint", "within"), 0, "within"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, name: str, path: tuple[Any, ...], value: Any, problem: str) -> None:
    """Whole, with its name and where the problem is."""
    contents = plain(name)
    part: Any = contents
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    with pytest.raises(TariffError, match=rf"(?s)bad\.yml.*{problem}"):
        load_tariff(write(tmp_path / "bad.yml", contents), FILES[name])


@pytest.mark.parametrize(
    "text", ["a: [", "", "- 1", "3", "a: 2026-02-30", "\x00", "years: !!python/object:os.system {}"]
)
def test_what_is_no_tariff(tmp_path: Path, text: str) -> None:
    """Broken YAML, an empty file, a date that does not exist: one clear error each, and no object is made."""
    path = tmp_path / "bad.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TariffError, match=r"bad\.yml"):
        load_tariff(path, Tariffs)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Is said when the service is built, not when a citizen asks."""
    with pytest.raises(TariffError, match=r"none\.yml"):
        TariffFile(tmp_path / "none.yml", Tariffs)


def test_an_edit_is_taken_up(tmp_path: Path) -> None:
    """Without a restart: the next question is answered with it."""
    path = write(tmp_path / "tax.yml", plain("vehicle-tax"))
    file = TariffFile(path, Tariffs)
    assert file.current().service_charge == 23
    edited(path, path.read_text(encoding="utf-8").replace("service_charge: 23", "service_charge: 25"), 2_000_000_000)
    assert file.current().service_charge == 25


def test_a_bad_edit_changes_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is logged once, and the tariff in use stays; so it does when the file is gone."""
    path = write(tmp_path / "tax.yml", plain("vehicle-tax"))
    file = TariffFile(path, Tariffs)
    edited(path, "years: {}", 2_000_000_000)
    with caplog.at_level(logging.ERROR):
        assert file.current().service_charge == 23
        assert file.current().service_charge == 23
    assert len(caplog.records) == 1
    assert "the one in use stays" in caplog.text
    path.unlink()
    assert file.current().service_charge == 23
