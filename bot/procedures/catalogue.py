"""Reading and checking procedures: YAML files of a directory, JSON Lines of the interchange format.

A bad file is refused whole, with file, line and reason; what was loaded before stays in use.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional, Protocol

import yaml
from pydantic import ValidationError

from bot.errors import CatalogueError
from bot.locales import LOCALES
from bot.procedures.model import Facet, Procedure
from bot.settings import ROOT
from bot.text.normalise import normalise

PROCEDURES = ROOT / "data" / "procedures"  # those that the model is trained on
STALE_AFTER = timedelta(days=365)
LABEL_LIMIT = 20  # code points of a WhatsApp button title
_OWN_LOCALES = [code for code, locale in LOCALES.items() if not locale.written_as]
_TAMAZIGHT_FACETS = {Facet.DOCUMENTS, Facet.FEE, Facet.DELAY, Facet.WHERE, Facet.AUTHORITY}


class ProcedureRepository(Protocol):
    """Procedures kept in a database, beside the hand-written files."""

    def all(self) -> list[dict[str, Any]]:
        """Every stored procedure in the interchange form."""

    def version(self) -> str:
        """A text that differs whenever any stored procedure does."""


class Catalogue(Mapping[str, Procedure]):
    """All procedures, by id. Immutable."""

    def __init__(self, procedures: Iterable[Procedure]) -> None:
        self._by_id = {procedure.id: procedure for procedure in procedures}

    def __getitem__(self, procedure_id: str) -> Procedure:
        return self._by_id[procedure_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)


def load_yaml(path: Path) -> Procedure:
    """One procedure from one YAML file.

    Raises:
        CatalogueError: the file cannot be read or is not a procedure; every problem with its line.
    """
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, yaml.CSafeLoader)
        value = yaml.load(text, yaml.CSafeLoader)
        repeated = list(_repeated_keys(root))
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path}: cannot be read: {error}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogueError(f"{path}:{line}: not YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        # a date that does not exist, a control character, an anchor that holds itself
        raise CatalogueError(f"{path}:1: not YAML that can be read: {error}") from error
    problems = [f"{path}:{line}: {key!r} stands twice" for key, line in repeated]
    if not isinstance(value, dict):
        problems.append(f"{path}:1: a mapping with the fields of a procedure is expected")
    elif value.get("id") != path.stem:
        problems.append(f"{path}:{_line(root, ['id'])}: the id must be the file's name, {path.stem!r}")
    if problems:
        raise CatalogueError("\n".join(problems))
    try:
        return Procedure.parse_obj(value)
    except (TypeError, AttributeError) as error:
        raise CatalogueError(f"{path}:1: a field's name or value is of the wrong kind: {error}") from error
    except ValidationError as error:
        raise CatalogueError(
            "\n".join(f"{path}:{_line(root, e['loc'])}: {_where(e['loc'])}: {e['msg']}" for e in error.errors())
        ) from error


def procedure_files(directory: Path) -> list[Path]:
    """The procedure files of a directory, without the hidden ones that editors leave there."""
    return sorted(path for path in directory.glob("*.yml") if not path.name.startswith("."))


def load_directory(directory: Path) -> list[Procedure]:
    """Every ``*.yml`` of a directory.

    Raises:
        CatalogueError: any of them is bad; the problems of all, a line each.
    """
    procedures, problems = [], []
    for path in procedure_files(directory):
        try:
            procedures.append(load_yaml(path))
        except CatalogueError as error:
            problems.append(str(error))
    if problems:
        raise CatalogueError("\n".join(problems))
    return procedures


def procedure_names(directory: Path = PROCEDURES) -> Iterator[tuple[str, str, str]]:
    """(procedure id, locale, name) of every title and alias of a directory's procedures.

    Raises:
        CatalogueError: as :func:`load_directory`.
    """
    for procedure in load_directory(directory):
        titles = ((locale, [title]) for locale, title in procedure.title.items())
        for locale, names in (*titles, *procedure.aliases.items()):
            yield from ((procedure.id, locale, name) for name in names)


@lru_cache(maxsize=1)
def learnt_ids() -> frozenset[str]:
    """The ids of the procedures that the model is trained on."""
    return frozenset(path.stem for path in procedure_files(PROCEDURES))


def names_fingerprint(directory: Path = PROCEDURES) -> str:
    """Changes whenever one of :func:`procedure_names` does."""
    return hashlib.sha256(repr(list(procedure_names(directory))).encode()).hexdigest()


def load_json_lines(path: Path) -> list[Procedure]:
    """Every line of an interchange file; empty lines are passed over.

    Raises:
        CatalogueError: the file cannot be read, a line is bad or an id stands twice; the problems of all lines.
    """
    procedures: dict[str, Procedure] = {}
    problems = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # splitlines() would also cut at U+2028
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            procedure = Procedure.parse_obj(json.loads(line))
            if procedure.id in procedures:
                problems.append(f"{path}:{number}: the id {procedure.id!r} stands twice")
            procedures[procedure.id] = procedure
        except json.JSONDecodeError as error:
            problems.append(f"{path}:{number}: not JSON: {error.msg} at character {error.pos + 1}")
        except ValidationError as error:
            problems.extend(f"{path}:{number}: {_where(e['loc'])}: {e['msg']}" for e in error.errors())
    if problems:
        raise CatalogueError("\n".join(problems))
    return list(procedures.values())


def write_json_lines(procedures: Iterable[Procedure], path: Path) -> int:
    """Writes the interchange form, one procedure a line, and returns how many.

    Raises:
        CatalogueError: the file cannot be written.
    """
    lines = [json.dumps(procedure.as_plain(), ensure_ascii=False) for procedure in procedures]
    try:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be written: {error}") from error
    return len(lines)


@dataclass(frozen=True)
class Finding:
    """One thing to mend in a procedure that is valid. ``kind`` is gap, locale, stale, label, reference or alias."""

    procedure_id: str
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.procedure_id}: {self.kind}: {self.text}"


def check(catalogue: Catalogue, today: date) -> list[Finding]:
    """Every gap, stale date, missing locale, long label, dangling reference and shared name of the catalogue."""
    findings = [finding for procedure in catalogue.values() for finding in _check_one(procedure, catalogue, today)]
    return findings + _shared_names(catalogue)


def _check_one(procedure: Procedure, catalogue: Catalogue, today: date) -> Iterator[Finding]:
    for facet in (Facet.DOCUMENTS, Facet.FEE, Facet.DELAY, Facet.WHERE):
        if not procedure.facts(facet):
            yield Finding(procedure.id, "gap", f"no {facet.value}: a citizen who asks is told that we do not have it")
    for name, missing in _missing_locales(procedure):
        yield Finding(procedure.id, "locale", f"{name} lacks {', '.join(missing)}")
    if today - procedure.source.checked_on > STALE_AFTER:
        yield Finding(procedure.id, "stale", f"last checked on {procedure.source.checked_on}, over a year ago")
    for locale, label in procedure.label.items():
        if len(label) > LABEL_LIMIT:
            yield Finding(procedure.id, "label", f"{label!r} ({locale}) has {len(label)} characters of {LABEL_LIMIT}")
    for other in [*procedure.related, *procedure.variants]:
        if other not in catalogue:
            yield Finding(procedure.id, "reference", f"{other!r} is not in the catalogue")


def _missing_locales(procedure: Procedure) -> Iterator[tuple[str, list[str]]]:
    for name in ("title", "label"):
        yield from _missing(name, getattr(procedure, name), _OWN_LOCALES)
    for facet in Facet:
        wanted = [code for code in _OWN_LOCALES if code != "zgh" or facet in _TAMAZIGHT_FACETS]
        for number, fact in enumerate(procedure.facts(facet), start=1):
            yield from _missing(f"{facet.value} {number}", fact.texts, wanted)
            if fact.when is not None:
                yield from _missing(f"{facet.value} {number} when", fact.when, wanted)


def _missing(name: str, texts: Mapping[str, str], wanted: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    missing = [code for code in wanted if code not in texts]
    if missing:
        yield name, missing


def _shared_names(catalogue: Catalogue) -> list[Finding]:
    """Titles and aliases that are the same words as those of another procedure: nobody could tell which is meant."""
    owner: dict[str, str] = {}
    findings = []
    for procedure in catalogue.values():
        aliases = [name for names in procedure.aliases.values() for name in names]
        for norm, name in {normalise(name): name for name in [*procedure.title.values(), *aliases]}.items():
            other = owner.setdefault(norm, procedure.id)
            if norm and other != procedure.id:
                findings.append(Finding(procedure.id, "alias", f"{name!r} is a name of {other} too"))
    return findings


def _where(location: Sequence[Any]) -> str:
    return ".".join(str(part) for part in location if part != "__root__") or "procedure"


def _line(node: Optional[yaml.Node], location: Sequence[Any]) -> int:
    """The line, from 1, of the deepest node of a composed file that ``location`` reaches."""
    line = node.start_mark.line + 1 if node else 1
    for part in location:
        child = _child(node, part)
        if child is None:
            break
        key, node = child
        line = key.start_mark.line + 1
    return line


def _child(node: Optional[yaml.Node], part: Any) -> Optional[tuple[yaml.Node, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def _repeated_keys(node: Optional[yaml.Node]) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.value, key.start_mark.line + 1
            seen.add(key.value)
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)
