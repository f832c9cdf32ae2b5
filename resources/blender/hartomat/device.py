# SPDX-License-Identifier: GPL-3.0-or-later
"""Chooses the device and asks Cycles which one it really is.

`cycles.device = "GPU"` without a graphics card renders on the processor and reports success, so only
`has_active_device()` counts. A factory reset forgets the choice: it is made again for each item.
"""

import platform

import bpy

from .failures import ItemFailure

# In the order of preference; a build knows only some of them.
BACKENDS = ("OPTIX", "CUDA", "HIP", "METAL", "ONEAPI")

# A machine does not gain a graphics card while this process lives: asking again would cost time in every item.
_none_found = None


class Device:
    def __init__(self, kind, name, backend):
        self.kind = kind
        self.name = name
        self.backend = backend


def _cpu():
    return Device("CPU", platform.processor() or platform.machine() or "CPU", "")


def _preferences():
    addon = bpy.context.preferences.addons.get("cycles")
    if addon is None:
        raise ItemFailure("device", "This Blender has no Cycles.")
    return addon.preferences


def _try_backend(preferences, backend):
    """Returns the names of the devices that are switched on, or why there is none."""
    try:
        preferences.compute_device_type = backend
    except TypeError:
        return [], "%s is not in this build" % backend
    devices = preferences.get_devices_for_type(backend)
    for device in devices:
        device.use = device.type == backend
    used = [device.name for device in devices if device.use]
    if not used or not preferences.has_active_device():
        return [], "%s finds no device" % backend
    return used, ""


def choose(wanted):
    """`wanted`: cpu, gpu or auto. `auto` falls back to the processor; `gpu` raises a `device` failure instead."""
    global _none_found
    if wanted == "cpu":
        return _cpu()
    preferences = _preferences()
    if _none_found is None:
        reasons = []
        for backend in BACKENDS:
            names, reason = _try_backend(preferences, backend)
            if names:
                return Device("GPU", ", ".join(names), backend)
            reasons.append(reason)
        _none_found = "; ".join(reasons)
        preferences.compute_device_type = "NONE"
    if wanted == "gpu":
        raise ItemFailure("device", "No graphics device can be used: %s." % _none_found)
    return _cpu()


def apply(scene, device):
    scene.cycles.device = device.kind
    if device.kind == "CPU":
        return
    if not _preferences().has_active_device():
        raise ItemFailure("device", "The graphics device %s went away." % device.name)
