#!/usr/bin/env python3
"""How long `hqsync browse` takes to open, and from a key to the drawn screen.

    benches/browse_keys.py BINARY FOLDER [COLUMNS LINES] [EXPRESSION]

FOLDER has an hqsync.toml and its store; nothing is changed. A key's screen is drawn twice: at once, with the selection moved, and
again with the details of the operation, which the reader has to find. Needs Python 3 and nothing else.
"""
import fcntl
import os
import pty
import re
import select
import statistics
import struct
import sys
import termios
import time

# A screen is whole when nothing more has come for so long, in seconds; ends of the list may have to be read first.
QUIET, QUIET_AT_ENDS = 0.15, 0.5
KEYS = [("down", b"\x1b[B", 100), ("page down", b"\x1b[6~", 60), ("up", b"\x1b[A", 50), ("end", b"\x1b[F", 3), ("home", b"\x1b[H", 3)]


def start(binary, folder, columns, lines, expression):
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ.update(TERM="xterm-256color", LANG="C.UTF-8")
        time.sleep(0.05)  # until the terminal has its size
        os.execv(binary, [binary, "browse", *expression])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    return terminal, time.perf_counter() + 0.05


def read(terminal, seconds):
    """What comes within so many seconds, as it comes; nothing if nothing does."""
    return os.read(terminal, 1 << 16) if select.select([terminal], [], [], seconds)[0] else b""


def until_drawn(terminal, key, quiet):
    begun, first, last = time.perf_counter(), None, None
    os.write(terminal, key)
    while read(terminal, quiet if last else 30):
        last = time.perf_counter() - begun
        first = first or last
    return first * 1000, last * 1000


def main():
    binary, folder = os.path.realpath(sys.argv[1]), sys.argv[2]
    columns, lines = map(int, sys.argv[3:5] or (80, 24))
    terminal, begun = start(binary, folder, columns, lines, sys.argv[5:])
    screen = b""
    while not re.search(rb"> .*20\d\d-\d\d-\d\d", screen, re.S):
        screen += read(terminal, 60)
    print(f"opens with its list in {(time.perf_counter() - begun) * 1000:.0f} ms")
    # What is counted comes later.
    while read(terminal, 5):
        pass
    for name, key, times in KEYS:
        quiet = QUIET_AT_ENDS if name in ("end", "home") else QUIET
        drawn = [until_drawn(terminal, key, quiet) for _ in range(times)]
        (first, whole) = ([each[at] for each in drawn] for at in (0, 1))
        print(
            f"{name:10} drawn: median {statistics.median(first):.1f}, worst {max(first):.1f} ms;"
            f" with details: median {statistics.median(whole):.0f}, worst {max(whole):.0f} ms"
        )
    os.write(terminal, b"q")
    time.sleep(0.5)


main()
