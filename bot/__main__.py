"""``python -m bot``: run, chat, train, evaluate, bench, catalogue."""

from __future__ import annotations

import os
import sys
import warnings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
warnings.filterwarnings("ignore")

from bot.cli.app import app  # noqa: E402 - after the environment that heavy libraries read
from bot.errors import ChobbakError  # noqa: E402


def main() -> int:
    """Runs a command; an error of ours is one line on standard error."""
    try:
        app(prog_name="python -m bot")
    except ChobbakError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
