"""The keys without which nothing is stored: made once, for a machine that has none."""

from __future__ import annotations

import base64
import os
import re
import secrets
import sys
from pathlib import Path

from bot.settings import ROOT

_NAMES = ("CHOBBAK_DATA_KEY", "CHOBBAK_PSEUDONYM_KEY")


def ensure_keys(path: Path = ROOT / ".env") -> None:
    """Writes fresh keys when neither the environment nor ``.env`` has any; only the owner may read the file."""
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    missing = [name for name in _NAMES if name not in os.environ and not _is_set(name, written)]
    if not missing:
        return
    keys = {name: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode() for name in missing}
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.write("\n" if written and not written.endswith("\n") else "")
        file.writelines(f"{name}={value}\n" for name, value in keys.items())
    print(
        f"wrote {path.name} with fresh keys: keep it safe, stored messages cannot be read without it", file=sys.stderr
    )


def _is_set(name: str, written: str) -> bool:
    """Whether a line of ``.env`` sets a variable; one that is commented out does not."""
    return re.search(rf"^\s*(?:export\s+)?{name}\s*=", written, re.MULTILINE) is not None
