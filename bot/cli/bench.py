"""Times, sizes and memory of the running system, with the stock Rasa pipeline beside ours in the same run.

The stock pipeline is Rasa's default one (DIET and TED), trained for one epoch on the same utterances: epochs change what
it answers, not how long it takes. Both serve the same sentence over HTTP on loopback, one client, nothing else running.
Linking and the NLU alone are measured on our held-out texts, each in a process of its own, so that its memory is too.
The channels, under load and under kills: :mod:`bot.cli.bench_channels`; the
services under kills: :mod:`bot.cli.bench_services`.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import requests
import yaml

from bot.cli.bench_channels import channel_figures
from bot.cli.bench_services import service_figures
from bot.cli.bench_soak import soak_figures
from bot.cli.bench_store import store_figures
from bot.cli.processes import answers
from bot.errors import BadRequest, Unavailable
from bot.evaluation.speed import megabytes
from bot.modelfile import newest_model
from bot.persistence.registers.schema import NAMES
from bot.settings import ROOT, settings

_ENGINE = "http://127.0.0.1:15005"
_STOCK = "http://127.0.0.1:15006"
_START_SECONDS = 300
_WARM_UP = 5
_MEASURED = 60
_CATALOGUE_SIZES = (0, 3_000, 30_000)  # 0: our own alone
_NLU_TEXTS = 500
_GREETING = "merci"
_QUESTION = "combien coute le passeport"
_DOSSIER, _CARD = "DO-2026-FE7VN99", "AB000002"  # of the seed
_STOCK_NLU = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 1, "constrain_similarities": True},
    {"name": "EntitySynonymMapper"},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]
_STOCK_POLICIES = [
    {"name": "MemoizationPolicy"},
    {"name": "RulePolicy"},
    {"name": "TEDPolicy", "max_history": 5, "epochs": 1, "constrain_similarities": True},
]


ALONE = ("soak",)  # only when it is asked for: it takes as long as all others
PARTS = ("turns", "linking", "store", "channels", "services")


def bench(turns: int, stock: bool, seconds: int, only: str | None, soak_turns: int = 20_000) -> dict[str, Any]:
    """The figures: ``turns`` is the length of the long conversation, ``seconds`` that of the load and of the kills.

    Raises:
        BadRequest: there is no such part.
    """
    if only is not None and only not in (*PARTS, *ALONE):
        raise BadRequest(f"--only: one of {', '.join((*PARTS, *ALONE))}")
    parts = [only] if only else PARTS
    found: dict[str, Any] = {}
    if "turns" in parts:
        found |= _turn_figures(turns, stock)
    if "linking" in parts:
        found["linking"] = _linking()
    if "store" in parts:
        found |= asyncio.run(store_figures(turns, seconds))
    if "soak" in parts:
        found["soak"] = asyncio.run(soak_figures(soak_turns))
    if "channels" in parts:
        found["channels"] = asyncio.run(channel_figures(seconds, stock))
    if "services" in parts:
        found["services"] = asyncio.run(service_figures(seconds))
    return found


def _turn_figures(turns: int, stock: bool) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as directory:
        ours = {**_ours(Path(directory), turns), "nlu": _apart(_nlu)}
        if not stock:
            return {"ours": ours}
        theirs = _stock(Path(directory))
    speed_up = round(theirs["turn_ms_p50"] / ours["turn_ms_p50"], 1)
    return {"ours": ours, "stock": theirs, "turn_speed_up": speed_up}


def _ours(directory: Path, turns: int) -> dict[str, Any]:
    ports = {"CHOBBAK_PORT": "18080", "CHOBBAK_ENGINE_PORT": "15005", "CHOBBAK_ACTIONS_PORT": "15055"}
    environment = {**os.environ, **ports, **_databases(directory)}
    _run([sys.executable, "-m", "bot", "registers", "seed", "dossiers"], ROOT, environment)
    model = newest_model(settings().models_dir)
    with (
        _process("actions", environment, "http://127.0.0.1:15055/health") as (actions, _),
        _process("channels", environment, "http://127.0.0.1:18080/health/live") as (gateway, gateway_seconds),
        _process("bot.engine", environment, f"{_ENGINE}/webhooks/chobbak/ready") as (
            engine,
            engine_seconds,
        ),
        requests.Session() as client,
    ):
        greeting = _turns(client, _GREETING, uuid.uuid4().hex, _MEASURED)
        question = _turns(client, _QUESTION, uuid.uuid4().hex, _MEASURED)
        long = _turns(client, _GREETING, uuid.uuid4().hex, turns)
        followed = _turns(client, f"dossier {_DOSSIER}", _verified(client), _MEASURED)
        memory = {
            name: megabytes(pid) for name, pid in (("gateway", gateway), ("engine", engine), ("actions", actions))
        }
    return {
        "engine_cold_start_s": engine_seconds,
        "gateway_cold_start_s": gateway_seconds,
        "model_mb": round(model.stat().st_size / 1e6, 1),
        "turn_ms_p50": _p50(greeting),
        "turn_with_action_ms_p50": _p50(question),
        "turn_with_register_ms_p50": _p50(followed),
        f"turn_{turns}_over_turn_10": round(_p50(long[-10:]) / _p50(long[5:15]), 2),
        "memory_mb": {**memory, "together": round(sum(memory.values()), 1)},
    }


def _databases(directory: Path) -> dict[str, str]:
    """Settings by which nothing of whoever measures is touched; one-time codes are shown."""
    registers = {f"CHOBBAK_{name.upper()}_URL": f"sqlite:///{directory}/registers.db" for name in NAMES}
    return {"CHOBBAK_DATABASE_URL": f"sqlite:///{directory}/bench.db", "CHOBBAK_CODES_ON_SCREEN": "true", **registers}


def _verified(client: requests.Session) -> str:
    """A conversation that may see the file: what is measured is the register, the audit log and the answer."""
    conversation, said = uuid.uuid4().hex, ""
    for number, text in enumerate((f"dossier {_DOSSIER}", _CARD, "")):
        code = re.search(r"(?<!\d)\d{6}(?!\d)", said)
        reply = _turn(client, text or (code[0] if code else "-"), conversation, f"before-{number}")
        said = " ".join(message["text"] for message in reply["messages"])
    if _DOSSIER not in said:
        raise Unavailable("the file was not shown: there is nothing to measure")
    return conversation


def _linking() -> dict[str, Any]:
    """The figures of each size of catalogue; the largest takes two to three minutes."""
    found = [_apart(_linking_at, size) for size in _CATALOGUE_SIZES]
    return {f"{figures['procedures']:,} procedures": figures for figures in found}


def _linking_at(size: int) -> dict[str, float]:
    from bot.bootstrap import lexicon
    from bot.cli.evaluate import QUESTIONS
    from bot.evaluation.models import load_question_reader
    from bot.evaluation.speed import measure_speed
    from bot.evaluation.tables import LINKING_COLUMNS, read_rows
    from bot.procedures.catalogue import load_directory

    own = load_directory(settings().procedures_dir)
    rows, reader = read_rows(QUESTIONS, LINKING_COLUMNS), load_question_reader(settings().models_dir)
    return measure_speed(own, max(size - len(own), 0), rows, lexicon(), reader)


def _nlu() -> dict[str, float]:
    """Milliseconds of the whole pipeline of config.yml on a held-out text, without server and policies."""
    warnings.simplefilter("ignore")

    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    from bot.cli.evaluate import UTTERANCES
    from bot.evaluation.scores import milliseconds
    from bot.evaluation.tables import INTENT_COLUMNS, read_rows

    configure_structlog(logging.WARNING)  # Rasa logs each message otherwise
    rows = read_rows(UTTERANCES, INTENT_COLUMNS)
    agent = Agent.load(str(newest_model(settings().models_dir)))

    async def times() -> list[float]:
        found = []
        for row in rows[:: max(len(rows) // _NLU_TEXTS, 1)]:
            started = time.perf_counter()
            await agent.parse_message(row["text"])
            found.append(time.perf_counter() - started)
        return found[_WARM_UP:]

    return milliseconds(asyncio.run(times()))


def _apart(function: Callable[..., dict[str, float]], *arguments: int) -> dict[str, float]:
    """What ``function`` returns in a fresh process."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def _stock(directory: Path) -> dict[str, Any]:
    """Trains and serves Rasa's default pipeline on our utterances and intents, with one response for each."""
    intents = _write_stock_project(directory)
    _run([sys.executable, "-m", "rasa", "train", "--skip-validation", "--quiet"], directory)
    command = ["-m", "rasa", "run", "--port", "15006", "--interface", "127.0.0.1", "--enable-api"]
    with (
        _command([sys.executable, *command], dict(os.environ), directory, f"{_STOCK}/status") as (
            pid,
            seconds,
        ),
        requests.Session() as client,
    ):
        sender = uuid.uuid4().hex
        times = []
        for _ in range(_WARM_UP + _MEASURED):
            started = time.perf_counter()
            client.post(
                f"{_STOCK}/webhooks/rest/webhook", json={"sender": sender, "message": _GREETING}, timeout=60
            ).raise_for_status()
            times.append(time.perf_counter() - started)
        memory = megabytes(pid)
    model = newest_model(directory / "models")
    return {
        "intents": intents,
        "engine_cold_start_s": seconds,
        "model_mb": round(model.stat().st_size / 1e6, 1),
        "turn_ms_p50": _p50(times[_WARM_UP:]),
        "memory_mb": memory,
    }


