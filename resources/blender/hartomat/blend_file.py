# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens a user's .blend without running anything in it, and says what it lacks (docs/templates.md)."""

import os

import bpy

from .failures import ItemFailure, demand_file

PLACE = "hartomat_product"
PLACEHOLDERS = "hartomat_placeholder"


def open_untrusted(path, what="The template"):
    """Scripts in the file never run: use_scripts=False holds whatever the flags of the process say."""
    demand_file(path, what)
    try:
        bpy.ops.wm.open_mainfile(filepath=path, use_scripts=False, load_ui=False)
    except RuntimeError as error:
        raise ItemFailure("scene", "%s cannot be opened: %s" % (what, str(error).strip()))


def missing_libraries():
    return sorted({library.filepath for library in bpy.data.libraries if library.is_missing})


def missing_images():
    """Images that a file should hold and does not. A missing image renders pink and raises nothing."""
    missing = []
    for image in bpy.data.images:
        if image.source not in {"FILE", "SEQUENCE", "MOVIE"} or image.packed_file or not image.filepath:
            continue
        if not os.path.isfile(bpy.path.abspath(image.filepath, library=image.library)):
            missing.append(image.filepath)
    return sorted(set(missing))


def cameras():
    return sorted(thing.name for thing in bpy.context.scene.objects if thing.type == "CAMERA")


def place():
    found = bpy.context.scene.objects.get(PLACE)
    return found if found is not None and found.type == "EMPTY" else None


def find_camera(name):
    found = bpy.context.scene.objects.get(name)
    if found is None or found.type != "CAMERA":
        raise ItemFailure("settings", "The template has no camera %s. It has: %s." % (name, ", ".join(cameras()) or "none"))
    return found


def remove_placeholders():
    collection = bpy.data.collections.get(PLACEHOLDERS)
    for thing in list(collection.all_objects) if collection else []:
        bpy.data.objects.remove(thing, do_unlink=True)


def autoexec_blocked():
    return bool(bpy.app.autoexec_fail)


def _has_light():
    lit = any(thing.type == "LIGHT" for thing in bpy.context.scene.objects)
    return lit or bpy.context.scene.world is not None


def _finding(code, message):
    return {"code": code, "message": message}


def validate(path):
    """A TemplateReport. Nothing in `missing` = usable."""
    version = "%d.%d.%d" % bpy.app.version
    try:
        open_untrusted(path)
    except ItemFailure as failure:
        if failure.kind == "missing_file":
            raise
        return {"cameras": [], "missing": [_finding("unreadable", str(failure))], "warnings": [], "blenderVersion": version}
    missing, warnings = [], []
    if not cameras():
        missing.append(_finding("no_camera", "The scene has no camera. Add at least one."))
    if place() is None:
        missing.append(_finding("no_place", "The scene has no empty named %s where the product stands." % PLACE))
    for name in missing_libraries():
        missing.append(_finding("missing_library", "The linked file %s is missing. Make it local." % name))
    for name in missing_images():
        missing.append(_finding("missing_image", "The image %s is missing. Pack it into the file." % name))
    if not _has_light():
        warnings.append(_finding("no_light", "The scene has neither a light nor a world: the picture will be black."))
    if autoexec_blocked():
        warnings.append(_finding("scripts_blocked", "The file holds scripts or scripted drivers. They never run here."))
    if len(bpy.data.scenes) > 1:
        warnings.append(_finding("several_scenes", "The file has several scenes. Only %s is used." % bpy.context.scene.name))
    return {"cameras": cameras(), "missing": missing, "warnings": warnings, "blenderVersion": version}
