"""bot/messages: every sentence is said somewhere; one that nobody says is translated, reviewed and corrected for nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.messages import message_files, message_ids
from tests.assistant import ROOT

# What begins the sentences of a service or of a page; the rest of a name may stand in the code without it.
PREFIXES = (
    "appointment",
    "complaint",
    "dossiers",
    "identity",
    "my-data",
    "my_data",
    "offices",
    "order",
    "site",
    "social-aid",
    "vehicle-tax",
    "widget",
)
_FIELD = re.compile(r"(?:ask|help|label)-(.+)")  # bot.forms.fields: <form>-ask-<name> …
_STRINGS = re.compile(r"[\"'`]([\w-]+)[\"'`]")
_FEWEST = 4  # letters of a pattern: fewer would fit anything


def sources() -> Iterator[Path]:
    for folder, ending in (
        ("bot", ".py"),
        ("actions", ".py"),
        ("channels", ".py"),
        ("channels", ".mjs"),
        ("domain", ".yml"),
    ):
        yield from sorted((ROOT / folder).rglob(f"*{ending}"))
    yield from sorted((ROOT / "data").glob("*/*.yml"))


@cache
def written() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The texts of the code that may be names or ends of names, and the patterns by which it makes names."""
    texts: set[str] = set()
    patterns: set[str] = set()
    for path in sources():
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            texts.update(re.findall(r"[\w-]+", source) if path.suffix == ".yml" else _STRINGS.findall(source))
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                patterns.add(pattern_of(node))
    return frozenset(texts), tuple(map(re.compile, sorted(filter(None, patterns))))


def pattern_of(node: ast.JoinedStr) -> str:
    """What an f-string may become; "" for one that says too little."""
    fixed = [part.value for part in node.values if isinstance(part, ast.Constant)]
    if not all(re.fullmatch(r"[\w-]+", part) for part in fixed) or sum(map(len, fixed)) < _FEWEST:
        return ""
    return "".join(re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z0-9_-]*" for part in node.values)


def is_used(message_id: str) -> bool:
    """By its name, by a name that is made, or by its end behind the beginning of its service."""
    texts, patterns = written()
    if message_id in texts or any(pattern.fullmatch(message_id) for pattern in patterns):
        return True
    prefix = next((one for one in PREFIXES if message_id.startswith(f"{one}-")), None)
    return prefix is not None and _is_said(message_id[len(prefix) + 1 :], texts, patterns)


def _is_said(end: str, texts: frozenset[str], patterns: tuple[re.Pattern[str], ...]) -> bool:
    if end in texts or any(pattern.fullmatch(end) for pattern in patterns):
        return True
    field = _FIELD.fullmatch(end)
    if field and {field[1], field[1].replace("-", "_")} & texts:
        return True
    cuts = [place for place, letter in enumerate(end) if letter == "-"]  # <form>-<field>-<value>
    return any(
        {end[:cut], end[:cut].replace("-", "_")} & texts and {end[cut + 1 :], end[cut + 1 :].replace("-", "_")} & texts
        for cut in cuts
    )


def referred() -> set[str]:
    """The names that sentences use in others."""
    return set(re.findall(r"\{ *([a-z][\w-]*) *\}", "\n".join(map(Path.read_text, message_files("fr")))))


@pytest.mark.parametrize("message_id", sorted(set(message_ids("")) - referred()))
def test_every_message_is_said(message_id: str) -> None:
    """Code or domain name it, or make its name of parts."""
    assert is_used(message_id)


@pytest.mark.parametrize("message_id", ["appointment-nobody-says-this", "gateway-said-by-nobody", "orders-unavailable"])
def test_one_that_nobody_says_is_found(message_id: str) -> None:
    """The check finds what it searches for."""
    assert not is_used(message_id)
