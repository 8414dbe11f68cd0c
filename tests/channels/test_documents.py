"""docs/channels.md and docs/api.md say what the code does: abilities, remedies, states, metrics, webhooks."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

import pytest

from bot.persistence import outbox, records
from bot.settings import ROOT, Settings
from channels.capabilities import Capabilities, Markup
from channels.files import files
from channels.metrics import Metrics
from channels.registry import blueprints, configured
from channels.send_errors import Reason, Remedy
from channels.send_policy import Patience
from channels.sms_twilio.capabilities import CAPABILITIES as SMS_TWILIO
from channels.web.plain_routes import plain
from channels.web.routes import api
from channels.web.site import site
from channels.whatsapp_cloud.capabilities import CAPABILITIES as WHATSAPP_CLOUD
from channels.whatsapp_twilio.capabilities import with_templates

CHANNELS = (ROOT / "docs" / "channels.md").read_text(encoding="utf-8")
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
OTHER = {"/webhooks/…", "/health/live", "/health/ready", "/metrics", "/widget/chobbak.mjs", "/widget/<version>/…"}
WHATSAPP_TWILIO = replace(with_templates(buttons=True, rows=True), one_line=True)
WITH_CONTENT = {"body", "buttons", "button_title", "rows", "row_title", "row_description", "list_label", "payload"}
EVERY_CHANNEL: dict[str, Any] = {
    "public_url": "https://bot.example.ma",
    "twilio_account_sid": "AC" + "0" * 32,
    "twilio_auth_token": "token",
    "whatsapp_twilio_from": "+212520000000",
    "sms_twilio_from": "+212520000000",
    "whatsapp_cloud_phone_id": "100000000000000",
    "whatsapp_cloud_token": "token",
    "whatsapp_cloud_app_secret": "secret",
    "whatsapp_cloud_verify_token": "word",
}


def section(page: str, heading: str) -> str:
    """What stands below a heading, to the next one of its level."""
    return page.split(f"\n## {heading}\n", maxsplit=1)[1].split("\n## ", maxsplit=1)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of all tables of a text, without their heads."""
    lines = re.findall(r"^\| (`.+) \|$", text, re.MULTILINE)
    return [re.split(r" \| ", line) for line in lines]


def written(name: str, value: Any) -> str:
    """An ability as the table writes it."""
    special = {Markup.PLAIN: "not at all", Markup.WHATSAPP: "`*bold*`", True: "yes", False: "no"}
    if name == "window_hours" and not value:
        return "always"
    return str(special.get(value, value) if isinstance(value, (bool, Markup)) else value)


@pytest.mark.parametrize("field", [field.name for field in fields(Capabilities)])
def test_abilities(field: str) -> None:
    """Every ability has its row, with the numbers of every channel; what settings decide names the setting."""
    table = {cells[0].strip("`"): cells[2:] for cells in rows(section(CHANNELS, "What each can do"))}
    if field == "segments":
        assert table[field] == ["–", "–", "`CHOBBAK_SMS_SEGMENTS`"]
    elif field == "plain_letters":
        assert table[field] == ["no", "no", "`CHOBBAK_SMS_PLAIN_LETTERS`"]
    elif field == "pictures":
        assert table[field] == ["`CHOBBAK_PUBLIC_URL`", "`CHOBBAK_PUBLIC_URL`", "–"]
    else:
        expected = [written(field, getattr(one, field)) for one in (WHATSAPP_CLOUD, WHATSAPP_TWILIO, SMS_TWILIO)]
        expected[1] += " *" if field in WITH_CONTENT else ""
        assert table[field] == expected


def test_reasons_and_remedies() -> None:
    """The closed set of reasons, in its order, each with what is done about it and whether an operator must act."""
    found = rows(section(CHANNELS, "When a send fails"))
    of_reasons = [[cell.strip("`") for cell in cells[:3]] for cells in found if len(cells) == 4]
    assert of_reasons == [[one.code, one.remedy.value, "yes" if one.alert else "no"] for one in Reason]
    assert [cells[0].strip("`") for cells in found if len(cells) == 2] == [remedy.value for remedy in Remedy]


def test_pauses() -> None:
    """The seconds in the text are those of the policy."""
    patience = Patience()
    text = section(CHANNELS, "When a send fails")
    assert f"after about {patience.first_pause:.0f} seconds" in text
    assert f"at most {patience.longest_pause / 60:.0f} minutes" in text
    assert f"after {patience.repeat_pause:.0f} seconds" in text
    assert f"`CHOBBAK_SEND_HOURS` ({Settings.__fields__['send_hours'].default})" in text


def test_states() -> None:
    """Of the inbox, the outbox and what the provider took."""
    named = [state for cells in rows(section(CHANNELS, "States")) for state in re.findall(r"`(\w+)`", cells[0])]
    inbox = [records.RECEIVED, records.LEASED, records.DONE, records.DEAD]
    of_outbox = [outbox.QUEUED, outbox.SENDING, outbox.SENT, outbox.HELD, outbox.DEAD, outbox.DISCARDED]
    assert named == inbox + of_outbox + [state.value for state in records.SendState]


def test_metrics() -> None:
    """Each has its row in the page, with its labels, and no row is of a metric that is gone."""
    table = {
        cells[0].strip("`").removesuffix("_total"): re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", cells[1]))
        for cells in rows(section(API, "Metrics"))
    }
    collectors = Metrics().registry._collector_to_names
    assert table == {collector._name: list(collector._labelnames) for collector in collectors}  # type: ignore[attr-defined]


def test_webhooks() -> None:
    """The addresses of all channels, with their methods."""
    named = {
        (method, path)
        for cells in rows(section(API, "Webhooks"))
        for method in [cells[0].strip("`").split()[0]]
        for path in re.findall(r"/webhooks/\w+(?:/\w+)?", cells[0])
    }
    assert named == webhooks()


def test_addresses() -> None:
    """The table of the API names every address of ours with its methods, and none that is gone."""
    table = API.split("| method and address |", 1)[1].split("\n\n", 1)[0]
    named = {
        (method, path)
        for cells in rows(table)
        for path in re.findall(r"/[^`, ]*", cells[0])
        for method in re.findall(r"[A-Z]{3,}", cells[0])
        if path not in OTHER
    }
    found = {
        (method, re.sub(r":str>|:path>", ">", (blueprint.url_prefix or "") + route.uri))
        for blueprint in (api, site, plain, files)
        for route in blueprint._future_routes
        for method in route.methods - {"HEAD"}
    }
    assert named == found - {("GET", "/widget/<path>")}


def webhooks() -> set[tuple[str, str]]:
    """(method, path) of every webhook that the code has."""
    settings = Settings(_env_file=None, **EVERY_CHANNEL)
    return {
        (method, (blueprint.url_prefix or "") + route.uri)
        for blueprint in blueprints(configured(settings))
        for route in blueprint._future_routes
        for method in route.methods
    }


def test_the_pages_are_read() -> None:
    """The comparisons above are not of nothing."""
    assert len(rows(section(CHANNELS, "What each can do"))) == len(fields(Capabilities)) > 10
    assert len(rows(section(API, "Metrics"))) > 10
    assert len(webhooks()) == 6
