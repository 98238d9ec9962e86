#!/bin/sh
# What a newcomer meets: HEAD cloned into an empty folder, nothing in HOME, no cache. Set-up, run until ready, stop, tests.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
place=$(mktemp -d)
port=${PORT:-8123}
[ "$port" = 8000 ] && port=8123
mkdir "$place/home" "$place/uv" "$place/npm"
now() { date +%s; }
began=$(now)
running=

clean_up() {
    code=$?
    if [ -n "$running" ]; then
        kill -INT "$running" 2>/dev/null || true
        wait "$running" 2>/dev/null || true
    fi
    if [ "$code" = 0 ]; then
        # As root, databases below a closed folder lie elsewhere; each says where in its file "socket".
        for file in "$place"/voorrang/var/*/postgres/socket; do
            home=$(dirname "$(cat "$file" 2>/dev/null)" 2>/dev/null) || continue
            case $home in /var/lib/voorrang/?*) rm -rf "$home" ;; esac
        done
        rm -rf "$place"
        echo "[fresh] fine in $(($(now) - began)) s: set-up $setup_took s, ready $ready_took s, tests $test_took s"
    else
        echo "[fresh] FAILED after $(($(now) - began)) s; what it made is in $place" >&2
    fi
    exit "$code"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# An empty HOME hides pyenv: its place is handed on. Settings of this shell are not.
in_clone() {
    (
        cd "$place/voorrang"
        unset MAKEFLAGS MAKELEVEL MFLAGS
        for name in $(env | sed -n 's/^\(VOORRANG_[A-Z_0-9]*\)=.*/\1/p'); do unset "$name"; done
        PYENV_ROOT="${PYENV_ROOT:-$HOME/.pyenv}" HOME="$place/home" UV_CACHE_DIR="$place/uv" npm_config_cache="$place/npm" exec "$@"
    )
}

git clone --quiet --no-local "$root" "$place/voorrang"
echo "[fresh] $(git -C "$place/voorrang" rev-parse --short HEAD) in $place/voorrang"

step=$(now)
in_clone make setup
setup_took=$(($(now) - step))

step=$(now)
in_clone make run PORT="$port" VOORRANG_VAR=var/fresh >"$place/run.log" 2>&1 &
running=$!
until "$place/voorrang/.venv/bin/python" -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:$port/readyz', timeout=5)" 2>/dev/null; do
    if ! kill -0 "$running" 2>/dev/null; then
        running=
        cat "$place/run.log"
        echo "[fresh] make run ended before it was ready" >&2
        exit 1
    fi
    if [ $(($(now) - step)) -gt 300 ]; then
        cat "$place/run.log"
        echo "[fresh] make run was not ready within 300 s" >&2
        exit 1
    fi
    sleep 1
done
ready_took=$(($(now) - step))
echo "[fresh] ready after $ready_took s"
in_clone make stop VOORRANG_VAR=var/fresh
wait "$running" || true
running=

step=$(now)
in_clone make test SKIP="${SKIP:-}"
test_took=$(($(now) - step))
