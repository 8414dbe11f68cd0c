"""The widget as one file: its small modules, joined in the order in which they need one another.

One request instead of a dozen is what a slow line wants. Nothing is renamed and nothing is guessed: a module may only use
the forms of ``import`` and ``export`` that stand here, no two modules may give one name, and tests run what comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.errors import ChobbakError

MAIN = "chobbak.mjs"

_IMPORT = re.compile(r'^import \{ (\w+(?:, \w+)*) \} from "\./([a-z-]+\.mjs)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function\*?|function\*?|const|class) )", re.MULTILINE)
_NAME = re.compile(r"^(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_BLOCK = re.compile(r"^[ \t]*/\*\*?.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_TRAILING = re.compile(r"(?<=[;{,(]) // [^\n\"'`]*$", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_EMPTY = re.compile(r"\n{2,}")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_SPACE = re.compile(r"\s*([{};,])\s*")


class BundleError(ChobbakError):
    """The modules cannot be joined: our own mistake."""

    code = "bundle"


def bundle(folder: Path, main: str = MAIN) -> str:
    """All that ``main`` needs, as one module without comments and indentation.

    Raises:
        BundleError: a module is missing, has another form of import or export, or gives a name that another one gives.
    """
    owners: dict[str, str] = {}
    parts = []
    for name, source in _in_order(folder, main, []):
        for given in _NAME.findall(source):
            if owners.setdefault(given, name) != name:
                raise BundleError(f"{given} is in {owners[given]} and in {name}")
        parts.append(_body(name, source))
    return "".join(parts)


def css(text: str) -> str:
    """A style sheet without comments and without the spaces that mean nothing."""
    return _CSS_SPACE.sub(r"\1", _CSS_COMMENT.sub("", text)).strip() + "\n"


def _in_order(folder: Path, name: str, seen: list[str]) -> Iterator[tuple[str, str]]:
    """Every module once, after those that it imports."""
    if name in seen:
        return
    seen.append(name)
    try:
        source = (folder / name).read_text(encoding="utf-8")
    except OSError as error:
        raise BundleError(f"{name} cannot be read") from error
    for _, needed in _IMPORT.findall(source):
        yield from _in_order(folder, needed, seen)
    yield name, source


def _body(name: str, source: str) -> str:
    text = _EXPORT.sub("", _IMPORT.sub("", source))
    left = _LEFT.search(text)
    if left:
        raise BundleError(f"{name}: {left[0]}")
    for pattern in (_BLOCK, _LINE, _TRAILING, _INDENT):
        text = pattern.sub("", text)
    return _EMPTY.sub("\n", text).strip() + "\n"
