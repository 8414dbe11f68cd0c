"""``python -m channels``: the gateway, until it is told to stop."""

from __future__ import annotations

import sys

from channels.app import serve

if __name__ == "__main__":
    sys.exit(serve())
