"""The one place that turns an error into an answer. Every answer has the same shape and none shows what is inside.

``{"error": {"code": "bad_request", "message": "text: must be a string"}}``
"""

from __future__ import annotations

import logging
import traceback
from typing import Any

from sanic import HTTPResponse, Request
from sanic import json as json_response
from sanic.exceptions import SanicException
from sanic.handlers import ErrorHandler

from bot.errors import ChobbakError, TooManyRequests, Unauthorised, Unavailable

log = logging.getLogger(__name__)

_UNREAD = "NONE"  # the method that Sanic gives to a request whose head it could not read
_INTERNAL = "something went wrong on our side"
# What Sanic itself refuses, in our words: its own may repeat parts of the request.
_OF_STATUS = {
    400: ("bad_request", "this is not a request that we can read"),
    404: ("not_found", "there is nothing at this address"),
    405: ("method_not_allowed", "this address does not take that method"),
    408: ("timeout", "the request took too long to arrive"),
    413: ("too_large", "the request is larger than we take"),
    417: ("bad_request", "this expectation cannot be met"),
    503: ("unavailable", "this cannot be answered now, try again"),
}


class RateLimited(TooManyRequests):
    """Too many requests; ``retry_after`` is in seconds."""

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class JsonErrors(ErrorHandler):
    """Sanic's error handler, replaced whole: it would answer in HTML, and log what it should not."""

    def default(self, request: Request, exception: Exception) -> HTTPResponse:
        status, code, message = describe(exception)
        if status == 500 and request.method == _UNREAD:
            status, code, message = (400, *_OF_STATUS[400])
        if status >= 500:
            log.error("request failed: route=%s code=%s %s", request.name, code, where(exception))
        _count(request, code)
        return error_response(status, code, message, _headers(exception))

    @staticmethod
    def log(request: Request, exception: Exception) -> None:
        """Nothing: ``default`` has said what may be said."""


def describe(error: BaseException) -> tuple[int, str, str]:
    """Status, code and message for a client."""
    if isinstance(error, ChobbakError) and error.status != 500:
        return error.status, error.code, str(error) or error.code
    if isinstance(error, SanicException):
        status = int(getattr(error, "status_code", None) or 500)
        if status in _OF_STATUS:
            return (status, *_OF_STATUS[status])
        if status < 500:
            return (status, *_OF_STATUS[400])
    return 500, "internal", _INTERNAL


def error_response(
    status: int, code: str, message: str, headers: dict[str, str] | None = None, **more: Any
) -> HTTPResponse:
    return json_response({"error": {"code": code, "message": message}, **more}, status=status, headers=headers)


def where(error: BaseException) -> str:
    """The kind of an error and the lines it came through: all that a log may hold, for its message may quote."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return " ".join(
        [type(error).__name__, *(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames)]
    )


def _headers(error: BaseException) -> dict[str, str]:
    if isinstance(error, RateLimited):
        return {"Retry-After": str(error.retry_after)}
    if isinstance(error, Unauthorised):
        return {"WWW-Authenticate": "Bearer"}
    if isinstance(error, Unavailable):
        return {"Retry-After": "5"}
    return {name: value for name, value in (getattr(error, "headers", None) or {}).items() if name == "Allow"}


def _count(request: Request, code: str) -> None:
    gateway = getattr(request.app.ctx, "gateway", None)
    if gateway is not None:
        gateway.metrics.refused.labels(code).inc()
