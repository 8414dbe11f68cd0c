"""What stands around every request: who may ask at all, and the headers that keep a browser from doing more than it is told."""

from __future__ import annotations

from sanic import HTTPResponse, Request
from sanic.response import BaseHTTPResponse

from channels.errors import error_response
from channels.proxies import client_address
from channels.web.origins import GUARDED
from channels.web.parsing import negotiated
from channels.web.serving import accept_language, gateway_of, parts_of
from channels.wording import sentence

_FORBIDDEN = 403
_LIMITED = (*GUARDED, "/files/")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


async def admit(request: Request) -> HTTPResponse | None:
    """The answer to a request that goes no further: it comes from a page that may not ask, or from one that asks too much."""
    answer = parts_of(request).origins.admit(request)
    if answer is not None and answer.status == _FORBIDDEN:
        gateway_of(request).metrics.refused.labels("foreign_origin").inc()
    if answer is not None or not request.path.startswith(_LIMITED):
        return answer
    wait = parts_of(request).requests_limit.take(client_address(request, gateway_of(request).settings))
    return _too_many(request, wait) if wait else None


async def secure(request: Request, response: BaseHTTPResponse) -> None:
    """Headers of every answer, but for those that the handler has set itself."""
    for name, value in parts_of(request).origins.headers(request).items():
        known = response.headers.get(name)
        response.headers[name] = f"{known}, {value}" if known and name == "Vary" else value
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def _too_many(request: Request, wait: int) -> HTTPResponse:
    gateway = gateway_of(request)
    gateway.metrics.refused.labels("too_many_requests").inc()
    locale = negotiated(accept_language(request)) or gateway.settings.default_locale
    message = sentence(locale, "gateway-too-many")
    return error_response(429, "too_many_requests", message, {"Retry-After": str(wait)})
