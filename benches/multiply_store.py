#!/usr/bin/env python3
"""Multiplies the operations of a store, for measuring commands that read all of them.

    benches/multiply_store.py STORE COPIES

Rows of operations, their problems and the steps of the audit trail are written again under new numbers, each copy a day later
than the one before, over sixty days. What such a store is good for is reading: its trail has no valid hashes, and its operations
no received rows. Work on a copy.
"""

import sqlite3
import sys

STEP = 45  # bytes of a step: see src/trail/step.rs
DAY = 86_400_000_000


def later(steps, shift):
    """Returns the steps of other operations: their numbers are the first eight bytes."""
    every = (steps[at : at + STEP] for at in range(0, len(steps), STEP))
    return b"".join((int.from_bytes(step[:8], "big") + shift).to_bytes(8, "big") + step[8:] for step in every)


def main(path, copies):
    store = sqlite3.connect(path)
    store.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        store.execute(f"DROP TRIGGER {name}")
    indexes = store.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('operation', 'entry', 'problem')"
    ).fetchall()
    for name, _ in indexes:
        store.execute(f"DROP INDEX {name}")
    columns = {table: [row[1] for row in store.execute(f"PRAGMA table_info({table})")] for table in ("operation", "problem", "entry")}
    (operations,) = store.execute("SELECT max(id) FROM operation").fetchone()
    entries = store.execute("SELECT * FROM entry WHERE first IS NOT NULL ORDER BY id").fetchall()
    (last,) = store.execute("SELECT max(id) FROM entry").fetchone()
    place = columns["entry"].index
    for copy in range(1, copies):
        shift, time = copy * operations, copy % 60 * DAY
        changed = {"id": f"id + {shift}", "operation": f"operation + {shift}", "epoch": f"epoch + {copy}", "at": f"at + {time}", "received": f"received + {time}"}
        for table, key in (("operation", "id"), ("problem", "operation")):
            values = ", ".join(changed.get(column, column) for column in columns[table])
            store.execute(f"INSERT INTO {table} SELECT {values} FROM {table} WHERE {key} <= {operations}")
        for row in entries:
            row, last = list(row), last + 1
            row[place("id")] = last
            row[place("at")] += time
            row[place("first")] += shift
            row[place("last")] += shift
            row[place("steps")] = later(row[place("steps")], shift)
            store.execute(f"INSERT INTO entry VALUES ({', '.join('?' * len(row))})", row)
        store.commit()
    for _, sql in indexes:
        store.execute(sql)
    store.commit()
    store.execute("PRAGMA journal_mode = WAL")
    print(f"{operations * copies} operations")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
