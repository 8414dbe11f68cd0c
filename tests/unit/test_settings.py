"""bot.settings: the only reader of the environment; what is wrong is named, and never its value."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.errors import SettingsError
from bot.settings import ROOT, Settings, settings

KEYS = {"CHOBBAK_DATA_KEY": "d" * 43 + "=", "CHOBBAK_PSEUDONYM_KEY": "p" * 32}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets variables; there is no ``.env`` file."""
    monkeypatch.setattr(Settings.Config, "env_file", None)
    monkeypatch.setattr(Settings.__config__, "env_file", None)

    def set_all(**values: str) -> None:
        settings.cache_clear()
        for name, value in {**KEYS, **values}.items():
            monkeypatch.setenv(name, value)

    return set_all


def test_only_the_keys_have_no_default(environment: Callable[..., None]) -> None:
    """With the two keys alone everything is set."""
    environment()
    found = settings()
    assert found.port == 8080
    assert found.default_locale == "ar"
    assert found.procedures_dir == ROOT / "data" / "procedures"


def test_the_environment_wins(environment: Callable[..., None]) -> None:
    """A variable is the field's name in capitals behind the prefix, converted to the field's type."""
    environment(CHOBBAK_PORT="9000", CHOBBAK_ADMINISTRATION="Commune de Test", CHOBBAK_TURN_TIMEOUT="2.5")
    found = settings()
    assert (found.port, found.administration, found.turn_timeout) == (9000, "Commune de Test", 2.5)


def test_they_are_read_once(environment: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    """A process has one set of settings from start to end."""
    environment()
    before = settings()
    monkeypatch.setenv("CHOBBAK_PORT", "9000")
    assert settings() is before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CHOBBAK_PORT", "http"),
        ("CHOBBAK_PORT", "0"),
        ("CHOBBAK_PORT", "65536"),
        ("CHOBBAK_LOG_LEVEL", "LOUD"),
        ("CHOBBAK_MESSAGE_CHARACTERS", "7"),
        ("CHOBBAK_MESSAGES_PER_MINUTE", "0"),
        ("CHOBBAK_TOKEN_DAYS", "-3"),
        ("CHOBBAK_TURN_TIMEOUT", "0"),
        ("CHOBBAK_PSEUDONYM_KEY", "much-too-short-secret"),
    ],
)
def test_a_wrong_value_is_named_and_not_shown(environment: Callable[..., None], name: str, value: str) -> None:
    """The operator reads which variable is wrong; a secret typed into it is not in the log."""
    environment(**{name: value})
    with pytest.raises(SettingsError) as caught:
        settings()
    assert name in str(caught.value)
    assert len(value) < 10 or value not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", KEYS)
def test_a_missing_key_is_named(environment: Callable[..., None], monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Nothing starts without its keys."""
    environment()
    monkeypatch.delenv(name)
    with pytest.raises(SettingsError, match=f"{name}: field required"):
        settings()


def test_every_problem_is_named(environment: Callable[..., None]) -> None:
    """The operator mends all of them at once."""
    environment(CHOBBAK_PORT="x", CHOBBAK_LOG_LEVEL="x")
    with pytest.raises(SettingsError) as caught:
        settings()
    assert "CHOBBAK_PORT" in str(caught.value)
    assert "CHOBBAK_LOG_LEVEL" in str(caught.value)


def test_keys_are_not_printed(environment: Callable[..., None]) -> None:
    """Neither by ``repr`` nor by ``str``."""
    environment()
    assert KEYS["CHOBBAK_DATA_KEY"] not in f"{settings()!r} {settings()}"
    assert KEYS["CHOBBAK_PSEUDONYM_KEY"] not in f"{settings()!r} {settings()}"


ADDRESSES = {f"{name}_url" for name in ("database", "dossiers", "appointments", "orders", "complaints", "redis")}


@pytest.mark.parametrize("name", list(Settings.__fields__))
def test_every_setting_has_a_help(name: str) -> None:
    """And those that hold a key or an address with a password say that they are secret."""
    field = Settings.__fields__[name]
    extra = field.field_info.extra
    assert extra.get("help")
    assert bool(extra.get("secret")) == (issubclass(field.type_, SecretStr) or name in ADDRESSES)


def test_an_unknown_default_locale_is_refused(environment: Callable[..., None]) -> None:
    """A locale that we do not have is a wrong setting, seen at start."""
    environment(CHOBBAK_DEFAULT_LOCALE="klingon")
    with pytest.raises(SettingsError, match="CHOBBAK_DEFAULT_LOCALE"):
        settings()


def reads_our_variables(path: Path) -> list[int]:
    """The lines of a module that read a variable of ours from the environment by itself."""
    lines = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        text = ast.unparse(node) if isinstance(node, (ast.Subscript, ast.Call)) else ""
        is_read = text.startswith(
            ("os.environ[", "os.environ.get(", "os.getenv(", "environ.get(", "environ[", "getenv(")
        )
        if is_read and isinstance(getattr(node, "ctx", ast.Load()), ast.Load) and "CHOBBAK_" in text:
            lines.append(node.lineno)
    return lines


def test_nobody_else_reads_our_variables() -> None:
    """One list of settings: no other module looks at ``CHOBBAK_…`` in the environment."""
    modules = [path for package in ("bot", "actions", "channels") for path in (ROOT / package).rglob("*.py")]
    assert {str(path.relative_to(ROOT)): lines for path in modules if (lines := reads_our_variables(path))} == {}


def test_the_search_for_readers_finds_one(tmp_path: Path) -> None:
    """So that the test above can fail."""
    module = tmp_path / "module.py"
    module.write_text('import os\nport = os.environ["CHOBBAK_PORT"]\nos.environ["CHOBBAK_X"] = "1"\n', encoding="utf-8")
    assert reads_our_variables(module) == [2]
