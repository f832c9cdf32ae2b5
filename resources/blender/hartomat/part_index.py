# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of which part is seen where: the scene of a still, in which every part shines in its number.

A pixel is red + 256 * green + 65536 * blue = the number of its part, counted from 1; 0 = no part. One ray goes through
the middle of each pixel and nothing is lit, so that no two numbers are ever mixed. Parts count as opaque.
"""

import os

import bpy

from . import compositor, conditions, picture, results, scene
from .failures import ItemFailure
from .materials import tree_of

MOST_PARTS = 256**3 - 1

CYCLES = {
    # The narrowest filter there is leaves the middle of the pixel; a box would let the ray go through any place of it.
    "pixel_filter_type": "BLACKMAN_HARRIS",
    "filter_width": 0.01,
    "max_bounces": 0,
    "diffuse_bounces": 0,
    "glossy_bounces": 0,
    "transmission_bounces": 0,
    "transparent_max_bounces": 128,
    "sample_clamp_direct": 0.0,
    "sample_clamp_indirect": 0.0,
}

# Emission is written as it is: 7 / 255 becomes 7.
VIEW = {"view_transform": "Raw", "look": "None", "exposure": 0.0, "gamma": 1.0}

# What lights, and what is drawn over the finished picture.
UNWANTED = {"LIGHT", "LIGHT_PROBE", "GPENCIL", "GREASEPENCIL"}

# Through these a camera sees what is behind.
CLEAR_NODES = {"ShaderNodeBsdfTransparent", "ShaderNodeBsdfGlass", "ShaderNodeBsdfRefraction"}


def _emits(tree, color):
    """`color`: a socket, or None for black."""
    shader, output = tree.nodes.new("ShaderNodeEmission"), tree.nodes.new("ShaderNodeOutputMaterial")
    shader.inputs["Color"].default_value = (0.0, 0.0, 0.0, 1.0)
    if color is not None:
        tree.links.new(color, shader.inputs["Color"])
    tree.links.new(shader.outputs[0], output.inputs["Surface"])


def _index_material():
    """Shines in the colour of the object that wears it, and lights nothing else."""
    material = bpy.data.materials.new("hartomat_part_index")
    tree = tree_of(material)
    _emits(tree, tree.nodes.new("ShaderNodeObjectInfo").outputs["Color"])
    conditions.put(material.cycles, "emission_sampling", "NONE")
    return material


def _is_clear_node(node, seen):
    """`seen`: the groups that were looked into. A file may nest them so that there is no end to all ways through them."""
    if node.bl_idname in CLEAR_NODES:
        return True
    if node.bl_idname == "ShaderNodeGroup" and node.node_tree is not None:
        if node.node_tree in seen:
            return False
        seen.add(node.node_tree)
        return any(_is_clear_node(inner, seen) for inner in node.node_tree.nodes)
    if node.bl_idname != "ShaderNodeBsdfPrincipled":
        return False
    alpha, transmission = node.inputs["Alpha"], node.inputs["Transmission Weight"]
    return alpha.is_linked or alpha.default_value < 1.0 or transmission.is_linked or transmission.default_value > 0.5


def _is_clear(material):
    """Whether the camera sees through this material of a template: glass, cut-outs, tricks with light, mere volumes."""
    tree = material.node_tree
    if tree is None:
        return False
    output = tree.get_output_node("CYCLES")
    if output is None or not output.inputs["Surface"].is_linked:
        return True
    seen = set()
    return any(_is_clear_node(node, seen) for node in tree.nodes)


def _blacken(material):
    """Hides what is behind it, or does not, and shines no more."""
    clear = _is_clear(material)
    tree = tree_of(material)
    if not clear:
        _emits(tree, None)
        return
    shader, output = tree.nodes.new("ShaderNodeBsdfTransparent"), tree.nodes.new("ShaderNodeOutputMaterial")
    shader.inputs["Color"].default_value = (1.0, 1.0, 1.0, 1.0)
    tree.links.new(shader.outputs[0], output.inputs["Surface"])


def _darken(current):
    """Takes out of the scene whatever brings light or draws over the picture."""
    world = bpy.data.worlds.new("hartomat_nothing")
    tree = tree_of(world)
    around, output = tree.nodes.new("ShaderNodeBackground"), tree.nodes.new("ShaderNodeOutputWorld")
    around.inputs["Strength"].default_value = 0.0
    tree.links.new(around.outputs[0], output.inputs["Surface"])
    current.world = world
    for thing in bpy.data.objects:
        if thing.type in UNWANTED:
            thing.hide_render = True
        elif thing.is_shadow_catcher:
            # Only its shadow is in the picture.
            thing.visible_camera = False
    for layer in current.view_layers:
        layer.material_override = None
    for camera in bpy.data.cameras:
        camera.dof.use_dof = False


def _number(parts):
    """Dresses every part in its number. Returns the partKeys in the order of the numbers, from 1."""
    keys = sorted({part["partKey"] for part in parts})
    if len(keys) > MOST_PARTS:
        raise ItemFailure("scene", "The product has more than %d parts." % MOST_PARTS)
    numbers = {key: number for number, key in enumerate(keys, 1)}
    material = _index_material()
    for part in parts:
        number = numbers[part["partKey"]]
        part.color = (*((number >> shift & 255) / 255 for shift in (0, 8, 16)), 1.0)
        part.is_shadow_catcher = part.is_holdout = False
        for slot in part.material_slots:
            slot.material = material
    return keys


def part_index(context):
    """Output: `index`. `report.parts`: the partKeys in the order of their numbers. Built like a still, to the last point."""
    item, wanted = context.item, context.item["conditions"]
    built = scene.build(item["scene"], wanted, context.folder, context.progress)
    context.timings.lap("import")
    current = bpy.context.scene
    moving = compositor.moving_node(current) if built.keep_compositor else None
    if moving is not None:
        raise ItemFailure("scene", "The compositor of the template may move pixels (node %s)." % moving)
    for material in list(bpy.data.materials):
        # What a pen drew is hidden, and its material has no nodes.
        if not material.is_grease_pencil:
            _blacken(material)
    _darken(current)
    keys = _number(built.parts)
    plain = {**wanted, "engine": "cycles", "device": "cpu", "samples": 1, "denoise": False}
    used = conditions.apply(current, plain, 0.0, False)
    conditions.put_all(current.cycles, CYCLES)
    conditions.put_all(current.view_settings, VIEW)
    context.timings.lap("setup")
    context.progress.stage("render", "Telling the parts apart")
    path = os.path.join(context.out, "index.png")
    picture.render_to(path, wanted["width"], wanted["height"], 0, context, used)
    context.timings.lap("render")
    outputs = [results.describe(context.folder, "index", path)]
    return {"outputs": outputs, "actual": scene.read_back(built, used), "report": {"parts": keys}}
