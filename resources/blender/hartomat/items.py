# SPDX-License-Identifier: GPL-3.0-or-later
"""What each kind of item does. Each returns the parts of its result that only it knows."""

import os
import time

import bpy

from . import blend_export, blend_file, conditions, events, part_index, picture, product, results, scene, turntable, video

PREVIEW_SHARE = 4
PREVIEW_SAMPLES = 4
WARM_UP_PIXELS = 16


class Timings:
    """Seconds of each phase; the name of a running phase is given when it begins."""

    def __init__(self):
        self.seconds = {"import": 0.0, "setup": 0.0, "render": 0.0}
        self._started = self._since = time.monotonic()

    def lap(self, phase):
        now = time.monotonic()
        self.seconds[phase] += now - self._since
        self._since = now

    def as_result(self):
        named = {"%sSeconds" % phase: round(seconds, 4) for phase, seconds in self.seconds.items()}
        return {**named, "totalSeconds": round(time.monotonic() - self._started, 4)}


class Context:
    """Where an item works: batch folder, its own output folder, watchdog and progress."""

    def __init__(self, item, folder, out, watchdog, progress):
        self.item = item
        self.folder = folder
        self.out = out
        self.watchdog = watchdog
        self.progress = progress
        self.timings = Timings()


def _preview(wanted, built, context):
    """A small quick picture of the same scene, for the eye only."""
    small = {
        **wanted,
        "width": max(64, wanted["width"] // PREVIEW_SHARE),
        "height": max(36, wanted["height"] // PREVIEW_SHARE),
        "samples": min(PREVIEW_SAMPLES, wanted["samples"]),
        "denoise": False,
    }
    current = scene.apply_conditions(built, small)
    path = os.path.join(context.out, "preview.png")
    picture.render_to(path, small["width"], small["height"], 0, context, current)
    events.emit("preview", itemId=context.item["id"], file=results.relative(context.folder, path))


def still(context):
    item, wanted = context.item, context.item["conditions"]
    built = scene.build(item["scene"], wanted, context.folder, context.progress)
    context.timings.lap("import")
    if item["preview"]:
        context.progress.stage("setup", "Preview")
        _preview(wanted, built, context)
    used = scene.apply_conditions(built, wanted)
    if wanted["device"] == "auto" and used.kind == "CPU":
        events.log("info", "No graphics device can be used: the processor renders.")
    context.timings.lap("setup")
    context.progress.stage("render", "Rendering")
    path = os.path.join(context.out, "still.png")
    picture.render_to(path, wanted["width"], wanted["height"], wanted["samples"], context, used)
    context.timings.lap("render")
    context.progress.stage("write", "Checking the picture")
    actual = scene.read_back(built, used)
    return {"outputs": [results.describe(context.folder, "still", path)], "actual": actual, "report": None}


def validate_template(context):
    context.progress.stage("import", "Opening the template")
    report = blend_file.validate(os.path.join(context.folder, context.item["blend"]))
    return {"outputs": [], "actual": None, "report": report}


def count_parts(context):
    context.progress.stage("import", "Reading the product")
    scene.reset()
    _, parts = product.import_glb(os.path.join(context.folder, context.item["glb"]))
    return {"outputs": [], "actual": None, "report": {"partKeys": sorted(part["partKey"] for part in parts)}}


def warm_up(context):
    """Compiling kernels may take ten minutes without a sign: no limit counts meanwhile."""
    context.watchdog.pause()
    context.progress.stage("compile_kernels", "Preparing the graphics card, once. This may take ten minutes.")
    scene.reset()
    current = bpy.context.scene
    current.collection.objects.link(bpy.data.objects.new("cube", bpy.data.meshes.new("cube")))
    eye = bpy.data.objects.new("eye", bpy.data.cameras.new("eye"))
    current.collection.objects.link(eye)
    current.camera = eye
    wanted = {
        "engine": "cycles",
        "device": context.item["device"],
        "samples": 1,
        "seed": 0,
        "denoise": False,
        "width": WARM_UP_PIXELS,
        "height": WARM_UP_PIXELS,
        "threads": 0,
    }
    used = conditions.apply(current, wanted, 0.0, False)
    path = os.path.join(context.out, "warm_up.png")
    picture.render_to(path, WARM_UP_PIXELS, WARM_UP_PIXELS, 0, context, used)
    context.watchdog.resume()
    report = {"device": used.kind, "deviceName": used.name, "deviceBackend": used.backend}
    return {"outputs": [], "actual": None, "report": report}


KINDS = {
    "still": still,
    "part_index": part_index.part_index,
    "turntable": turntable.turntable,
    "export_blend": blend_export.export_blend,
    "stamp_blend": blend_export.stamp_blend,
    "describe_blend": blend_export.describe_blend,
    "encode_video": video.encode_video,
    "decode_video": video.decode_video,
    "validate_template": validate_template,
    "count_parts": count_parts,
    "warm_up": warm_up,
}
