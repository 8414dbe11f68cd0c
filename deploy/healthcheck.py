"""Ends with 0 when the address answers 200, else with 1: for images, which hold no curl."""

import sys
from urllib.request import urlopen

try:
    with urlopen(sys.argv[1], timeout=4) as answer:  # noqa: S310 - the address is in the Containerfile
        sys.exit(answer.status != 200)
except OSError:
    sys.exit(1)
