"""Under which address a request reached us, and from whom, when a proxy of ours stands in front.

What a proxy writes into ``X-Forwarded-…`` can be written by anybody: it counts only when the request's peer is in
``CHOBBAK_TRUSTED_PROXIES``. Providers sign the address that they called, so it must be known exactly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from sanic import Request

from bot.errors import SettingsError
from bot.settings import Settings

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_PUBLIC_URL = re.compile(r"https?://[A-Za-z0-9._\[\]:-]+(/[A-Za-z0-9._~/%-]*)?")
_HOST = re.compile(r"[A-Za-z0-9._-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")
_WITH_PORT = re.compile(r"\[([^\]]+)\](?::[0-9]+)?|([0-9.]+):[0-9]+")


def check(settings: Settings) -> None:
    """Looks at the settings that the rest of this module uses, at start.

    Raises:
        SettingsError: ``CHOBBAK_PUBLIC_URL`` is no address, or ``CHOBBAK_TRUSTED_PROXIES`` names no network.
    """
    if settings.public_url and not _PUBLIC_URL.fullmatch(settings.public_url):
        raise SettingsError("CHOBBAK_PUBLIC_URL: must be an address such as https://bot.example.ma")
    networks(settings.trusted_proxies)


@lru_cache(maxsize=8)
def networks(listed: str) -> tuple[Network, ...]:
    """The networks in a setting, between blanks or commas; a single address is a network too.

    Raises:
        SettingsError: one of them is none.
    """
    try:
        return tuple(ip_network(part) for part in re.split(r"[\s,]+", listed) if part)
    except ValueError as error:
        raise SettingsError("CHOBBAK_TRUSTED_PROXIES: must be networks such as 10.0.0.0/8 127.0.0.1") from error


def public_url(request: Request, settings: Settings) -> str:
    """The address that the caller used: path and query character by character as they were received."""
    return base_url(request, settings) + _target(request)


def base_url(request: Request, settings: Settings) -> str:
    """The gateway's own address, without a slash at the end.

    Scheme and host are those of ``CHOBBAK_PUBLIC_URL``, else what a proxy that we trust says, else the request's own.
    Of several proxies' words the last counts: the nearest proxy's.
    """
    if settings.public_url:
        return settings.public_url.rstrip("/")
    scheme, host = str(request.scheme), str(request.host)
    if _is_trusted(_parse(request.ip), networks(settings.trusted_proxies)):
        said_scheme = (_listed(request, "x-forwarded-proto") or [""])[-1].lower()
        said_host = (_listed(request, "x-forwarded-host") or [""])[-1]
        scheme = said_scheme if said_scheme in ("http", "https") else scheme
        host = said_host if _HOST.fullmatch(said_host) else host
    return f"{scheme}://{host}"


def client_address(request: Request, settings: Settings) -> str:
    """The address that the request came from: behind proxies of ours, the right-most one that is not a proxy of ours.

    An entry that is no address ends the search, and the one found before counts. "" when there is no peer.
    """
    trusted = networks(settings.trusted_proxies)
    found = _parse(request.ip)
    for entry in reversed(_listed(request, "x-forwarded-for")):
        further = _parse(entry)
        if not _is_trusted(found, trusted) or further is None:
            break
        found = further
    return str(found or "")


def _target(request: Request) -> str:
    """Path and query of the request line, which may also hold a whole address."""
    line: str = request.raw_url.decode("latin-1")
    if line.startswith("/"):
        return line
    query = str(request.query_string)
    return str(request.path) + (f"?{query}" if query else "")


def _listed(request: Request, header: str) -> list[str]:
    joined = ",".join(request.headers.getall(header, []))
    return [entry.strip() for entry in joined.split(",") if entry.strip()]


def _is_trusted(address: Address | None, trusted: Sequence[Network]) -> bool:
    return address is not None and any(address in network for network in trusted)


def _parse(text: str) -> Address | None:
    """An address, perhaps with a port; an IPv4 address in IPv6 clothes is the IPv4 address."""
    match = _WITH_PORT.fullmatch(text)
    try:
        address = ip_address((match[1] or match[2]) if match else text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
