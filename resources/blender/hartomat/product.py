# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings the product into the scene and measures it."""

import math

import bpy
import mathutils
import numpy

from .failures import ItemFailure, demand_file

# Beyond this many points the corners of each part's box stand for the part.
MOST_POINTS = 4_000_000


def import_glb(path):
    """Returns the mesh objects that carry a partKey. Names are no key: Blender cuts and renumbers them."""
    demand_file(path, "The product's GLB")
    before = set(bpy.data.objects)
    try:
        bpy.ops.import_scene.gltf(filepath=path)
    except RuntimeError as error:
        raise ItemFailure("scene", "The product's GLB cannot be read: %s" % str(error).strip().splitlines()[-1])
    added = [thing for thing in bpy.data.objects if thing not in before]
    parts = [thing for thing in added if thing.type == "MESH" and "partKey" in thing.keys()]
    if not parts:
        raise ItemFailure("scene", "The product's GLB has no mesh that carries a partKey.")
    return added, parts


def _points_of(mesh):
    flat = numpy.empty(len(mesh.vertices) * 3, dtype=numpy.float32)
    mesh.vertices.foreach_get("co", flat)
    return flat.reshape(-1, 3).astype(numpy.float64)


def world_points(parts):
    """Points (n, 3) in world coordinates whose outline is the product's: its vertices, or box corners if too many."""
    bpy.context.view_layer.update()
    total = sum(len(part.data.vertices) for part in parts)
    meshes = {}
    pieces = []
    for part in parts:
        if not len(part.data.vertices):
            continue
        local = meshes.get(part.data.name_full)
        if local is None:
            local = numpy.array([corner[:] for corner in part.bound_box]) if total > MOST_POINTS else _points_of(part.data)
            meshes[part.data.name_full] = local
        matrix = numpy.array(part.matrix_world)
        pieces.append(local @ matrix[:3, :3].T + matrix[:3, 3])
    if not pieces:
        raise ItemFailure("scene", "The product has no geometry.")
    points = numpy.concatenate(pieces)
    if not numpy.isfinite(points).all():
        raise ItemFailure("scene", "The product has coordinates that are not numbers.")
    return points


class Placed:
    """The product where it stands: its root, its points, and a turn about the upright axis through its foot."""

    def __init__(self, root, points, foot):
        self.root = root
        self.points = points
        self._foot = mathutils.Vector(foot)
        self._unturned = root.matrix_world.copy()

    def turn(self, degrees):
        """Counterclockwise as seen from above, counted from how the product was placed."""
        there, back = mathutils.Matrix.Translation(self._foot), mathutils.Matrix.Translation(-self._foot)
        self.root.matrix_world = there @ mathutils.Matrix.Rotation(math.radians(degrees), 4, "Z") @ back @ self._unturned
        bpy.context.view_layer.update()


def place(added, points, scale, bottom_centre):
    """Scales the product and stands the middle of its underside on a point."""
    low, high = points.min(axis=0), points.max(axis=0)
    foot = numpy.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2]])
    root = bpy.data.objects.new("hartomat_product_root", None)
    bpy.context.scene.collection.objects.link(root)
    for thing in added:
        if thing.parent is None:
            thing.parent = root
    target = numpy.array(bottom_centre, dtype=numpy.float64)
    root.scale = (scale, scale, scale)
    root.location = target - foot * scale
    bpy.context.view_layer.update()
    return Placed(root, (points - foot) * scale + target, target)
