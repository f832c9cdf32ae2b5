# SPDX-License-Identifier: GPL-3.0-or-later
"""A thread that keeps beating during a render and ends the process when an item or its owner is lost.

Exit codes (electron/workers/exitCodes.ts knows them too).
"""

import ctypes
import os
import signal
import sys
import threading
import time

from . import events, memory

EXIT_WALL = 80
EXIT_SILENCE = 81
EXIT_OWNER_GONE = 82

BEAT_SECONDS = 0.5
# Less processor time than this per second is a process that waits, not one that works.
WORKING_SHARE = 0.02
PR_SET_PDEATHSIG = 1


def end_with_parent():
    """Linux: the kernel ends us with the thread that started us, even if that is killed outright."""
    owner = os.environ.get("HARTOMAT_OWNER_PID", "")
    if not sys.platform.startswith("linux") or not owner.isdigit():
        return
    if owner != str(os.getppid()):
        # A program between us and the owner is fine; an owner that died while we were starting is not.
        if not os.path.exists("/proc/%s" % owner):
            os._exit(EXIT_OWNER_GONE)
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if owner != str(os.getppid()):
        os._exit(EXIT_OWNER_GONE)


class Watchdog:
    """Limits are armed for each item. Silence: neither a sign of progress nor any processor time."""

    def __init__(self):
        self._parent = os.getppid()
        self._lock = threading.Lock()
        self._limits = None
        self._started = 0.0
        self._paused = 0.0
        self._paused_since = None
        self._waits_for_device = False
        self._sign = time.monotonic()
        self._follower = None

    def start(self):
        threading.Thread(target=self._run, name="watchdog", daemon=True).start()

    def follow(self, beat):
        """`beat` is called with every beat, from this thread; None = nothing any more."""
        self._follower = beat

    def arm(self, wall_seconds, silence_seconds):
        with self._lock:
            self._limits = (wall_seconds, silence_seconds)
            self._started = self._sign = time.monotonic()
            self._paused, self._paused_since, self._waits_for_device = 0.0, None, False

    def disarm(self):
        with self._lock:
            self._limits = None

    def sign(self):
        """Something went on: a stage, a sample."""
        self._sign = time.monotonic()

    def pause(self):
        """Compiling kernels for a graphics card counts against no limit."""
        with self._lock:
            if self._paused_since is None:
                self._paused_since = time.monotonic()

    def resume(self):
        with self._lock:
            if self._paused_since is not None:
                self._paused += time.monotonic() - self._paused_since
                self._paused_since = None
            self._sign = time.monotonic()

    def waits_for_device(self, waits):
        """While a graphics card renders, an idle processor proves nothing."""
        self._waits_for_device = waits

    def _run(self):
        busy, at = time.process_time(), time.monotonic()
        while True:
            time.sleep(BEAT_SECONDS)
            now, used = time.monotonic(), time.process_time()
            if used - busy > WORKING_SHARE * (now - at) or self._waits_for_device:
                self._sign = now
            busy, at = used, now
            events.emit("heartbeat", memoryBytes=memory.resident())
            follower = self._follower
            if follower is not None:
                follower()
            self._check(now)

    def _check(self, now):
        if os.name == "posix" and os.getppid() != self._parent:
            os._exit(EXIT_OWNER_GONE)
        with self._lock:
            if self._limits is None or self._paused_since is not None:
                return
            wall, silence = self._limits
            if now - self._started - self._paused > wall:
                _give_up(EXIT_WALL, "The item took longer than %g s." % wall)
            if now - self._sign > silence:
                _give_up(EXIT_SILENCE, "Nothing happened for %g s." % silence)


def _give_up(code, message):
    events.log("error", message)
    os._exit(code)
