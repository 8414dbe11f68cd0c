#!/usr/bin/env bash
# Measures understanding and writes docs/evaluation.md: on our held-out data, and on the benchmarks of ../shared where they are.
set -euo pipefail
cd "$(dirname "$0")/.."
export OMP_NUM_THREADS=1
exec .venv/bin/python -m bot evaluate all --report docs/evaluation.md --benchmarks "${CHOBBAK_BENCHMARKS:-../shared/benchmarks}"
