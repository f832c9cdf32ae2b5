# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds a studio around a product of radius 1 m: ground, area lights, world. No file behind it.

The rig turns with the camera, as a photographer turns the product and leaves the lights: azimuths of lights count
from where the camera stands.
"""

import math

import bpy

from .camera import View
from .materials import linear, tree_of

# In radii. The wall stands behind the product, the floor reaches behind the camera.
WALL_DISTANCE = 9.0
BEND_RADIUS = 5.0
FLOOR_REACH = 60.0
WALL_HEIGHT = 60.0
BEND_STEPS = 24
FLOOR_GAP = 1e-3


def _ground_material(studio):
    material = bpy.data.materials.new("hartomat_ground")
    tree = tree_of(material)
    shader, output = tree.nodes.new("ShaderNodeBsdfPrincipled"), tree.nodes.new("ShaderNodeOutputMaterial")
    shader.inputs["Base Color"].default_value = (*linear(studio["backdrop"]), 1.0)
    shader.inputs["Roughness"].default_value = studio["groundRoughness"]
    shader.inputs["Specular IOR Level"].default_value = 0.3
    tree.links.new(shader.outputs[0], output.inputs["Surface"])
    return material


def _profile():
    """Floor, bend and wall as (distance behind the product, height)."""
    start = WALL_DISTANCE - BEND_RADIUS
    bend = [
        (start + BEND_RADIUS * math.sin(angle), BEND_RADIUS * (1 - math.cos(angle)))
        for angle in (math.pi / 2 * step / BEND_STEPS for step in range(BEND_STEPS + 1))
    ]
    return [(-FLOOR_REACH, 0.0), *bend, (WALL_DISTANCE, WALL_HEIGHT)]


def _add_ground(studio, azimuth, catcher):
    profile = [(-FLOOR_REACH, 0.0), (FLOOR_REACH, 0.0)] if catcher else _profile()
    mesh = bpy.data.meshes.new("hartomat_ground")
    points = [(side * FLOOR_REACH, back, up - FLOOR_GAP) for back, up in profile for side in (-1, 1)]
    faces = [(2 * at, 2 * at + 1, 2 * at + 3, 2 * at + 2) for at in range(len(profile) - 1)]
    mesh.from_pydata(points, [], faces)
    mesh.polygons.foreach_set("use_smooth", [True] * len(faces))
    mesh.materials.append(_ground_material(studio))
    ground = bpy.data.objects.new("hartomat_ground", mesh)
    ground.rotation_euler = (0.0, 0.0, math.radians(azimuth))
    ground.is_shadow_catcher = catcher
    bpy.context.scene.collection.objects.link(ground)


def _add_light(light, centre, azimuth):
    data = bpy.data.lights.new(light["name"], "AREA")
    data.shape = "RECTANGLE"
    data.size, data.size_y = light["size"]
    data.energy = light["power"]
    data.color = light["color"]
    data.use_shadow = True
    view = View(azimuth + light["azimuth"], light["elevation"])
    thing = bpy.data.objects.new(light["name"], data)
    thing.matrix_world = view.matrix(centre + view.towards_camera * light["distance"])
    # Seen in reflections, never in the picture itself.
    thing.visible_camera = False
    bpy.context.scene.collection.objects.link(thing)


def _add_world(studio):
    """What lights and is reflected may differ from what the camera sees behind the product."""
    world = bpy.data.worlds.new("hartomat_world")
    tree = tree_of(world)
    nodes, links = tree.nodes, tree.links
    around, behind = nodes.new("ShaderNodeBackground"), nodes.new("ShaderNodeBackground")
    around.inputs["Color"].default_value = (*linear(studio["worldColor"]), 1.0)
    around.inputs["Strength"].default_value = studio["worldStrength"]
    behind.inputs["Color"].default_value = (*linear(studio["backdrop"]), 1.0)
    path, mix = nodes.new("ShaderNodeLightPath"), nodes.new("ShaderNodeMixShader")
    output = nodes.new("ShaderNodeOutputWorld")
    links.new(path.outputs["Is Camera Ray"], mix.inputs[0])
    links.new(around.outputs[0], mix.inputs[1])
    links.new(behind.outputs[0], mix.inputs[2])
    links.new(mix.outputs[0], output.inputs["Surface"])
    bpy.context.scene.world = world


def build(studio, points, azimuth, transparent):
    """`points`: the product as it stands, radius about 1, underside at height 0."""
    centre = (points.min(axis=0) + points.max(axis=0)) / 2
    _add_world(studio)
    for light in studio["lights"]:
        _add_light(light, centre, azimuth)
    if studio["ground"] != "none":
        # An opaque floor would fill a picture that is asked to be transparent.
        _add_ground(studio, azimuth, studio["ground"] == "catcher" or transparent)
