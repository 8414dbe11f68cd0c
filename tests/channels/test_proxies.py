"""Under which address a request came, and from whom: what a stranger writes into a header counts for nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sanic.compat import Header

from bot.errors import SettingsError
from bot.settings import Settings
from channels import proxies
from tests.channels.harness import KEYS

PROXY, STRANGER = "10.0.0.7", "203.0.113.9"
TRUSTED = "10.0.0.0/8, 127.0.0.1 fd00::/8"
FORWARDED = [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "bot.example.ma")]


def settings(**changed: Any) -> Settings:
    keys = {"data_key": KEYS["CHOBBAK_DATA_KEY"], "pseudonym_key": KEYS["CHOBBAK_PSEUDONYM_KEY"]}
    return Settings(_env_file=None, **{**keys, "trusted_proxies": TRUSTED, **changed})


def request(
    peer: str = PROXY, headers: list[tuple[str, str]] | None = None, target: str = "/hook?ref=1.0&x=%2F"
) -> Any:
    """What the functions read of a Sanic request that came to http://inside:8080."""
    return SimpleNamespace(
        ip=peer,
        headers=Header(headers or []),
        scheme="http",
        host="inside:8080",
        raw_url=target.encode("latin-1"),
        path="/hook",
        query_string="ref=1.0",
    )


@pytest.mark.parametrize(
    ("peer", "headers", "start"),
    [
        (PROXY, FORWARDED, "https://bot.example.ma"),
        (PROXY, FORWARDED[:1], "https://inside:8080"),
        (PROXY, FORWARDED[1:], "http://bot.example.ma"),
        (PROXY, [], "http://inside:8080"),
        ("127.0.0.1", FORWARDED, "https://bot.example.ma"),
        ("::ffff:10.0.0.7", FORWARDED, "https://bot.example.ma"),
        ("fd00::1", FORWARDED, "https://bot.example.ma"),
        (STRANGER, FORWARDED, "http://inside:8080"),
        ("", FORWARDED, "http://inside:8080"),
        ("unix", FORWARDED, "http://inside:8080"),
        (PROXY, [("X-Forwarded-Proto", "http, HTTPS"), ("X-Forwarded-Host", "evil.example, a:8443")], "https://a:8443"),
        (PROXY, [("X-Forwarded-Proto", "http"), ("X-Forwarded-Proto", "https")], "https://inside:8080"),
        (PROXY, [("X-Forwarded-Proto", "gopher"), ("X-Forwarded-Host", "a/b@c")], "http://inside:8080"),
        (PROXY, [("X-Forwarded-Proto", ""), ("X-Forwarded-Host", " , ")], "http://inside:8080"),
        (PROXY, [("X-Forwarded-Host", "[2001:db8::1]:443")], "http://[2001:db8::1]:443"),
    ],
)
def test_public_url(peer: str, headers: list[tuple[str, str]], start: str) -> None:
    """The nearest trusted proxy's word counts, a stranger's does not, and the path stays as it was written."""
    assert proxies.public_url(request(peer, headers), settings()) == f"{start}/hook?ref=1.0&x=%2F"


@pytest.mark.parametrize("public_url", ["https://bot.example.ma", "https://bot.example.ma/"])
@pytest.mark.parametrize("peer", [PROXY, STRANGER])
def test_the_setting_wins(public_url: str, peer: str) -> None:
    """With a public address in the settings no header matters, and a slash at its end is not doubled."""
    seen = request(peer, [("X-Forwarded-Host", "evil.example")])
    assert proxies.public_url(seen, settings(public_url=public_url)) == "https://bot.example.ma/hook?ref=1.0&x=%2F"


def test_below_a_path() -> None:
    """A proxy may take a path away: the setting puts it back."""
    wanted = settings(public_url="https://www.example.ma/bot")
    assert proxies.public_url(request(), wanted) == "https://www.example.ma/bot/hook?ref=1.0&x=%2F"


