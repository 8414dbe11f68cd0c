#!/usr/bin/env bash
# Measures understanding: our held-out utterances, and the benchmarks of ../shared where they are.
set -euo pipefail
cd "$(dirname "$0")/.."
held_out=var/held-out.tsv
benchmarks=${CHOBBAK_BENCHMARKS:-../shared/benchmarks}
mkdir -p var
head -1 tests/data/utterances/fr.tsv >"$held_out"
tail -qn +2 tests/data/utterances/*.tsv >>"$held_out"
echo "== intents, held-out utterances"
.venv/bin/python -m bot evaluate intents --utterances "$held_out"
if [ ! -d "$benchmarks" ]; then
  echo "== locale and linking: skipped, no benchmarks at $benchmarks"
  exit 0
fi
echo "== locale"
.venv/bin/python -m bot evaluate language --pool "$benchmarks/language/dev.tsv"
echo "== linking"
.venv/bin/python -m bot evaluate linking --catalogue "$benchmarks/linking/dev_catalogue.jsonl" --questions "$benchmarks/linking/dev_questions.tsv"
