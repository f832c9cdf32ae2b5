# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts the scene of a picture together: product, materials, and a studio of ours or a user's .blend."""

import os

import bpy
import numpy

from . import blend_file, camera, materials, product, studio
from . import conditions as render_conditions
from .failures import ItemFailure


class Built:
    """What `conditions` must know about the scene."""

    def __init__(self, parts, placed, exposure, transparent, keep_compositor=False):
        self.parts = parts
        self.placed = placed
        self.exposure = exposure
        self.transparent = transparent
        self.keep_compositor = keep_compositor


def reset():
    # read_factory_settings would leave a handler behind at every call.
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)


def build(description, conditions, folder, progress, room=lambda points: points):
    """`description`: SceneDescription of the batch. Everything is built anew: no item sees another one's scene.

    `room` says for the points of the product which ones must fit: more than the product takes, when it is to turn.
    """
    template = description["template"]
    in_studio = template["kind"] == "studio"
    progress.stage("import", "Reading the product")
    if in_studio:
        reset()
    else:
        blend_file.open_untrusted(os.path.join(folder, template["blend"]))
    added, parts = product.import_glb(os.path.join(folder, description["glb"]))
    progress.stage("setup", "Materials, light and camera")
    materials.assign(parts, description)
    points = product.world_points(parts)
    if in_studio:
        return _in_studio(description, conditions, added, parts, points, room)
    return _in_template(description, conditions, added, parts, points, room)


def _in_studio(description, conditions, added, parts, points, room):
    """The product is brought to radius 1 m, so that light, camera and numbers are the same for 1 mm and 10 m."""
    preset = description["camera"]
    if "azimuth" not in preset:
        raise ItemFailure("settings", "A studio needs a camera preset, not the name %s." % preset.get("name"))
    wanted = description["template"]["studio"]
    radius = float(numpy.linalg.norm(points.max(axis=0) - points.min(axis=0))) / 2
    if radius <= 0:
        raise ItemFailure("scene", "The product has no extent.")
    placed = product.place(added, points, 1.0 / radius, (0.0, 0.0, 0.0))
    transparent = wanted["transparent"] or conditions["transparent"]
    studio.build(wanted, placed.points, preset["azimuth"], transparent)
    camera.fit(room(placed.points), preset, conditions["width"], conditions["height"], description["fitMargin"])
    return Built(parts, placed, wanted["exposure"], transparent)


def _in_template(description, conditions, added, parts, points, room):
    """An empty shown as a cube gives the space to fill; any other empty only the point to stand on."""
    lost = blend_file.missing_libraries() + blend_file.missing_images()
    if lost:
        raise ItemFailure("missing_file", "The template refers to files that are missing: %s" % ", ".join(lost))
    spot = blend_file.place()
    if spot is None:
        raise ItemFailure("scene", "The template has no empty named %s." % blend_file.PLACE)
    chosen = blend_file.find_camera(description["camera"].get("name", description["camera"].get("id", "")))
    blend_file.remove_placeholders()
    origin = numpy.array(spot.matrix_world.translation)
    scale = 1.0
    if spot.empty_display_type == "CUBE":
        cube = 2 * spot.empty_display_size * numpy.array([abs(part) for part in spot.matrix_world.to_scale()])
        needed = room(points)
        extent = needed.max(axis=0) - needed.min(axis=0)
        scale = float(min(cube[axis] / extent[axis] for axis in range(3) if extent[axis] > 0))
        origin = origin - numpy.array([0.0, 0.0, cube[2] / 2])
    placed = product.place(added, points, scale, origin)
    scene = bpy.context.scene
    scene.camera = chosen
    return Built(parts, placed, scene.view_settings.exposure, conditions["transparent"], scene.render.use_compositing)


def apply_conditions(built, wanted):
    """Sets the conditions of the batch on what was built. Returns the device in use."""
    current = bpy.context.scene
    return render_conditions.apply(current, wanted, built.exposure, built.transparent, built.keep_compositor)


def read_back(built, device):
    """What was really used (actualConditionsSchema), read from Blender after the render."""
    scene = bpy.context.scene
    held = {
        "partObjects": sum(1 for part in built.parts if part.name in scene.objects),
        "missingLibraries": blend_file.missing_libraries(),
        "autoexecBlocked": blend_file.autoexec_blocked(),
    }
    return render_conditions.read_back(scene, device, held)
