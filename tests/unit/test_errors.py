"""bot.errors: the tree in the docstring is the tree in the code."""

from __future__ import annotations

import re

import pytest

from bot import errors
from bot.errors import ChobbakError

LINE = re.compile(r"^[│ ]*[├└]── (?P<name>[A-Z]\w+)\s+(?P<code>[a-z_]+)?\s*(?P<status>\d{3}|–)?")
DRAWN = {
    match["name"]: (match["code"], match["status"])
    for line in (errors.__doc__ or "").splitlines()
    if (match := LINE.match(line.strip()))
}
CLASSES = {
    name: value
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, ChobbakError) and value is not ChobbakError
}


def test_every_error_is_drawn() -> None:
    """No class is missing from the docstring, and none is drawn that does not exist."""
    assert set(DRAWN) == set(CLASSES)


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


def test_every_error_of_other_modules_is_ours() -> None:
    """MessageError, which lives with the messages, is caught as all others are."""
    from bot.messages import MessageError

    assert issubclass(MessageError, ChobbakError)
    assert MessageError.status == 500
