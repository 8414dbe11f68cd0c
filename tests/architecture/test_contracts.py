"""import-linter's contracts of pyproject.toml hold, and each of them catches a planted violation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "actions", "channels")
LINT = [
    sys.executable,
    "-c",
    "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())",
    "--no-cache",
]

# contract → (module, import) that break it; more than one where it forbids more than one kind of thing
VIOLATIONS = [
    (
        "Pure modules know only the standard library and small pure libraries",
        "bot/text/planted.py",
        "import sqlalchemy",
    ),
    (
        "Pure modules know only the standard library and small pure libraries",
        "bot/text/planted.py",
        "import bot.settings",
    ),
    ("Pure modules know only the standard library and small pure libraries", "bot/locales.py", "import numpy"),
    ("Pure modules know only the standard library and small pure libraries", "bot/errors.py", "import rasa"),
    ("Pure modules know only the standard library and small pure libraries", "bot/procedures/model.py", "import spacy"),
    (
        "What understands or measures knows no database, no engine, no web server",
        "bot/procedures/planted.py",
        "import bot.persistence.database",
    ),
    (
        "What understands or measures knows no database, no engine, no web server",
        "bot/language/planted.py",
        "import sanic",
    ),
    (
        "What understands or measures knows no database, no engine, no web server",
        "bot/procedures/planted.py",
        "import bot.bootstrap",
    ),
    (
        "What understands or measures knows no database, no engine, no web server",
        "bot/language/planted.py",
        "import actions.conversation",
    ),
    (
        "What understands or measures knows no database, no engine, no web server",
        "bot/entities/planted.py",
        "import bot.engine.nlg",
    ),
    (
        "What understands or measures knows no database, no engine, no web server",
        "bot/evaluation/planted.py",
        "import channels.clock",
    ),
    (
        "Services and forms know no database, no engine, no web server",
        "bot/services/dossiers/planted.py",
        "from sqlalchemy import text",
    ),
    (
        "Services and forms know no database, no engine, no web server",
        "bot/services/offices/planted.py",
        "import bot.bootstrap",
    ),
    ("Services and forms know no database, no engine, no web server", "bot/forms/planted.py", "import rasa_sdk"),
    ("Only the engine imports Rasa", "bot/entities/planted.py", "import rasa.shared"),
    ("Only the engine imports Rasa", "bot/evaluation/planted.py", "import rasa.shared"),
    ("Only the engine imports Rasa", "actions/planted.py", "import rasa.shared"),
    ("Only the engine imports Rasa", "bot/privacy/planted.py", "from rasa import train"),
    ("Only the engine imports Rasa", "bot/identity/planted.py", "import bot.engine.nlg"),
    ("Only actions import rasa_sdk", "bot/persistence/planted.py", "import rasa_sdk"),
    ("Only actions import rasa_sdk", "channels/planted.py", "from rasa_sdk import Action"),
    ("Only persistence imports SQLAlchemy", "actions/planted.py", "import sqlalchemy"),
    ("Only persistence imports SQLAlchemy", "channels/web/planted.py", "from sqlalchemy import text"),
    ("Only persistence imports SQLAlchemy", "bot/privacy/planted.py", "import alembic"),
    ("Only persistence imports SQLAlchemy", "bot/entities/planted.py", "import sqlalchemy"),
    ("Only persistence imports SQLAlchemy", "bot/evaluation/planted.py", "import sqlalchemy"),
    ("The gateway stays light", "channels/planted.py", "import bot.procedures.search"),
    ("The gateway stays light", "channels/planted.py", "import bot.entities.extractor"),
    ("The gateway stays light", "channels/planted.py", "import bot.evaluation.scores"),
    ("The gateway stays light", "channels/planted.py", "import sklearn"),
    ("The gateway stays light", "bot/persistence/database.py", "import bot.language.data"),
    ("The gateway stays light", "bot/messages/__init__.py", "import tensorflow"),
    ("Actions and channels do not know each other", "actions/planted.py", "import channels.clock"),
    ("Actions and channels do not know each other", "channels/planted.py", "import actions.conversation"),
]


def lint(directory: Path) -> tuple[int, list[str]]:
    """The exit code, and the names of the contracts that are broken."""
    environment = {**os.environ, "COLUMNS": "300", "NO_COLOR": "1"}
    run = subprocess.run(LINT, cwd=directory, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert "Contracts:" in run.stdout, run.stdout + run.stderr
    return run.returncode, [
        line.removesuffix(" BROKEN") for line in run.stdout.splitlines() if line.endswith(" BROKEN")
    ]


def contracts() -> list[str]:
    """The names of the contracts, as pyproject.toml lists them."""
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[[tool.importlinter.contracts]]")[1:]
    return [line.split('name = "', 1)[1].split('"', 1)[0] for line in lines]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the packages and the contracts, to plant violations in."""
    directory = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, directory / package, ignore=shutil.ignore_patterns("__pycache__", "static", "*.ftl")
        )
    shutil.copy(ROOT / "pyproject.toml", directory)
    return directory


def test_the_contracts_hold(tree: Path) -> None:
    """On the tree as it is."""
    assert lint(tree) == (0, [])


def test_every_contract_has_a_violation_below() -> None:
    """A new contract is tried too."""
    assert {contract for contract, _, _ in VIOLATIONS} == set(contracts())


@pytest.mark.parametrize(("contract", "module", "line"), VIOLATIONS, ids=[f"{m}: {line}" for _, m, line in VIOLATIONS])
def test_a_planted_violation_is_caught(tree: Path, contract: str, module: str, line: str) -> None:
    """By the contract that is meant for it."""
    path = tree / module
    before = path.read_text(encoding="utf-8") if path.exists() else None
    try:
        path.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
        code, broken = lint(tree)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8")
    assert code == 1
    assert contract in broken
