# SPDX-License-Identifier: GPL-3.0-or-later
"""Saves scenes as .blend, marks them with their provenance, and tells what a .blend holds.

What was saved is opened again before it counts: only that file is what people get.
"""

import os

import bpy

from . import blend_file, canonical, failures, results, scene
from .failures import ItemFailure

PROVENANCE_TEXT = "hartomat_provenance.json"
PROVENANCE_PROPERTY = "hartomat_provenance"
# What a .blend starts with when it is not compressed; compressed ones are zstd or gzip streams.
PLAIN = b"BLENDER"
# The first bytes of TrueType and OpenType files.
FONTS = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf")


def _save(path, compress, what):
    """Saves the open file and opens what was saved. On a full disk Blender speaks of a file that does not exist.

    `copy` leaves the open file's own path alone, so that none of ours gets into it.
    """
    try:
        bpy.ops.wm.save_as_mainfile(filepath=path, compress=compress, copy=True, relative_remap=False, check_existing=False)
        blend_file.open_untrusted(path, what)
    except (RuntimeError, ItemFailure) as error:
        if failures.classify(error)[0] == "memory":
            raise
        raise ItemFailure("disk", "%s could not be saved whole. The disk may be full." % what)


def _pack():
    """Everything that the scene refers to travels inside it, if it is what it should be: a template from elsewhere
    could name any file of this machine as its picture or font."""
    if bpy.data.libraries:
        bpy.ops.file.pack_libraries()
    for image in bpy.data.images:
        if image.source != "FILE" or image.packed_file is not None or not image.filepath:
            continue
        # The size is known once the file was decoded.
        if not image.size[0]:
            raise ItemFailure("scene", "The image %s cannot be read." % image.name)
        image.pack()
    for font in bpy.data.fonts:
        if font.packed_file is None and _is_font(bpy.path.abspath(font.filepath, library=font.library)):
            font.pack()


def _is_font(path):
    try:
        with open(path, "rb") as stream:
            return stream.read(4) in FONTS
    except OSError:
        return False


def _describe_open_file(context):
    """Writes what the open file holds. Returns the entry in `outputs` and the partKeys."""
    path = os.path.join(context.out, "canonical.txt")
    results.write_whole(path, ("\n".join(canonical.lines()) + "\n").encode("ascii"))
    return results.describe(context.folder, "canonical", path), canonical.part_keys()


def export_blend(context):
    item, wanted = context.item, context.item["conditions"]
    built = scene.build(item["scene"], wanted, context.folder, context.progress)
    context.timings.lap("import")
    device = scene.apply_conditions(built, wanted)
    bpy.context.scene.render.filepath = "//"
    actual = scene.read_back(built, device)
    _pack()
    context.timings.lap("setup")
    context.progress.stage("write", "Saving the scene")
    path = os.path.join(context.out, "scene.blend")
    _save(path, item["compress"], "The scene")
    context.progress.stage("write", "Reading the saved scene again")
    described, part_keys = _describe_open_file(context)
    outputs = [results.describe(context.folder, "blend", path), described]
    return {"outputs": outputs, "actual": actual, "report": {"partKeys": part_keys}}


def _is_compressed(path):
    with open(path, "rb") as stream:
        return stream.read(len(PLAIN)) != PLAIN


def _text_of(name):
    text = bpy.data.texts.get(name)
    return text.as_string().rstrip("\n") if text is not None else None


def stamp_blend(context):
    """A copy that carries its provenance twice: where a person finds it and where a program does."""
    source = os.path.join(context.folder, context.item["blend"])
    provenance = context.item["provenance"]
    context.progress.stage("import", "Opening the scene")
    blend_file.open_untrusted(source, "The scene")
    old = bpy.data.texts.get(PROVENANCE_TEXT)
    if old is not None:
        bpy.data.texts.remove(old)
    bpy.data.texts.new(PROVENANCE_TEXT).write(provenance)
    bpy.context.scene[PROVENANCE_PROPERTY] = provenance
    before = canonical.part_keys()
    context.progress.stage("write", "Saving the scene with its provenance")
    path = os.path.join(context.out, "stamped.blend")
    _save(path, _is_compressed(source), "The stamped scene")
    held = (_text_of(PROVENANCE_TEXT), bpy.context.scene.get(PROVENANCE_PROPERTY), canonical.part_keys())
    if held != (provenance, provenance, before):
        raise ItemFailure("disk", "The stamped scene does not hold what was written into it.")
    return {"outputs": [results.describe(context.folder, "blend", path)], "actual": None, "report": {"partKeys": before}}


def describe_blend(context):
    context.progress.stage("import", "Opening the scene")
    blend_file.open_untrusted(os.path.join(context.folder, context.item["blend"]), "The .blend")
    described, part_keys = _describe_open_file(context)
    report = {"partKeys": part_keys, "autoexecBlocked": blend_file.autoexec_blocked()}
    return {"outputs": [described], "actual": None, "report": report}
