"""docs/settings.md lists every setting of bot.settings, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.settings import ROOT, Settings

PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
TABLE = PAGE.split("## Notes", maxsplit=1)[0]
ROW = re.compile(r"^\| `CHOBBAK_(\w+)` \| (.+?) \| (yes|no) \| (.+) \|$", re.MULTILINE)
ROWS = {name.lower(): (default, secret, meaning) for name, default, secret, meaning in ROW.findall(TABLE)}


def written(field: Any) -> str:
    """A default as the page writes it."""
    if field.required:
        return "required"
    if isinstance(field.default, Path):
        return f"`{field.default.relative_to(ROOT)}`"
    return f"`{field.default}`" if field.default not in ("", None) else "(empty)"


def test_every_setting_is_documented_in_order() -> None:
    """And no row is of a setting that is gone."""
    assert list(ROWS) == list(Settings.__fields__)


@pytest.mark.parametrize("name", list(Settings.__fields__))
def test_a_row_says_what_the_code_says(name: str) -> None:
    """The default, whether it is secret, and the help, word for word."""
    field = Settings.__fields__[name]
    secret = "yes" if field.field_info.extra.get("secret") else "no"
    assert ROWS.get(name) == (written(field), secret, field.field_info.extra["help"])


def test_no_secret_has_a_default_key() -> None:
    """A key that everybody could read in the documents would be none."""
    ours = {"data_key", "pseudonym_key"}
    of_providers = {
        name for name, (_, secret, _) in ROWS.items() if secret == "yes" and not name.endswith("_url")
    } - ours
    assert {ROWS[name][0] for name in ours} == {"required"}
    assert {ROWS[name][0] for name in of_providers} == {"(empty)"}
