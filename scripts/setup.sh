#!/bin/sh
# Finds a Python that is new enough, makes .venv with it, and hands over to setup.py. Usage: setup.sh run|dev
set -eu
cd "$(dirname "$0")/.."

new_enough() {
    # A pyenv shim is on the PATH even where it leads to nothing, so the only proof is to run it.
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

find_python() {
    for name in python3.13 python3.12 python3.14 python3; do
        if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
    versions="${PYENV_ROOT:-$HOME/.pyenv}/versions"
    for found in "$versions"/3.13*/bin/python3 "$versions"/3.12*/bin/python3 "$versions"/3.14*/bin/python3; do
        if new_enough "$found"; then
            echo "$found"
            return
        fi
    done
    return 1
}

if ! new_enough .venv/bin/python; then
    if ! python=$(find_python); then
        cat >&2 <<'CURE'
Python 3.12 or newer is needed and was not found, neither on the PATH nor under pyenv. Any of these helps:
  Debian 13, Ubuntu 24.04 or newer:  apt-get install python3 python3-venv
  pyenv:                             pyenv install 3.13
  uv:                                uv python install 3.13, then put it on the PATH
  macOS:                             brew install python@3.13
CURE
        exit 1
    fi
    echo "[setup] Python: $("$python" -c 'import sys; print(sys.version.split()[0])') ($python)"
    rm -rf .venv
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
fi
exec .venv/bin/python scripts/setup.py "$1"
