"""``backup`` and ``restore``: every database of ours, each once, with a list of what is in which file."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bot.errors import BadRequest
from bot.persistence import backup as copies
from bot.persistence.registers.opening import is_mapped, url_of
from bot.persistence.registers.upgrade import known
from bot.settings import settings

LIST = "backup.json"
_MAIN = "database"


def made(directory: Path) -> dict[str, Any]:
    """Copies the database and the registers that are ours; what was written.

    Raises:
        BadRequest: the directory holds a backup already, or a database is of a kind that has tools of its own.
    """
    if (directory / LIST).exists():
        raise BadRequest(f"{directory} holds a backup already")
    began = datetime.now(timezone.utc)
    files = {}
    for url, names in _databases().items():
        if names[0] != _MAIN and not copies.is_there(url):
            continue  # a register that nobody has used yet
        path = copies.backup(url, directory, names[0])
        files[path.name] = {"holds": names, "megabytes": round(path.stat().st_size / 1e6, 2)}
    content = {"began": began.isoformat(timespec="seconds"), "files": files}
    (directory / LIST).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return {"directory": str(directory), **content}


def restored(directory: Path) -> dict[str, Any]:
    """Brings a backup back into the databases that the settings name, which must be empty.

    Raises:
        BadRequest: the directory holds no whole backup, or the settings share databases in another way.
    """
    try:
        content = json.loads((directory / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadRequest(f"{directory} holds no whole backup: {LIST} is missing or damaged") from error
    urls = {tuple(names): url for url, names in _databases().items()}
    missing = [file for file, entry in content["files"].items() if tuple(entry["holds"]) not in urls]
    if missing:
        raise BadRequest(f"the settings name no database for {', '.join(missing)}")
    for file, entry in content["files"].items():
        copies.restore(directory / file, urls[tuple(entry["holds"])])
    return {"began": content["began"], "files": content["files"]}


def _databases() -> dict[str, list[str]]:
    """What each address holds; registers that are an administration's own are not ours to copy."""
    chosen = settings()
    found: dict[str, list[str]] = {chosen.database_url: [_MAIN]}
    for name in known():
        if not is_mapped(name, chosen):
            found.setdefault(url_of(name, chosen), []).append(name)
    return found
