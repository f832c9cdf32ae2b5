# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders the scene into a PNG that appears whole: checked, cleaned of times, renamed into place."""

import os

import bpy

from . import png, results
from .failures import ItemFailure


def render_to(path, width, height, samples, context, device):
    """`samples` 0: no progress is told. Raises `disk` when Blender reports success and there is no whole picture."""
    render = bpy.context.scene.render
    raw = path + ".raw"
    render.filepath = raw
    context.watchdog.waits_for_device(device.kind == "GPU")
    context.progress.begin_render(samples, device.kind == "GPU")
    try:
        finished = bpy.ops.render.render(write_still=True)
    finally:
        context.progress.end_render()
        context.watchdog.waits_for_device(False)
    if "FINISHED" not in finished:
        raise ItemFailure("internal", "Blender gave the render up.")
    take_over(raw, path, width, height)


def take_over(raw, path, width, height):
    """Puts a picture that Blender wrote as `raw` in its place, when it is whole and has its size."""
    if not os.path.isfile(raw):
        raise ItemFailure("disk", "Blender reported success and wrote no picture.")
    with open(raw, "rb") as stream:
        data = stream.read()
    os.unlink(raw)
    results.write_whole(path, png.clean(data, width, height))