def test_a_request_line_with_a_whole_address() -> None:
    """Then path and query are taken from it, and its host is not believed."""
    seen = request(STRANGER, target="http://evil.example/hook?ref=1.0")
    assert proxies.public_url(seen, settings()) == "http://inside:8080/hook?ref=1.0"


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        (STRANGER, [], STRANGER),
        (STRANGER, ["198.51.100.1"], STRANGER),
        (PROXY, [], PROXY),
        (PROXY, [STRANGER], STRANGER),
        (PROXY, [f"198.51.100.1, {STRANGER}"], STRANGER),
        (PROXY, ["198.51.100.1", STRANGER], STRANGER),
        (PROXY, [f"198.51.100.1, {STRANGER}, 10.1.1.1"], STRANGER),
        (PROXY, ["10.1.1.1, 10.2.2.2"], "10.1.1.1"),
        (PROXY, [f"{STRANGER}:4711"], STRANGER),
        (PROXY, ["[2001:db8::1]:4711"], "2001:db8::1"),
        (PROXY, ["2001:db8::1"], "2001:db8::1"),
        (PROXY, [f"::ffff:{STRANGER}"], STRANGER),
        (PROXY, [f"{STRANGER}, unknown"], PROXY),
        (PROXY, [f"{STRANGER}, unknown, 10.1.1.1"], "10.1.1.1"),
        (PROXY, [" , "], PROXY),
        (PROXY, ["1" * 5000], PROXY),
        ("", [STRANGER], ""),
    ],
)
def test_client_address(peer: str, forwarded: list[str], client: str) -> None:
    """The right-most address that is no proxy of ours; what stands left of it, anybody can have written."""
    headers = [("X-Forwarded-For", value) for value in forwarded]
    assert proxies.client_address(request(peer, headers), settings()) == client


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_any_header_gives_an_address(peer: str, values: list[str]) -> None:
    """Nothing in a header raises, and only addresses come out."""
    seen = request(peer, [("X-Forwarded-For", value) for value in values])
    assert proxies.client_address(seen, settings()) == str(proxies._parse(peer) or "")
    seen = request(PROXY, [(name, value) for value in values for name in ("X-Forwarded-Host", "X-Forwarded-Proto")])
    assert proxies.public_url(seen, settings()).startswith(("http://", "https://"))


def test_nobody_is_trusted_by_default() -> None:
    """Without the setting, loopback is a stranger too."""
    seen = request("127.0.0.1", [*FORWARDED, ("X-Forwarded-For", STRANGER)])
    assert proxies.public_url(seen, settings(trusted_proxies="")).startswith("http://inside:8080/")
    assert proxies.client_address(seen, settings(trusted_proxies="")) == "127.0.0.1"


@pytest.mark.parametrize(
    "networks", ["x", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/8;127.0.0.1", "300.1.1.1", "10.0.0.0/8 /"]
)
def test_a_network_that_is_none(networks: str) -> None:
    """It is refused at start; 10.0.0.1/8 too, for it is not clear which of the two was meant."""
    with pytest.raises(SettingsError, match=r"^CHOBBAK_TRUSTED_PROXIES: "):
        proxies.check(settings(trusted_proxies=networks))


@pytest.mark.parametrize(
    "url",
    [
        "bot.example.ma",
        "ftp://bot.example.ma",
        "https://",
        "https://a?b",
        "https://a#rc=2",
        "https://a b",
        "https://a/é",
    ],
)
def test_a_public_address_that_is_none(url: str) -> None:
    """It is refused at start: every signature would be wrong."""
    with pytest.raises(SettingsError, match=r"^CHOBBAK_PUBLIC_URL: "):
        proxies.check(settings(public_url=url))


def test_networks_are_read_once() -> None:
    """Each request asks for the same networks: they are parsed the first time only."""
    assert proxies.networks(TRUSTED) is proxies.networks(TRUSTED)
    proxies.check(settings(public_url="https://bot.example.ma:8443/x"))


def test_a_gateway_does_not_start_with_a_wrong_address() -> None:
    """Whatever its channels: the web's limits use the proxies too."""
    from channels.gateway import Gateway

    with pytest.raises(SettingsError, match=r"^CHOBBAK_PUBLIC_URL: "):
        Gateway(settings(public_url="bot.example.ma"))
