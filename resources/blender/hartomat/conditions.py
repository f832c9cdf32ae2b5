# SPDX-License-Identifier: GPL-3.0-or-later
"""Every condition of a picture, set explicitly, so that all supported versions of Blender make the same one."""

import bpy

from . import device as devices
from .failures import ItemFailure

# Keeps the colours of a product as they are and rolls highlights off gently; AgX greys whites, Standard clips metals.
VIEW_TRANSFORM = "Khronos PBR Neutral"
SAMPLING_PATTERN = "TABULATED_SOBOL"

CYCLES = {
    "feature_set": "SUPPORTED",
    "shading_system": False,
    "use_animated_seed": False,
    "sampling_pattern": SAMPLING_PATTERN,
    "scrambling_distance": 1.0,
    "auto_scrambling_distance": False,
    "use_adaptive_sampling": False,
    "sample_offset": 0,
    "use_sample_subset": False,
    "time_limit": 0.0,
    "min_light_bounces": 0,
    "min_transparent_bounces": 0,
    "use_light_tree": True,
    "light_sampling_threshold": 0.01,
    "use_guiding": False,
    "max_bounces": 12,
    "diffuse_bounces": 4,
    "glossy_bounces": 6,
    "transmission_bounces": 12,
    "volume_bounces": 0,
    "transparent_max_bounces": 16,
    "sample_clamp_direct": 0.0,
    "sample_clamp_indirect": 8.0,
    "blur_glossy": 1.0,
    "caustics_reflective": False,
    "caustics_refractive": False,
    "use_fast_gi": False,
    "pixel_filter_type": "BLACKMAN_HARRIS",
    "filter_width": 1.5,
    "film_exposure": 1.0,
    "film_transparent_glass": False,
    "use_auto_tile": False,
    "use_layer_samples": "IGNORE",
    "pass_alpha_threshold": 0.5,
}

DENOISING = {
    "denoiser": "OPENIMAGEDENOISE",
    "denoising_input_passes": "RGB_ALBEDO_NORMAL",
    "denoising_prefilter": "ACCURATE",
    "denoising_quality": "HIGH",
}

RENDER = {
    "resolution_percentage": 100,
    "pixel_aspect_x": 1.0,
    "pixel_aspect_y": 1.0,
    "use_border": False,
    "use_crop_to_border": False,
    "dither_intensity": 0.0,
    "filter_size": 1.5,
    "use_persistent_data": False,
    "use_motion_blur": False,
    "use_simplify": False,
    "use_freestyle": False,
    "use_sequencer": False,
    "use_multiview": False,
    "use_stamp": False,
    "use_file_extension": False,
    "use_overwrite": True,
    "use_placeholder": False,
    # 5.2 would take the graphics card and aborts without one.
    "compositor_device": "CPU",
    "film_transparent": False,
}

IMAGE = {
    "file_format": "PNG",
    "color_depth": "8",
    "compression": 15,
    "color_management": "FOLLOW_SCENE",
}

VIEW = {
    "view_transform": VIEW_TRANSFORM,
    "look": "None",
    "gamma": 1.0,
    "use_curve_mapping": False,
    "use_white_balance": False,
    "use_hdr_view": False,
}

EEVEE = {"taa_render_samples": None, "use_raytracing": True, "use_shadows": True}
EEVEE_NAMES = ("BLENDER_EEVEE_NEXT", "BLENDER_EEVEE")


def put(owner, name, value):
    """Sets a property that this version has; one that it does not have cannot make a difference here."""
    if not hasattr(owner, name):
        return
    try:
        setattr(owner, name, value)
    except (TypeError, ValueError, AttributeError) as error:
        raise ItemFailure("settings", "%s cannot be %r: %s" % (name, value, str(error).strip()))


def put_all(owner, values):
    for name, value in values.items():
        put(owner, name, value)


def _set_engine(scene, engine):
    names = ("CYCLES",) if engine == "cycles" else EEVEE_NAMES
    known = {item.identifier for item in scene.render.bl_rna.properties["engine"].enum_items}
    # Cycles is an add-on: it is not in the list of built-in engines, but can be set.
    for name in names:
        if name == "CYCLES" or name in known:
            scene.render.engine = name
            return
    raise ItemFailure("settings", "This Blender has no engine for %s." % engine)


def apply(scene, wanted, exposure, transparent, keep_compositor=False):
    """Sets everything that `wanted` (conditions of the batch) and this module say. Returns the device in use."""
    _set_engine(scene, wanted["engine"])
    device = devices.choose(wanted["device"])
    if wanted["engine"] == "cycles":
        put_all(scene.cycles, CYCLES)
        scene.cycles.samples = wanted["samples"]
        scene.cycles.seed = wanted["seed"]
        devices.apply(scene, device)
        scene.cycles.use_denoising = wanted["denoise"]
        if wanted["denoise"]:
            put_all(scene.cycles, DENOISING)
            put(scene.cycles, "denoising_use_gpu", device.kind == "GPU")
    else:
        put_all(scene.eevee, {**EEVEE, "taa_render_samples": wanted["samples"]})
    render = scene.render
    put_all(render, RENDER)
    render.resolution_x, render.resolution_y = wanted["width"], wanted["height"]
    render.film_transparent = transparent
    render.use_compositing = keep_compositor
    render.threads_mode = "FIXED" if wanted["threads"] else "AUTO"
    if wanted["threads"]:
        render.threads = wanted["threads"]
    put(render.image_settings, "media_type", "IMAGE")
    put_all(render.image_settings, IMAGE)
    render.image_settings.color_mode = "RGBA" if transparent else "RGB"
    scene.display_settings.display_device = "sRGB"
    put(scene.display_settings, "emulation", "OFF")
    put_all(scene.view_settings, VIEW)
    scene.view_settings.exposure = exposure
    return device


def read_back(scene, device, extra):
    """What was really used (actualConditionsSchema), read from Blender after the render."""
    cycles, render = scene.cycles, scene.render
    with_cycles = render.engine == "CYCLES"
    return {
        "blenderVersion": "%d.%d.%d" % bpy.app.version,
        "runtimeKind": "program" if bpy.app.binary_path else "module",
        "engine": render.engine,
        "device": device.kind if with_cycles else "GPU",
        "deviceName": device.name if with_cycles else "",
        "deviceBackend": device.backend if with_cycles else "OPENGL",
        "samples": cycles.samples if with_cycles else scene.eevee.taa_render_samples,
        "seed": cycles.seed,
        "denoiser": cycles.denoiser if with_cycles and cycles.use_denoising else "",
        "threads": render.threads,
        "width": render.resolution_x,
        "height": render.resolution_y,
        "viewTransform": scene.view_settings.view_transform,
        "samplingPattern": cycles.sampling_pattern if with_cycles else "",
        **extra,
    }
