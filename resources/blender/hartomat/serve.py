# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of the process: one batch and out, or batch after batch until the owner lets go."""

import argparse
import os
import queue
import signal
import sys
import threading
import traceback

import bpy

from . import batch, events, watchdog

EXIT_BAD_BATCH = 83


def _leave(code):
    """A normal exit of the bpy module may crash or hang; nothing of ours is left to write."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _read_lines(lines):
    """Feeds the queue from fd 0. Its end means that the owner is gone or has let go of this process."""
    with os.fdopen(0, "rb", buffering=0, closefd=False) as stream:
        for line in iter(stream.readline, b""):
            text = line.decode("utf-8").strip()
            if text == "cancel":
                os._exit(watchdog.EXIT_OWNER_GONE)
            if text:
                lines.put(text)
    # A batch that waits or is under way has nobody any more who wants it. The queue counts them under its own lock.
    if lines.unfinished_tasks:
        os._exit(watchdog.EXIT_OWNER_GONE)
    lines.put(None)


def _arguments(arguments):
    parser = argparse.ArgumentParser(prog="run_batch.py")
    parser.add_argument("batch", nargs="?")
    parser.add_argument("--serve", action="store_true")
    parser.add_argument("--owned", action="store_true")
    parsed = parser.parse_args(arguments)
    if parsed.serve == bool(parsed.batch):
        parser.error("give a batch file or --serve")
    return parsed


def _run_one(path, dog):
    """Returns the exit code that the batch would give a process of its own."""
    try:
        batch.run(path, dog)
        return 0
    except batch.BadBatch as error:
        events.emit("bad_batch", message=str(error))
        return EXIT_BAD_BATCH
    except Exception as error:
        traceback.print_exc()
        events.emit("bad_batch", message="The batch could not be worked off: %s" % error)
        return EXIT_BAD_BATCH


def main(arguments):
    wanted = _arguments(arguments)
    watchdog.end_with_parent()
    events.open_channel()
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    dog = watchdog.Watchdog()
    dog.start()
    lines = queue.Queue()
    if not wanted.serve:
        lines.put(wanted.batch)
    if wanted.serve or wanted.owned:
        threading.Thread(target=_read_lines, args=(lines,), name="owner", daemon=True).start()
    events.emit("ready", version="%d.%d.%d" % bpy.app.version, pid=os.getpid())
    if not wanted.serve:
        _leave(_run_one(lines.get(), dog))
    while True:
        path = lines.get()
        if path is None:
            _leave(0)
        _run_one(path, dog)
        lines.task_done()
