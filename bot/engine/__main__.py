"""``python -m bot.engine``: the Rasa server with ports, database and model from the settings."""

from __future__ import annotations

import logging
import os
import sys
import warnings

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
warnings.filterwarnings("ignore")

from bot.bootstrap import tracker_repository  # noqa: E402
from bot.errors import ChobbakError  # noqa: E402 - TensorFlow reads the environment when it is imported
from bot.settings import ROOT, Settings, settings  # noqa: E402

GIVES_WAY = 10  # the gateway goes first: a webhook is acknowledged while turns are computed


def main() -> int:
    """Serves until stopped; 1 with one clear line when it cannot start."""
    os.nice(GIVES_WAY)
    try:
        _serve(settings())
    except ChobbakError as error:
        print(f"engine: {error}", file=sys.stderr)
        return 1
    return 0


def _serve(chosen: Settings) -> None:
    from bot.modelfile import check_model, newest_model

    model = newest_model(chosen.models_dir)
    check_model(model)
    tracker_repository().check_key()  # before anything is written: a wrong key would put every conversation aside
    import rasa.core.run
    import rasa.utils.common
    from rasa.core.utils import AvailableEndpoints
    from rasa.utils.log_utils import configure_structlog

    from bot.engine.locks import ConversationLocks

    # never below INFO, whatever the setting: Rasa's debug log prints messages and slots
    level = max(logging.INFO, logging.getLevelName(chosen.log_level))
    rasa.utils.common.configure_logging_and_warnings(level)
    configure_structlog(level)
    warnings.filterwarnings("ignore")  # Rasa's own start turns those of its libraries on again
    for chatty in ("alembic", "sanic.root"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    endpoints.action.url = f"{chosen.actions_address}/webhook"
    endpoints.lock_store = ConversationLocks(chosen.redis_url, chosen.without_redis)
    rasa.core.run.serve_application(
        model_path=str(model),
        interface=chosen.internal_host,
        port=chosen.engine_port,
        credentials=str(ROOT / "credentials.yml"),
        enable_api=False,
        endpoints=endpoints,
    )


if __name__ == "__main__":
    sys.exit(main())
