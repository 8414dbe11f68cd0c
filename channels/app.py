"""The factory of the gateway's application, and the command that serves it."""

from __future__ import annotations

import json
import logging
import secrets
import socket
import sys
from typing import Any

from sanic import Sanic

from bot.errors import ChobbakError, SettingsError
from bot.persistence.upgrade import upgrade
from bot.settings import Settings, settings
from channels.dispatcher import Timing
from channels.errors import JsonErrors
from channels.files import files
from channels.gateway import Gateway
from channels.registry import blueprints
from channels.sender import SendTiming
from channels.web.operators import operators
from channels.web.plain_routes import plain
from channels.web.routes import api
from channels.web.security import admit, secure
from channels.web.site import site

BODY_BYTES = 3 * 1024 * 1024  # what Meta may send at once in a webhook; the API of the page takes less
_BACKLOG = 1024
_SWITCH_SECONDS = 0.001  # a thread at the database gives the loop its turn back sooner


def create_app(settings: Settings, timing: Timing | None = None, send_timing: SendTiming | None = None) -> Sanic:
    """The gateway as a Sanic application. Nothing runs and no connection is opened before it is served."""
    app = Sanic(f"chobbak-{secrets.token_hex(4)}", error_handler=JsonErrors(), dumps=_dumps, configure_logging=False)
    app.config.update(_config(settings))
    app.ctx.gateway = Gateway(settings, timing, send_timing)
    app.blueprint([api, site, plain, files, operators, *blueprints(app.ctx.gateway.channels)])
    app.register_middleware(admit, "request")
    app.register_middleware(secure, "response")
    app.register_listener(_start, "after_server_start")
    app.register_listener(_stop, "before_server_stop")
    app.register_listener(_close, "after_server_stop")
    return app


def serve() -> int:
    """Serves until it is told to stop. Returns the exit code; what is wrong is one line on standard error."""
    try:
        wanted = settings()
        _log_to_stderr(wanted.log_level)
        upgrade(wanted.database_url)
        app = create_app(wanted)
        listening = _listen(wanted.host, wanted.port)  # first: whoever has the port may have the leases too
        app.ctx.gateway.prepare()
    except ChobbakError as error:
        sys.stderr.write(f"gateway: {error}\n")
        return 1
    sys.setswitchinterval(_SWITCH_SECONDS)
    app.run(sock=listening, access_log=False, motd=False, backlog=_BACKLOG)
    return 0


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _config(settings: Settings) -> dict[str, Any]:
    return {
        "REQUEST_MAX_SIZE": BODY_BYTES,
        "REQUEST_TIMEOUT": 20,
        "RESPONSE_TIMEOUT": max(60.0, settings.turn_timeout + 30),
        "KEEP_ALIVE_TIMEOUT": 30,
        "GRACEFUL_SHUTDOWN_TIMEOUT": 3.0,
        "MOTD": False,
        "ACCESS_LOG": False,
    }


def _listen(host: str, port: int) -> socket.socket:
    """Binds before anything starts, so that a port that is taken is a clear line and not a traceback."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)  # two processes may bind with SO_REUSEADDR, but only one may listen
    except OSError as error:
        listening.close()
        raise SettingsError(f"cannot listen on {host}:{port}: {error.strerror}") from error
    return listening


def _log_to_stderr(level: str) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for noisy in ("sanic.root", "sanic.error", "aiohttp", "asyncio", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


async def _start(app: Sanic, _loop: Any) -> None:
    app.ctx.gateway.start()


async def _stop(app: Sanic, _loop: Any) -> None:
    await app.ctx.gateway.stop()


async def _close(app: Sanic, _loop: Any) -> None:
    app.ctx.gateway.close()
