"""Which pages may call the API from a browser: our own, and those of the origins that the operator has named.

There is no cookie, so no page can act for a citizen; this keeps pages of strangers from speaking in our name at all.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sanic import HTTPResponse, Request
from sanic.response import empty

from bot.errors import SettingsError
from bot.settings import Settings
from channels.errors import error_response
from channels.proxies import base_url

GUARDED = ("/api/", "/plain")  # where another origin needs to be named; the widget's own files are for everybody
SHARED = ("/api/", "/files/")  # what a page of a named origin may read
OPEN = ("/widget/", "/files/")  # what any page may show
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?|https?://\[[0-9a-f:]+\](?::[0-9]{1,5})?")
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "authorization, content-type, last-event-id",
    "Access-Control-Max-Age": "7200",
}


class Origins:
    """The operator's list of origins."""

    def __init__(self, settings: Settings) -> None:
        """Raises ``SettingsError`` when an entry is no origin, such as ``https://www.commune.ma``."""
        named = settings.widget_origins.split()
        for entry in named:
            if not _ORIGIN.fullmatch(entry):
                raise SettingsError("CHOBBAK_WIDGET_ORIGINS: must be origins such as https://www.commune.ma")
        self._named = frozenset(named)
        self._settings = settings

    def admit(self, request: Request) -> HTTPResponse | None:
        """The answer to a request that goes no further: a preflight, or one of a page that is not named."""
        origin = request.headers.get("origin")
        if origin is None:
            return None
        if not self._is_own(origin, request) and origin not in self._named:
            guarded = request.path.startswith(GUARDED)
            return error_response(403, "foreign_origin", "this origin is not on the list") if guarded else None
        is_preflight = request.method == "OPTIONS" and "access-control-request-method" in request.headers
        return empty(204, headers=dict(_PREFLIGHT)) if is_preflight and request.path.startswith(SHARED) else None

    def headers(self, request: Request) -> dict[str, str]:
        """What lets a page read the answer, where it may."""
        path, origin = request.path, request.headers.get("origin")
        found: dict[str, str] = {}
        if path.startswith("/widget/"):
            found["Access-Control-Allow-Origin"] = "*"
        elif path.startswith(SHARED):
            found["Vary"] = "Origin"
            if origin in self._named:
                found |= {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "Retry-After"}
        if path.startswith(OPEN):
            found["Cross-Origin-Resource-Policy"] = "cross-origin"
        return found

    def _is_own(self, origin: str, request: Request) -> bool:
        """A page of ours, whatever name we have for it; the scheme is not compared, for a proxy may have changed it."""
        hosts = {_host(base_url(request, self._settings)), request.headers.get("host", "").lower()}
        return bool(_host(origin)) and _host(origin) in hosts


def _host(address: str) -> str:
    """Host and port of an address; "" when it has none."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
