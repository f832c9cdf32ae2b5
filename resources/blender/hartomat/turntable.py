# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders frames of a turntable: the scene is built once, every frame is whole on the disk before the next begins.

Camera and studio stand still and the product turns the other way round, which makes the same picture as a camera that
travels with its lights. So a template's cameras, which stand where the user put them, need no other treatment.
"""

import json
import os

import bpy
import numpy

from . import conditions, events, picture, results, scene

# The swept body is taken in slices of its height.
SLICES = 256
DIRECTIONS = 64


def swept(points):
    """Points of the body that the product fills in a whole turn, so that the camera never has to move nearer or away.

    It is the same for every frame: a frame alone must show the same as one among all.
    """
    low, high = points.min(axis=0), points.max(axis=0)
    middle = (low[:2] + high[:2]) / 2
    reach = numpy.hypot(points[:, 0] - middle[0], points[:, 1] - middle[1])
    height = max(float(high[2] - low[2]), 1e-9)
    slice_of = numpy.minimum(((points[:, 2] - low[2]) / height * SLICES).astype(int), SLICES - 1)
    widest = numpy.full(SLICES, -1.0)
    numpy.maximum.at(widest, slice_of, reach)
    angles = numpy.arange(DIRECTIONS) * (2 * numpy.pi / DIRECTIONS)
    ring = numpy.stack([numpy.cos(angles), numpy.sin(angles)], axis=1)
    rings = []
    for index in numpy.flatnonzero(widest >= 0):
        around = middle + ring * widest[index]
        for edge in (index, index + 1):
            level = numpy.full((DIRECTIONS, 1), low[2] + height * edge / SLICES)
            rings.append(numpy.hstack([around, level]))
    return numpy.concatenate(rings)


def turn_of(settings, frame):
    """Degrees that the product has turned in a frame (from 1). A camera that goes left sees it turn right."""
    travelled = settings["degrees"] * (frame - 1) / settings["frames"]
    return -travelled if settings["direction"] == "counterclockwise" else travelled


def _write_frame(frame, built, device, context):
    """Returns the frame's entry in `outputs`. Its description is written last: a frame without one does not count."""
    wanted = context.item["conditions"]
    built.placed.turn(turn_of(context.item["turntable"], frame))
    path = os.path.join(context.out, "frame_%04d.png" % frame)
    picture.render_to(path, wanted["width"], wanted["height"], wanted["samples"], context, device)
    output = results.describe(context.folder, "frame_%04d" % frame, path)
    about = {"frame": frame, "sha256": output["sha256"], "actual": scene.read_back(built, device)}
    results.write_whole(path[: -len(".png")] + ".json", json.dumps(about, sort_keys=True).encode("utf-8"))
    return output


def turntable(context):
    item, wanted = context.item, context.item["conditions"]
    built = scene.build(item["scene"], wanted, context.folder, context.progress, swept)
    context.timings.lap("import")
    device = scene.apply_conditions(built, wanted)
    # On a graphics card sending the scene again would take longer than a frame.
    conditions.put(bpy.context.scene.render, "use_persistent_data", device.kind == "GPU")
    context.timings.lap("setup")
    context.progress.stage("render", "Rendering the turntable")
    outputs = []
    for done, frame in enumerate(item["wanted"]):
        context.progress.part(done, len(item["wanted"]))
        outputs.append(_write_frame(frame, built, device, context))
        context.watchdog.sign()
        total = item["turntable"]["frames"]
        events.emit("frame", itemId=item["id"], frame=frame, frames=total, file=outputs[-1]["file"])
    context.timings.lap("render")
    return {"outputs": outputs, "actual": scene.read_back(built, device), "report": None}
