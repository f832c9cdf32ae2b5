# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes Blender materials from the application's descriptions (shared/domain/material.ts)."""

import bpy

from .failures import ItemFailure

# A brushed surface is a grain drawn out this much along the brushing.
BRUSH_STRETCH = 60.0


def linear(hex_color):
    """#rrggbb as a person sees it -> linear red, green, blue."""
    parts = [int(hex_color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def tree_of(owner):
    """The node tree of a new material or world. From 5.0 on there always is one and `use_nodes` warns."""
    if owner.node_tree is None:
        owner.use_nodes = True
    owner.node_tree.nodes.clear()
    return owner.node_tree


def _set(node, name, value):
    socket = node.inputs.get(name)
    if socket is not None:
        socket.default_value = value


def _add_grain(tree, shader, description):
    """A fine surface grain as bump, in the part's own coordinates, so that it keeps its size in metres."""
    nodes, links = tree.nodes, tree.links
    place, mapping = nodes.new("ShaderNodeTexCoord"), nodes.new("ShaderNodeMapping")
    noise, bump = nodes.new("ShaderNodeTexNoise"), nodes.new("ShaderNodeBump")
    stretch = BRUSH_STRETCH if description["anisotropic"] > 0 else 1.0
    _set(mapping, "Scale", (1.0 / stretch, 1.0, 1.0))
    _set(noise, "Scale", 1.0 / description["grainScale"])
    _set(noise, "Detail", 2.0)
    _set(bump, "Strength", description["grainStrength"])
    _set(bump, "Distance", description["grainScale"])
    links.new(place.outputs["Object"], mapping.inputs["Vector"])
    links.new(mapping.outputs["Vector"], noise.inputs["Vector"])
    links.new(noise.outputs[0], bump.inputs["Height"])
    links.new(bump.outputs["Normal"], shader.inputs["Normal"])


def _let_light_through(tree, shader, color):
    """Glass throws a light shadow of its colour: without it every glass part would stand in a black one."""
    nodes, links = tree.nodes, tree.links
    path, clear, mix = nodes.new("ShaderNodeLightPath"), nodes.new("ShaderNodeBsdfTransparent"), nodes.new("ShaderNodeMixShader")
    _set(clear, "Color", (*color, 1.0))
    links.new(path.outputs["Is Shadow Ray"], mix.inputs[0])
    links.new(shader.outputs[0], mix.inputs[1])
    links.new(clear.outputs[0], mix.inputs[2])
    return mix


def make(description):
    material = bpy.data.materials.new(description["id"])
    tree = tree_of(material)
    shader = tree.nodes.new("ShaderNodeBsdfPrincipled")
    output = tree.nodes.new("ShaderNodeOutputMaterial")
    color = linear(description["baseColor"])
    for name, value in {
        "Base Color": (*color, 1.0),
        "Metallic": description["metallic"],
        "Roughness": description["roughness"],
        "IOR": description["ior"],
        "Specular IOR Level": description["specular"],
        "Transmission Weight": description["transmission"],
        "Coat Weight": description["coat"],
        "Coat Roughness": description["coatRoughness"],
        "Anisotropic": description["anisotropic"],
    }.items():
        _set(shader, name, value)
    if description["grainScale"] > 0 and description["grainStrength"] > 0:
        _add_grain(tree, shader, description)
    surface = _let_light_through(tree, shader, color) if description["transmission"] > 0.5 else shader
    tree.links.new(surface.outputs[0], output.inputs["Surface"])
    material["hartomat_material"] = description["id"]
    return material


def assign(parts, description):
    """Gives every part its material, over whatever the GLB carries. Repeats share a mesh and may still differ."""
    by_id = {entry["id"]: entry for entry in description["materials"]}
    made = {}

    def material_of(part_key):
        wanted = description["assignments"].get(part_key, description["defaultMaterial"])
        if wanted not in by_id:
            raise ItemFailure("settings", "The material %s of the part %s is not in the batch." % (wanted, part_key))
        if wanted not in made:
            made[wanted] = make(by_id[wanted])
        return made[wanted]

    for part in parts:
        material = material_of(part["partKey"])
        if not part.material_slots:
            part.data.materials.append(None)
        for slot in part.material_slots:
            slot.link = "OBJECT"
            slot.material = material
