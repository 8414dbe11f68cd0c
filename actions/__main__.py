"""``python -m actions``: the action server, on loopback."""

from __future__ import annotations

import logging
import os
import sys

from rasa_sdk.endpoint import create_app
from sanic import Sanic

from bot.bootstrap import library, register_metrics
from bot.errors import ChobbakError, place_of
from bot.settings import settings

GIVES_WAY = 10  # the gateway goes first: a webhook is acknowledged while actions run


def main() -> int:
    """Serves until stopped; 1 with one clear line when it cannot start."""
    os.nice(GIVES_WAY)
    try:
        chosen = settings()
        logging.basicConfig(level=chosen.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
        for chatty in ("alembic", "rasa_sdk", "sanic.root"):
            logging.getLogger(chatty).setLevel(logging.WARNING)
        library()
        app = _app()
        app.run(chosen.internal_host, chosen.actions_port, workers=1, access_log=False)
    except ChobbakError as error:
        print(f"actions: {error}", file=sys.stderr)
        return 1
    return 0


def _app() -> Sanic:
    app = create_app("actions")
    app.error_handler.add(Exception, _failure)
    app.add_route(_metrics, "/metrics")
    return app


async def _metrics(_request):  # type: ignore[no-untyped-def]  # Sanic's types are its own
    """What this process counts of registers; on loopback, as the whole server."""
    from sanic.response import raw

    return raw(register_metrics().exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _failure(request, error: Exception):  # type: ignore[no-untyped-def]  # Sanic's types are its own
    """Instead of rasa-sdk's own handler, which logs and returns the whole request, slots and text included."""
    from sanic.exceptions import SanicException
    from sanic.response import json

    if isinstance(error, SanicException):
        return json({"error": type(error).__name__}, status=error.status_code)
    logging.getLogger("actions").error("action failed: %s at %s", type(error).__name__, place_of(error))
    return json({"error": type(error).__name__}, status=500)


if __name__ == "__main__":
    sys.exit(main())
