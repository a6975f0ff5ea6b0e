#!/usr/bin/env bash
# How much longer the jobs take where the server of the store is a millisecond away in each direction, and how long they take on a
# socket, against a store in a file.
#
#     benches/far_server.sh [CUSTOMERS]      4 000 customers unless told otherwise, some 10 000 operations; needs PostgreSQL's server
#                                            programs and Python 3; as root, the server runs as postgres
set -euo pipefail
cd "$(dirname "$0")/.."
customers=${1:-4000}
cargo build --release --quiet
binary=$(realpath "${CARGO_TARGET_DIR:-target}/release/hqsync")
bin=${HQSYNC_POSTGRES_BIN:-$(ls -d /usr/lib/postgresql/*/bin | tail -1)}
folder=$(mktemp -d)
chmod 755 "$folder"
as_server() { if [[ $(id -u) == 0 ]]; then su postgres -c "$*"; else bash -c "$*"; fi; }
[[ $(id -u) == 0 ]] && chown postgres "$folder"
trap 'as_server "$bin/pg_ctl -D $folder/data -m immediate stop" >/dev/null; kill %1 2>/dev/null || true; rm -rf "$folder"' EXIT
as_server "$bin/initdb -D $folder/data -U hq -A trust -N --no-instructions -E UTF8 --locale=C" >/dev/null
near=55431 far=55432
as_server "$bin/pg_ctl -D $folder/data -l $folder/log -w start \
  -o '-p $near -c unix_socket_directories=$folder -c listen_addresses=127.0.0.1 -c fsync=off'" >/dev/null

# Passes bytes on a millisecond after they came, in both directions.
python3 - $near $far <<'PROXY' &
import asyncio, sys
near, far = map(int, sys.argv[1:])
async def pump(reader, writer):
    loop, queue = asyncio.get_running_loop(), asyncio.Queue()
    async def send():
        while (item := await queue.get()) is not None:
            at, data = item
            await asyncio.sleep(max(0, at - loop.time()))
            writer.write(data)
            await writer.drain()
        writer.close()
    sending = asyncio.create_task(send())
    while data := await reader.read(1 << 16):
        queue.put_nowait((loop.time() + 0.001, data))
    queue.put_nowait(None)
    await sending
async def serve(reader, writer):
    there, back = await asyncio.open_connection("127.0.0.1", near)
    await asyncio.gather(pump(reader, back), pump(there, writer), return_exceptions=True)
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", far)
    await server.serve_forever()
asyncio.run(main())
PROXY
sleep 1

measure() { # NAME STORE
    local world=$folder/$1 begun status=0
    mkdir "$world"
    cargo bench --quiet --bench whole_process -- --make "$world" --customers "$customers" --seed 7
    begun=$(date +%s.%N)
    (cd "$world" && "$binary" --config "$world/hqsync.toml" --store "$2" run-jobs --quiet >/dev/null 2>&1) || status=$?
    [[ $status == 0 || $status == 3 ]] || { echo "run-jobs on $2 ended with $status" >&2; exit 1; }
    printf '%-8s %8.2f s\n' "$1" "$(echo "$(date +%s.%N) - $begun" | bc)"
}
for name in socket near far; do "$bin/createdb" -h "$folder" -p $near -U hq "$name"; done
measure file "$folder/file.db"
measure socket "postgres://hq@/socket?host=$folder&port=$near"
measure near "postgres://hq@127.0.0.1:$near/near?sslmode=disable"
measure far "postgres://hq@127.0.0.1:$far/far?sslmode=disable"
