"""The keys without which nothing is stored: made once for a machine that has none, and rotated."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

from bot.privacy.encryption import new_key
from bot.settings import ROOT

_NAMES = ("CHOBBAK_DATA_KEY", "CHOBBAK_PSEUDONYM_KEY")


def ensure_keys(path: Path = ROOT / ".env") -> None:
    """Writes fresh keys when neither the environment nor ``.env`` has any; only the owner may read the file."""
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    missing = [name for name in _NAMES if name not in os.environ and not _is_set(name, written)]
    if not missing:
        return
    keys = {name: new_key() for name in missing}
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.write("\n" if written and not written.endswith("\n") else "")
        file.writelines(f"{name}={value}\n" for name, value in keys.items())
    print(
        f"wrote {path.name} with fresh keys: keep it safe, stored messages cannot be read without it", file=sys.stderr
    )


def rotated() -> dict[str, Any]:
    """Encrypts all that is stored under the first data key, with progress on standard error; rows and changes by table."""
    from bot.bootstrap import encrypted_stores
    from bot.persistence.rotation import rotate

    tables: dict[str, dict[str, int]] = {}
    for database, metadata in encrypted_stores():
        for step in rotate(database, metadata):
            tables[step.table] = {"rows": step.done, "changed": step.changed}
            print(f"{step.table}: {step.done} of {step.total}", file=sys.stderr)
    return {"tables": tables, "changed": sum(table["changed"] for table in tables.values())}


def _is_set(name: str, written: str) -> bool:
    """Whether a line of ``.env`` sets a variable; one that is commented out does not."""
    return re.search(rf"^\s*(?:export\s+)?{name}\s*=", written, re.MULTILINE) is not None
