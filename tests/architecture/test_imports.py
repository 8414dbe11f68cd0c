"""What importing a module brings in, opens and costs: measured in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ["rasa", "rasa_sdk", "tensorflow", "spacy", "thinc", "sklearn", "scipy", "numpy", "keras", "torch"]
# Modules that are read at import by design: the engine imports Rasa, migrations run inside Alembic, __main__ runs.
APART = ("bot.engine", "bot.persistence.migrations", "bot.persistence.registers.migrations", "bot.cli")

PROBE = """
import json, sys
opened, hidden = [], json.loads(sys.argv[2])
for name in hidden:
    sys.modules[name] = None
import importlib, threading
for name in json.loads(sys.argv[3]):
    importlib.import_module(name)
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        path = arguments[0] if isinstance(arguments[0], str) else arguments[0].decode(errors="replace")
        if not path.endswith((".py", ".pyc", ".so")) and "__pycache__" not in path:
            opened.append(["open", path])
    elif event in ("socket.connect", "socket.bind", "sqlite3.connect", "subprocess.Popen"):
        opened.append([event, str(arguments)])
sys.addaudithook(watch)
seen = {}
for name in json.loads(sys.argv[1]):
    del opened[:]
    importlib.import_module(name)
    seen[name] = list(opened)
print(json.dumps({"opened": seen, "modules": sorted(sys.modules), "threads": threading.active_count()}))
"""


def probe(modules: list[str], hidden: tuple[str, ...] = (), before: tuple[str, ...] = ()) -> dict:
    """Imports modules one after the other in a new process; what each opened, and what is loaded in the end.

    ``hidden`` cannot be imported; ``before`` are libraries that are imported unwatched.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CHOBBAK_")}
    environment["PYTHONPATH"] = str(ROOT)
    run = subprocess.run(
        [sys.executable, "-B", "-c", PROBE, *map(json.dumps, (modules, hidden, before))],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def ours(opened: list[list[str]]) -> list[list[str]]:
    """Files of the repository, and every connection; libraries read their own data."""
    environment = str(ROOT / ".venv")
    return [
        entry
        for entry in opened
        if entry[0] != "open"
        or (str(Path(entry[1]).absolute()).startswith(str(ROOT)) and not entry[1].startswith(environment))
    ]


def modules_of(package: str) -> list[str]:
    """Every module of a package that may be imported here."""
    names = []
    for path in sorted((ROOT / package).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if not name.endswith("__main__") and not name.startswith(APART):
            names.append(name)
    return names


def test_the_gateway_imports_nothing_heavy() -> None:
    """Neither Rasa nor TensorFlow nor any of the libraries that take seconds or hundreds of megabytes."""
    loaded = set(probe(["channels.app"])["modules"])
    assert "sanic" in loaded
    assert sorted(loaded & set(HEAVY)) == []


def test_the_probe_sees_what_is_heavy() -> None:
    """So that the test above can fail."""
    assert "numpy" in probe(["bot.procedures.search"])["modules"]


@pytest.mark.parametrize(
    "module", ["bot.text.skeleton", "bot.locales", "bot.errors", "bot.procedures.model", "bot.messages", "bot.settings"]
)
def test_what_everybody_imports_is_light(module: str) -> None:
    """The modules that all processes share bring in none of them either."""
    assert sorted(set(probe([module])["modules"]) & set(HEAVY)) == []


def test_the_bootstrap_imports_no_database_before_it_is_asked() -> None:
    """SQLAlchemy and Alembic come with the first repository."""
    loaded = set(probe(["bot.bootstrap"])["modules"])
    assert sorted(loaded & {"sqlalchemy", "alembic", "rasa", "tensorflow", "spacy", "sklearn"}) == []


def test_the_bootstrap_opens_nothing() -> None:
    """Importing it reads no file of ours, connects to nothing and starts no thread."""
    found = probe(["bot.bootstrap"])
    assert ours(found["opened"]["bot.bootstrap"]) == []
    assert found["threads"] == 1


def test_reading_starts_when_it_is_asked_for() -> None:
    """So that the test above can fail: the probe sees a file of ours and a connection."""
    code = "import sqlite3; from bot.language.data import gazetteer; gazetteer('ordinals'); sqlite3.connect(':memory:')"
    run = probe(["bot.language.data"])
    assert ours(run["opened"]["bot.language.data"]) == []
    script = PROBE.replace("importlib.import_module(name)", "exec(name)")
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, json.dumps([code]), "[]", "[]"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    seen = ours(json.loads(done.stdout.splitlines()[-1])["opened"][code])
    assert [Path(path).name for event, path in seen if event == "open"] == ["ordinals.yml"]
    assert "sqlite3.connect" in [event for event, _ in seen]


@pytest.mark.parametrize("package", ["bot", "channels", "actions"])
def test_no_module_opens_a_file_or_a_connection_at_import(package: str) -> None:
    """Of any package, the engine and the command line apart, which are where processes begin."""
    found = probe(modules_of(package), hidden=("tensorflow",), before=("spacy",) if package == "bot" else ())
    assert [(name, *entry) for name, opened in found["opened"].items() for entry in ours(opened)] == []


def test_finding_facets_imports_no_tensorflow() -> None:
    """Only the engine pays for TensorFlow."""
    assert "tensorflow" not in probe(["bot.procedures.facets"])["modules"]
