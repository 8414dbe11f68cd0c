"""``GET /api/v1/widget``: sentences, languages, bounds, and what the operator has to say."""

from __future__ import annotations

import gzip
import json
from datetime import datetime, timezone
from typing import Any

import pytest

from bot.locales import CODES, LOCALES
from bot.messages import message_ids
from bot.persistence.notices import SqlNoticeRepository
from bot.persistence.switches import SqlSwitchRepository
from tests.channels.harness import RunningGateway, Starter

pytestmark = pytest.mark.asyncio


async def introduction(gateway: RunningGateway, query: str = "", **headers: str) -> Any:
    status, body, _ = await gateway.get(f"/api/v1/widget{query}", **headers)
    assert status == 200
    return json.loads(body)


@pytest.mark.parametrize("locale", CODES)
async def test_every_locale(gateway: RunningGateway, locale: str) -> None:
    """Its direction and all of its sentences; every language by its own name, and a question in each."""
    said = await introduction(gateway, f"?locale={locale}")
    assert (said["locale"], said["dir"]) == (locale, LOCALES[locale].direction)
    assert said["texts"] == {id_[7:]: f"{locale} {id_}" for id_ in message_ids("widget-")}
    assert [one["code"] for one in said["locales"]] == list(CODES)
    assert sorted(one["locale"] for one in said["samples"]) == sorted(CODES)
    assert (said["notice"], said["closed"]) == (None, None)


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        ("?locale=fr-MA", "en", "fr"),
        ("?locale=de,ar-MA;q=0.8,en;q=0.5", "", "ar"),
        ("?locale=de", "zgh", "zgh"),
        ("?locale=", "ary-Latn", "ary-Latn"),
        ("?locale=%3Cscript%3E", "", "fr"),
        ("", "ja", "fr"),
        ("?locale=shi-Tfng", "", "zgh"),
        ("?locale=" + "x" * 3000, "en", "en"),
    ],
)
async def test_the_locale_is_negotiated(gateway: RunningGateway, query: str, accept: str, expected: str) -> None:
    """The page's wish, then the browser's, then the default; no wish is an error."""
    assert (await introduction(gateway, query, **{"Accept-Language": accept}))["locale"] == expected


async def test_bounds_are_those_that_hold(start: Starter) -> None:
    """What a widget tells a citizen beforehand is what the gateway would refuse."""
    gateway = await start(message_characters=300, upload_megabytes=2, administration="Commune d'exemple")
    said = await introduction(gateway)
    assert said["limits"] == {
        "characters": 300,
        "media": 5,
        "media_bytes": 2 * 1024 * 1024,
        "media_types": ["image/jpeg", "image/png", "image/webp", "application/pdf"],
    }
    assert said["administration"] == "Commune d'exemple"


async def test_the_operators_notice(gateway: RunningGateway) -> None:
    """In the reader's locale, else a fallback, else whatever there is, with the language that it is in; on all pages."""
    notices = SqlNoticeRepository(gateway.parts.database)
    notices.put("fr", "Fermé <lundi>", datetime.now(timezone.utc))
    notices.put("ar", "مغلق يوم الاثنين", datetime.now(timezone.utc))
    for locale, expected in (("fr", "fr"), ("ary", "ar"), ("zgh", "ar"), ("en", "fr")):
        said = await introduction(gateway, f"?locale={locale}")
        assert (said["notice"]["locale"], said["notice"]["dir"]) == (expected, LOCALES[expected].direction)
    for path in ("/?lang=fr", "/plain?lang=fr"):
        assert "Fermé &lt;lundi&gt;" in (await gateway.get(path))[1]


async def test_a_notice_that_changes_is_seen(gateway: RunningGateway, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within seconds; one that is taken back is gone."""
    monkeypatch.setattr("bot.persistence.notices._FRESH_SECONDS", -1)
    notices = SqlNoticeRepository(gateway.parts.database)
    for text in ("un", "deux"):
        notices.put("fr", text, datetime.now(timezone.utc))
        assert (await introduction(gateway))["notice"]["text"] == text
    notices.clear()
    assert (await introduction(gateway))["notice"] is None


async def test_the_assistant_is_off(gateway: RunningGateway) -> None:
    """The widget shows a sentence in place of its field, and so does the page without scripts."""
    SqlSwitchRepository(gateway.parts.database).switch_assistant(False, datetime.now(timezone.utc))
    assert (await introduction(gateway, "?locale=ar"))["closed"] == {
        "text": "ar gateway-closed",
        "locale": "ar",
        "dir": "rtl",
    }
    _, body, _ = await gateway.get("/plain?lang=fr")
    assert "fr gateway-closed" in body
    assert "<textarea" not in body


async def test_it_is_small_and_asked_for_once(gateway: RunningGateway) -> None:
    """Compressed for whoever takes that, and 304 while nothing has changed."""
    url = f"{gateway.url}/api/v1/widget?locale=fr"
    async with gateway.session.get(url, headers={"Accept-Encoding": "gzip"}, auto_decompress=False) as response:
        assert response.headers["Content-Encoding"] == "gzip"
        packed, tag = await response.read(), response.headers["ETag"]
        assert {"Accept-Encoding", "Accept-Language", "Origin"} <= set(response.headers["Vary"].split(", "))
    assert json.loads(gzip.decompress(packed))["locale"] == "fr"
    assert len(packed) < 4096
    assert (await gateway.get("/api/v1/widget?locale=fr", **{"If-None-Match": tag}))[0] == 304
    assert (await gateway.get("/api/v1/widget?locale=ar", **{"If-None-Match": tag}))[0] == 200
