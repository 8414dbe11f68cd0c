"""The documents that may be ordered here, from ``data/orders/documents.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.errors import CatalogueError
from bot.services.orders.model import Detail, Document, Holder

MOST_COPIES = 10


def load_documents(path: Path) -> dict[str, Document]:
    """The documents by id, in the order of the file.

    Raises:
        CatalogueError: the file cannot be read, or an entry is not what the file's head says.
    """
    import yaml

    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        return {str(id_): _document(str(id_), entry) for id_, entry in entries.items()}
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise CatalogueError(f"{path.name}: {str(error).splitlines()[0]}") from error


def _document(id_: str, entry: Mapping[str, Any]) -> Document:
    unknown = entry.keys() - {"for", "details", "kinds", "residents", "copies"}
    copies = entry.get("copies", 1)
    if unknown:
        raise ValueError(f"{id_}: unknown key {sorted(unknown)[0]!r}")
    if not isinstance(copies, int) or not 1 <= copies <= MOST_COPIES:
        raise ValueError(f"{id_}: copies must be a number from 1 to {MOST_COPIES}")
    if not entry["for"]:
        raise ValueError(f"{id_}: nobody may order it")
    return Document(
        id_,
        tuple(map(Holder, entry["for"])),
        tuple(map(Detail, entry.get("details", ()))),
        tuple(entry.get("kinds", ())),
        bool(entry.get("residents", False)),
        copies,
    )
