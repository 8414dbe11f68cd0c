#!/usr/bin/env bash
# Makes .venv with Python 3.10 and the packages of a lock file. May be interrupted and repeated.
# Bytecode is compiled here, once: a machine that writes none (PYTHONDONTWRITEBYTECODE) would compile TensorFlow at each start.
# Python 3.10 is taken from the PATH or pyenv, else uv brings it; uv comes by pip where it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=$1
version=$(cat .python-version)
export PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONWARNINGS=ignore

works() { "$1" -c "import sys, venv, ensurepip; sys.exit('%d.%d' % sys.version_info[:2] != '$version')" 2>/dev/null; }

python_here() {
  local candidate root
  root=${PYENV_ROOT:-$HOME/.pyenv}
  for candidate in "python$version" "$root/versions/$version"*/bin/python /usr/local/bin/python"$version"; do
    candidate=$(command -v "$candidate" 2>/dev/null) || continue
    if works "$candidate"; then echo "$candidate"; return; fi
  done
}

any_python() {
  local candidate
  for candidate in python3 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin/python3 /usr/bin/python3; do
    candidate=$(command -v "$candidate" 2>/dev/null) || continue
    if "$candidate" -c "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 8))" 2>/dev/null; then echo "$candidate"; return; fi
  done
  echo "error: no Python with venv was found (on Debian: apt install python3 python3-venv)" >&2
  return 1
}

if ! { [ -x .venv/bin/python ] && works .venv/bin/python; }; then
  rm -rf .venv
  python=$(python_here)
  if [ -n "$python" ]; then
    echo "environment: .venv with $("$python" --version)"
    "$python" -m venv .venv
  else
    echo "environment: no Python $version here, uv brings one"
    if command -v uv >/dev/null && uv --version >/dev/null 2>&1; then uv=uv; else
      "$(any_python)" -m venv .venv-uv
      .venv-uv/bin/python -m pip install --quiet uv
      uv=.venv-uv/bin/uv
    fi
    "$uv" venv --quiet --seed --python "$version" .venv
    rm -rf .venv-uv
  fi
fi
[ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet uv
echo "packages of $lock (the first time some minutes, with 3 GB of disk) …"
.venv/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes --requirement "$lock"
