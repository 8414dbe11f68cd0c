"""bot.errors: the tree in the docstring is the tree in the code."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator

import pytest

from bot import errors
from bot.errors import ChobbakError
from bot.settings import ROOT

LINE = re.compile(r"^[│ ]*[├└]── (?P<name>[A-Z]\w+)\s+(?P<code>[a-z_]+)?\s*(?P<status>\d{3}|–)?")
ELSEWHERE = re.compile(r"── (?P<name>[A-Z]\w+) .*\((?P<module>[a-z_]+(?:\.[a-z_]+)+)\)$", re.MULTILINE)
DRAWN = {
    match["name"]: (match["code"], match["status"])
    for line in (errors.__doc__ or "").splitlines()
    if (match := LINE.match(line.strip()))
}
MODULES = {match["name"]: match["module"] for match in ELSEWHERE.finditer(errors.__doc__ or "")}
CLASSES = {
    name: value
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, ChobbakError) and value is not ChobbakError
} | {name: getattr(importlib.import_module(module), name) for name, module in MODULES.items()}


def classes_in_the_code() -> Iterator[str]:
    """Every class with a code of its own whose base is an error of ours, wherever it is defined."""
    ours = {ChobbakError.__name__, *CLASSES}
    for path in (path for package in ("bot", "actions", "channels") for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ClassDef):
                continue
            bases = {ast.unparse(base).split(".")[-1] for base in node.bases}
            if ours & bases and any(ast.unparse(line).startswith("code = ") for line in node.body):
                yield node.name


def test_every_error_is_drawn() -> None:
    """No class is missing from the docstring, in whatever module it is, and none is drawn that does not exist."""
    assert set(DRAWN) == set(CLASSES) == set(classes_in_the_code())


@pytest.mark.parametrize("name", CLASSES)
def test_code_and_status_are_as_drawn(name: str) -> None:
    """A status that is not drawn is that of the class above; a dash is no request's error, so it is the base's."""
    code, status = DRAWN[name]
    error = CLASSES[name]
    assert error.code == code
    above = error.__mro__[1]
    assert str(error.status) == (status if status and status != "–" else str(getattr(above, "status", 500)))


def test_codes_tell_errors_apart() -> None:
    """Each class has its own."""
    codes = [error.code for error in CLASSES.values()]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("name", "above"),
    [("TooLarge", "BadRequest"), ("EngineUnavailable", "Unavailable"), ("DatabaseUnavailable", "Unavailable")],
)
def test_branches(name: str, above: str) -> None:
    """Who catches the branch catches its leaves."""
    assert issubclass(CLASSES[name], CLASSES[above])


@pytest.mark.parametrize("name", ["MessageError", "StaleSnapshotError", "EngineRefused"])
def test_every_error_of_other_modules_is_ours(name: str) -> None:
    """What lives beside the code that raises it is drawn with its module, and caught as all others are."""
    assert CLASSES[name].__module__ == MODULES[name]
    assert issubclass(CLASSES[name], ChobbakError)
    assert CLASSES[name].status == 500
