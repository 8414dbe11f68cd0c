"""The operator's file of templates: found by channel, name and locale; whatever is wrong in it is named with its line."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsError
from bot.locales import CODES, LOCALES
from channels.channel import Template
from channels.templates import ANSWER_WAITING, Templates

FR, AR = "HX" + "f" * 32, "HX" + "a" * 32
GOOD = f"""
# what Twilio and Meta have approved
whatsapp_twilio:
  answer_waiting: {{fr: {FR}, ar: {AR}}}
  buttons_1:
    en: {FR}
  list_10: {{zgh: {AR}}}
  appointment_tomorrow: {{fr: {FR}}}
whatsapp_cloud:
  answer_waiting:
    fr: {{name: answer_waiting, language: fr}}
    ar: {{name: answer_waiting_2, language: ar_MA}}
sms_twilio:
  answer_waiting: {{fr: {FR}}}
"""


def load(directory: Path, text: str) -> Templates:
    path = directory / "templates.yml"
    path.write_text(text, encoding="utf-8")
    return Templates.load(path)


def refused(directory: Path, text: str) -> str:
    """What is said of a file, after its name."""
    with pytest.raises(SettingsError) as raised:
        load(directory, text)
    prefix = f"{directory / 'templates.yml'}:"
    assert str(raised.value).startswith(prefix)
    return str(raised.value).removeprefix(prefix)


def test_found(tmp_path: Path) -> None:
    """Each channel has its own; a notification of any name is found like those that the gateway knows."""
    templates = load(tmp_path, GOOD)
    assert templates.find("whatsapp_twilio", ANSWER_WAITING, "ar") == Template(AR, "ar")
    assert templates.find("sms_twilio", ANSWER_WAITING, "fr") == Template(FR, "fr")
    assert templates.find("whatsapp_cloud", ANSWER_WAITING, "ar") == Template("answer_waiting_2", "ar", "ar_MA")
    assert templates.find("whatsapp_twilio", "appointment_tomorrow", "fr") == Template(FR, "fr")
    assert templates.find("whatsapp_twilio", "appointment_today", "fr") is None
    assert templates.find("whatsapp_cloud", "buttons_1", "fr") is None


@pytest.mark.parametrize("locale", CODES)
def test_fallback(tmp_path: Path, locale: str) -> None:
    """A locale that has none takes the first of its chain; a template for Tamazight alone is nobody else's."""
    templates = load(tmp_path, GOOD)
    found = templates.find("whatsapp_twilio", ANSWER_WAITING, locale)
    chain = [code for code in (locale, *LOCALES[locale].fallbacks) if code in ("fr", "ar")]
    assert found is not None
    assert found.locale == chain[0]
    assert templates.find("whatsapp_twilio", "buttons_1", locale) == Template(FR, "en")
    assert (templates.find("whatsapp_twilio", "list_10", locale) is None) is (locale != "zgh")


def test_everywhere(tmp_path: Path) -> None:
    """Whether nobody is left without."""
    templates = load(tmp_path, GOOD)
    assert templates.everywhere("whatsapp_twilio", "buttons_1")
    assert not templates.everywhere("whatsapp_twilio", "list_10")
    assert not templates.everywhere("whatsapp_twilio", "list_9")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "{}"])
def test_nothing(tmp_path: Path, text: str) -> None:
    """No file, an empty one and one of comments hold no template."""
    assert load(tmp_path, text) == Templates.load(None) == Templates()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x", "1: names and values"),
        ("- a", "1: names and values"),
        ("web:\n  a: {}", "1: a channel must be one of whatsapp_twilio"),
        ("whatsapp_twilio:", "1: names and values"),
        ("whatsapp_twilio: x", "1: names and values"),
        ("whatsapp_twilio:\n  Answer: {}", "2: this is no name"),
        ("whatsapp_twilio:\n  buttons_4: {}", "2: this is no name"),
        ("whatsapp_twilio:\n  list_0: {}", "2: this is no name"),
        ("whatsapp_twilio:\n  list_11: {}", "2: this is no name"),
        ("whatsapp_cloud:\n  buttons_1: {}", "2: this is no name"),
        ("sms_twilio:\n  list_1: {}", "2: this is no name"),
        (f"whatsapp_twilio:\n  a:\n    de: {FR}", "3: a locale must be one of fr, ar"),
        ("whatsapp_twilio:\n  a:\n    fr: HX12", "3: a ContentSid"),
        (f"whatsapp_twilio:\n  a:\n    fr: {FR.upper()}", "3: a ContentSid"),
        ("whatsapp_twilio:\n  a:\n    fr:", "3: a ContentSid"),
        (f"whatsapp_twilio:\n  a:\n    fr: [{FR}]", "3: a ContentSid"),
        (f"whatsapp_twilio:\n  a:\n    fr: {FR}\n    fr: {AR}", "4: this name stands here twice"),
        (f"whatsapp_twilio:\n  a: {{fr: {FR}}}\n  a: {{fr: {FR}}}", "3: this name stands here twice"),
        ("whatsapp_twilio: {}\nwhatsapp_twilio: {}", "2: this name stands here twice"),
        ("whatsapp_twilio:\n  ? [a]\n  : {}", "2: a name must stand here"),
        (f"whatsapp_cloud:\n  a:\n    fr: {FR}", "3: names and values"),
        ("whatsapp_cloud:\n  a:\n    fr: {name: a}", "3: a name and a language"),
        ("whatsapp_cloud:\n  a:\n    fr: {name: a, language: fr, sid: b}", "3: a name and a language"),
        ("whatsapp_cloud:\n  a:\n    fr:\n      name: A\n      language: fr", "4: a template's name"),
        ("whatsapp_cloud:\n  a:\n    fr:\n      name: a\n      language: français", "5: a language code"),
        ("whatsapp_cloud:\n  a:\n    fr:\n      name: [a]\n      language: fr", "4: a template's name"),
        ("whatsapp_twilio:\n  a: {fr: [", "2: not YAML"),
        ("a: b: c", "1: not YAML"),
        ("whatsapp_twilio: {a: *nobody}", "1: not YAML"),
        ("--- {}\n--- {}", "2: not YAML"),
        ("a\x00b", " cannot be read"),
    ],
)
def test_refused(tmp_path: Path, text: str, said: str) -> None:
    """The file, the line and the reason, so that an operator can mend it at once."""
    assert refused(tmp_path, text).startswith(said)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A file that is not there, a directory, and bytes that are no text."""
    (tmp_path / "bytes.yml").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "nothing.yml", tmp_path, tmp_path / "bytes.yml"):
        with pytest.raises(SettingsError, match="cannot be read"):
            Templates.load(path)


@given(text=st.text(max_size=200))
def test_any_text_is_templates_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Nothing that a file can hold ends in anything but templates or a named refusal."""
    path = tmp_path_factory.mktemp("any") / "templates.yml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(SettingsError):
        assert Templates.load(path) == Templates()


def test_the_documented_example(tmp_path: Path) -> None:
    """The example in the module's docstring is a good file, once its dots are filled in."""
    from channels import templates

    lines = (templates.__doc__ or "").split("::\n", 1)[1].split("\nA locale that", 1)[0]
    text = "\n".join(line[4:] for line in lines.splitlines()).replace("HX…", FR)
    assert load(tmp_path, text).find("whatsapp_twilio", "buttons_2", "ar") == Template(FR, "fr")