def _write_stock_project(directory: Path) -> int:
    data = directory / "data"
    shutil.copytree(ROOT / "data" / "nlu", data)
    names = {
        block["intent"]
        for path in data.rglob("*.yml")
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
    }
    responses = {f"utter_{name}": [{"text": name}] for name in names}
    rules = [{"rule": name, "steps": [{"intent": name}, {"action": f"utter_{name}"}]} for name in sorted(names)]
    stories = [{"story": "one", "steps": [{"intent": "greet"}, {"action": "utter_greet"}]}]
    config = {
        "recipe": "default.v1",
        "assistant_id": "stock",
        "language": "fr",
        "pipeline": _STOCK_NLU,
        "policies": _STOCK_POLICIES,
    }
    contents: dict[str, Any] = {
        "config.yml": config,
        "domain.yml": {"version": "3.1", "intents": sorted(names), "responses": responses},
        "credentials.yml": {"rest": None},
        "endpoints.yml": {"tracker_store": {"type": "SQL", "dialect": "sqlite", "db": str(directory / "stock.db")}},
        "data/rules.yml": {"version": "3.1", "rules": rules, "stories": stories},
    }
    for name, content in contents.items():
        (directory / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return len(names)


def _turns(client: requests.Session, text: str, conversation: str, count: int) -> list[float]:
    """The seconds that each turn took, after some to warm up."""
    times = []
    for number in range(_WARM_UP + count):
        started = time.perf_counter()
        _turn(client, text, conversation, str(number))
        times.append(time.perf_counter() - started)
    return times[_WARM_UP:]


def _turn(client: requests.Session, text: str, conversation: str, message: str) -> dict[str, Any]:
    body = {"conversation_id": conversation, "message_id": message, "text": text, "metadata": {"channel": "web"}}
    answer = client.post(f"{_ENGINE}/webhooks/chobbak/turn", json=body, timeout=60)
    answer.raise_for_status()
    return dict(answer.json())


def _p50(times: list[float]) -> float:
    return round(statistics.median(times) * 1000, 2)


@contextmanager
def _process(module: str, environment: dict[str, str], url: str) -> Iterator[tuple[int, float]]:
    with _command([sys.executable, "-m", module], environment, ROOT, url) as started:
        yield started


@contextmanager
def _command(command: list[str], environment: dict[str, str], directory: Path, url: str) -> Iterator[tuple[int, float]]:
    """Runs a server until the block ends; its process id and the seconds until it answered."""
    started = time.perf_counter()
    quiet = {**environment, "TF_CPP_MIN_LOG_LEVEL": "3", "RASA_TELEMETRY_ENABLED": "false"}
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=directory, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            while not answers(url):
                if process.poll() is not None or time.perf_counter() - started > _START_SECONDS:
                    raise Unavailable(f"{' '.join(command[1:3])} did not start")
                time.sleep(0.05)
            yield process.pid, round(time.perf_counter() - started, 1)
        finally:
            process.terminate()


def _run(command: list[str], directory: Path, given: dict[str, str] | None = None) -> None:
    environment = {**(given or os.environ), "TF_CPP_MIN_LOG_LEVEL": "3", "RASA_TELEMETRY_ENABLED": "false"}
    result = subprocess.run(command, cwd=directory, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if result.returncode:
        raise Unavailable(f"{' '.join(command[1:4])} failed: " + "\n".join(result.stderr.splitlines()[-5:]))
