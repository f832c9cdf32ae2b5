# SPDX-License-Identifier: GPL-3.0-or-later
"""Stages and progress of an item.

Cycles tells of sample 0, 1 and the last one only. In between, the watchdog's beat gives an estimate from the time that
the first sample took; it approaches the end without reaching it.
"""

import math
import re
import time

import bpy

from . import events

SAMPLE = re.compile(r"Sample (\d+)/(\d+)")
KERNELS = re.compile(r"render kernels|compiling", re.I)


class Progress:
    def __init__(self, item_id, watchdog):
        self._item = item_id
        self._watchdog = watchdog
        self._samples = 0
        self._sample = 0
        self._started = None
        self._sample_seconds = None
        self._sent = -1.0
        self._compiling = False
        self._on_graphics_card = False
        self._part = (0, 1)
        self._parts_since = None

    def part(self, done, total):
        """The next render is one of `total` equal parts of the item, `done` of which are there."""
        self._part = (done, total)
        self._parts_since = self._parts_since or time.monotonic()

    def steps(self, done, total):
        """Tells of work that goes by whole steps, without samples."""
        self._samples, self._sample = total, done
        self._send(done / total, None)

    def stage(self, name, message):
        self._watchdog.sign()
        events.emit("stage", itemId=self._item, stage=name, message=message)

    def begin_render(self, samples, on_graphics_card):
        """`samples` 0: nothing is told. On the processor Cycles speaks of loading kernels, too, and compiles none."""
        self._samples, self._sample, self._sent = samples, 0, -1.0
        self._on_graphics_card = on_graphics_card
        self._started = self._sample_seconds = None
        bpy.app.handlers.render_stats.append(self._on_stats)

    def end_render(self):
        bpy.app.handlers.render_stats.remove(self._on_stats)
        self._end_compile()
        self._samples = 0

    def beat(self):
        """Called from the watchdog's thread."""
        if self._sample_seconds is None or self._sample >= self._samples:
            return
        elapsed = time.monotonic() - self._started
        expected = max(0.05, self._sample_seconds * self._samples)
        self._send(0.98 * (1 - math.exp(-1.6 * elapsed / expected)), max(0.0, expected - elapsed))

    def _on_stats(self, *details):
        self._watchdog.sign()
        text = next((detail for detail in details if isinstance(detail, str)), "")
        if self._on_graphics_card and KERNELS.search(text):
            self._begin_compile()
        found = SAMPLE.search(text)
        if not found or not self._samples:
            return
        self._end_compile()
        now = time.monotonic()
        self._sample = int(found.group(1))
        if self._started is None:
            self._started = now
        elif self._sample_seconds is None and self._sample:
            self._sample_seconds = (now - self._started) / self._sample
        self._send(self._sample / max(1, int(found.group(2))), None)

    def _begin_compile(self):
        if not self._compiling:
            self._compiling = True
            self._watchdog.pause()
            self.stage("compile_kernels", "Preparing the graphics card, once. This may take ten minutes.")

    def _end_compile(self):
        if self._compiling:
            self._compiling = False
            self._watchdog.resume()
            self.stage("render", "Rendering")

    def _send(self, fraction, remaining):
        if fraction <= self._sent:
            return
        self._sent = fraction
        done, total = self._part
        if done:
            each = (time.monotonic() - self._parts_since) / (done + fraction)
            remaining = each * (total - done - fraction)
        elif total > 1:
            remaining = None
        events.emit(
            "progress",
            itemId=self._item,
            fraction=round((done + min(1.0, fraction)) / total, 4),
            sample=max(self._sample, int(fraction * self._samples)),
            samples=self._samples,
            remainingSeconds=None if remaining is None else round(remaining, 1),
        )
