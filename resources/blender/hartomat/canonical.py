# SPDX-License-Identifier: GPL-3.0-or-later
"""What the open .blend holds, as sorted lines of text: equal scenes have equal lines.

Bytes of .blend files differ from process to process by pointers and session ids. Nothing of that is in here, and no
path, no time and no provenance either: those differ between files that hold the same scene.
"""

import hashlib
import json

import bpy
import numpy

from . import conditions

DIGITS = 6
# Words that say where a file lies or how a window looks, not what the scene is.
SKIPPED = {"name", "name_full", "session_uid", "is_active", "show_expanded", "filepath", "tag", "use_pin_to_last"}
SIMPLE = {"BOOLEAN", "INT", "FLOAT", "STRING", "ENUM"}


def _plain(value):
    """A value that JSON always writes in the same way."""
    if isinstance(value, (bool, str)) or value is None:
        return value
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        # Adding zero turns -0.0 into 0.0.
        return round(value, DIGITS) + 0.0
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return [_plain(part) for part in value]


def _line(kind, name, **fields):
    return "%s %s %s" % (kind, json.dumps(name), json.dumps(fields, sort_keys=True, ensure_ascii=True))


def _settings(owner):
    """The plain properties that a person can set."""
    found = {}
    for entry in owner.bl_rna.properties:
        is_path = entry.type == "STRING" and entry.subtype in {"FILE_PATH", "DIR_PATH", "FILE_NAME", "BYTE_STRING"}
        if entry.type not in SIMPLE or entry.is_readonly or is_path or entry.identifier in SKIPPED:
            continue
        found[entry.identifier] = _plain(getattr(owner, entry.identifier))
    return found


def _name(thing):
    return thing.name if thing is not None else None


def _object_lines(thing):
    yield _line(
        "object",
        thing.name,
        type=thing.type,
        partKey=thing.get("partKey"),
        parent=_name(thing.parent),
        matrix=[_plain(row) for row in thing.matrix_world],
        data=_name(thing.data),
        materials=[_name(slot.material) for slot in thing.material_slots],
        hidden=thing.hide_render,
        shadowCatcher=thing.is_shadow_catcher,
        seenByCamera=thing.visible_camera,
        collections=sorted(group.name for group in thing.users_collection),
    )
    for position, modifier in enumerate(thing.modifiers):
        about = {"position": position, "type": modifier.type, "settings": _settings(modifier)}
        yield _line("modifier", "%s / %s" % (thing.name, modifier.name), **about)


def _numbers(elements, name, width, kind):
    flat = numpy.empty(len(elements) * width, dtype=kind)
    elements.foreach_get(name, flat)
    return flat


def _mesh_line(mesh, objects):
    """`instances`: the objects that share this mesh."""
    places = numpy.rint(_numbers(mesh.vertices, "co", 3, numpy.float32).astype(numpy.float64) * 10**DIGITS)
    corners = _numbers(mesh.loops, "vertex_index", 1, numpy.int32)
    sizes = _numbers(mesh.polygons, "loop_total", 1, numpy.int32)
    content = hashlib.sha256(places.astype("<i8").tobytes())
    content.update(corners.astype("<i4").tobytes())
    content.update(sizes.astype("<i4").tobytes())
    return _line(
        "mesh",
        mesh.name,
        vertices=len(mesh.vertices),
        polygons=len(mesh.polygons),
        content=content.hexdigest(),
        instances=sorted(thing.name for thing in objects if thing.data == mesh),
    )


def _tree_lines(kind, name, tree):
    """Nodes with the values of their unlinked inputs, and the links. The place of a node on the canvas is no matter."""
    for node in tree.nodes:
        inputs = {}
        for socket in node.inputs:
            if not socket.is_linked and hasattr(socket, "default_value") and socket.type != "OBJECT":
                value = socket.default_value
                inputs[socket.identifier] = _name(value) if isinstance(value, bpy.types.ID) else _plain(value)
        outputs = {}
        if node.bl_idname in {"ShaderNodeRGB", "ShaderNodeValue"}:
            outputs = {socket.identifier: _plain(socket.default_value) for socket in node.outputs}
        yield _line("%s node" % kind, "%s / %s" % (name, node.name), type=node.bl_idname, inputs=inputs, outputs=outputs)
    for link in tree.links:
        source = "%s.%s" % (link.from_node.name, link.from_socket.identifier)
        target = "%s.%s" % (link.to_node.name, link.to_socket.identifier)
        yield _line("%s link" % kind, name, source=source, target=target)


def _owner_of_tree_lines(kind, owner):
    yield _line(kind, owner.name, nodes=len(owner.node_tree.nodes) if owner.node_tree else 0)
    if owner.node_tree:
        yield from _tree_lines(kind, owner.name, owner.node_tree)


def _image_line(image):
    packed = image.packed_file
    content = hashlib.sha256(packed.data).hexdigest() if packed else None
    return _line("image", image.name, size=list(image.size), source=image.source, content=content)


def _render_line(scene):
    render = scene.render
    owners = [(render, conditions.RENDER), (render.image_settings, conditions.IMAGE), (scene.view_settings, conditions.VIEW)]
    if render.engine == "CYCLES":
        owners.append((scene.cycles, {**conditions.CYCLES, **conditions.DENOISING}))
        named = {name: getattr(scene.cycles, name) for name in ("samples", "seed", "device", "use_denoising")}
    else:
        named = {"samples": scene.eevee.taa_render_samples}
    values = {name: _plain(getattr(owner, name)) for owner, names in owners for name in names if hasattr(owner, name)}
    return _line(
        "render",
        scene.name,
        **{**values, **named},
        engine=render.engine,
        size=[render.resolution_x, render.resolution_y],
        threads=[render.threads_mode, render.threads if render.threads_mode == "FIXED" else 0],
        compositing=render.use_compositing,
        colorMode=render.image_settings.color_mode,
        display=scene.display_settings.display_device,
        exposure=_plain(scene.view_settings.exposure),
        camera=_name(scene.camera),
        world=_name(scene.world),
    )


def lines():
    """The open file, without its last newline per line, sorted."""
    bpy.context.view_layer.update()
    objects = list(bpy.data.objects)
    found = [line for thing in objects for line in _object_lines(thing)]
    found += [_mesh_line(mesh, objects) for mesh in bpy.data.meshes]
    for kind, owners in (("material", bpy.data.materials), ("world", bpy.data.worlds)):
        found += [line for owner in owners for line in _owner_of_tree_lines(kind, owner)]
    found += [_line("camera", camera.name, **_settings(camera)) for camera in bpy.data.cameras]
    found += [_line("light", light.name, **_settings(light)) for light in bpy.data.lights]
    found += [_image_line(image) for image in bpy.data.images if image.type != "RENDER_RESULT"]
    found += [_line("library", library.name) for library in bpy.data.libraries]
    found += [_render_line(scene) for scene in bpy.data.scenes]
    return sorted(found)


def part_keys():
    """partKeys of the mesh objects of the open scene, sorted; a key that two objects carry is there twice."""
    things = bpy.context.scene.objects
    return sorted(str(thing["partKey"]) for thing in things if thing.type == "MESH" and "partKey" in thing.keys())
