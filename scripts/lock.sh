#!/usr/bin/env bash
# Writes the lock files anew, with hashes and without any index address.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in requirements requirements-dev; do
  .venv/bin/uv pip compile --quiet --python-version "$(cat .python-version)" --generate-hashes \
    --no-emit-index-url --no-header --no-annotate "$name.in" --output-file "$name.txt"
done
