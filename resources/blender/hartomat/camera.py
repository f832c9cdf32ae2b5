# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts a camera where the product fills the frame: by the outline of its real points, not by a sphere around it."""

import math

import bpy
import mathutils
import numpy

SENSOR_MILLIMETRES = 36.0


class View:
    """Axes of a camera that looks at the product. Azimuth 0 stands in front (-Y), positive to the right (+X)."""

    def __init__(self, azimuth, elevation):
        turn, rise = math.radians(azimuth), math.radians(elevation)
        sin_turn, cos_turn, sin_rise, cos_rise = math.sin(turn), math.cos(turn), math.sin(rise), math.cos(rise)
        self.towards_camera = numpy.array([sin_turn * cos_rise, -cos_turn * cos_rise, sin_rise])
        self.right = numpy.array([cos_turn, sin_turn, 0.0])
        self.up = numpy.array([-sin_turn * sin_rise, cos_turn * sin_rise, cos_rise])

    def matrix(self, position):
        columns = (self.right, self.up, self.towards_camera, position)
        rows = [[column[row] for column in columns] for row in range(3)]
        return mathutils.Matrix((*rows, (0.0, 0.0, 0.0, 1.0)))


def _middle(along, depth, distance):
    """The shift of the camera that leaves the same space at both sides at this distance."""
    low, high = float(along.min()), float(along.max())
    for _ in range(48):
        middle = (low + high) / 2
        seen = (along - middle) / (depth + distance)
        if seen.max() > -seen.min():
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _fit_perspective(x, y, depth, tangent_x, tangent_y):
    """Smallest distance at which every point is inside the frame, and the shifts that centre it."""
    needed = []
    for along, tangent in ((x, tangent_x), (y, tangent_y)):
        needed.append(((along / tangent - depth).max() + (-along / tangent - depth).max()) / 2)
    distance = max(needed)
    # A flat or tiny product seen edge-on needs no distance, but the camera must stay outside.
    distance = max(distance, float(-depth.min()) + 0.05)
    return distance, _middle(x, depth, distance), _middle(y, depth, distance)


def fit(points, preset, width, height, margin):
    """Adds a camera for a preset (azimuth, elevation, focal length) and makes it the scene's."""
    view = View(preset["azimuth"], preset["elevation"])
    centre = (points.min(axis=0) + points.max(axis=0)) / 2
    relative = points - centre
    x, y, depth = relative @ view.right, relative @ view.up, -(relative @ view.towards_camera)
    share = 1.0 - 2.0 * min(margin, 0.49)
    longer = max(width, height)
    data = bpy.data.cameras.new("hartomat_camera")
    data.sensor_width = data.sensor_height = SENSOR_MILLIMETRES
    data.sensor_fit = "HORIZONTAL" if width >= height else "VERTICAL"
    radius = float(numpy.linalg.norm(relative, axis=1).max())
    if preset["focalLength"] is None:
        data.type = "ORTHO"
        extent = max((x.max() - x.min()) * longer / width, (y.max() - y.min()) * longer / height)
        data.ortho_scale = max(extent / share, radius * 1e-3)
        shift_x, shift_y, distance = (x.max() + x.min()) / 2, (y.max() + y.min()) / 2, radius * 4
    else:
        data.lens = preset["focalLength"]
        half = SENSOR_MILLIMETRES / 2 / preset["focalLength"] * share
        distance, shift_x, shift_y = _fit_perspective(x, y, depth, half * width / longer, half * height / longer)
    position = centre + view.right * shift_x + view.up * shift_y + view.towards_camera * distance
    data.clip_start = max((distance + float(depth.min())) * 0.05, radius * 1e-4)
    data.clip_end = distance + radius * 400
    camera = bpy.data.objects.new("hartomat_camera", data)
    scene = bpy.context.scene
    scene.collection.objects.link(camera)
    camera.matrix_world = view.matrix(position)
    scene.camera = camera
    return camera
