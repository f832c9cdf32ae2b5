# SPDX-License-Identifier: GPL-3.0-or-later
"""Encodes pictures as a video and takes a video apart, with the FFmpeg that is inside Blender.

Colours go through as they are: sequencer, pictures and display are all sRGB and the view transform does nothing.
"""

import os

import bpy

from . import conditions, mp4, picture, png, results, scene, webm
from .failures import ItemFailure, demand_file

FORMATS = {"mp4": ("MPEG4", "H264"), "webm": ("WEBM", "WEBM")}
# From this quality on; the encoder's rate factor behind each word falls from 32 to 17.
QUALITIES = ((90, "PERC_LOSSLESS"), (75, "HIGH"), (55, "MEDIUM"), (35, "LOW"), (15, "VERYLOW"), (0, "LOWEST"))
CHANNEL = 1


class _Steps:
    """Tells after each frame how far it is. Blender calls it; nothing of it may stay behind in the handlers."""

    def __init__(self, context, total):
        self._context = context
        self._total = total
        self._done = 0

    def __enter__(self):
        bpy.app.handlers.render_post.append(self._on_frame)

    def __exit__(self, *_):
        bpy.app.handlers.render_post.remove(self._on_frame)

    def _on_frame(self, *_):
        self._done += 1
        self._context.watchdog.sign()
        self._context.progress.steps(self._done, self._total)


def _strips(current):
    editor = current.sequence_editor_create()
    # Called `sequences` before 4.4.
    return editor.strips if hasattr(editor, "strips") else editor.sequences


def _empty_cut(width, height, fps, fps_base=1.0):
    """A scene that shows nothing but what is cut into it."""
    scene.reset()
    current = bpy.context.scene
    render = current.render
    conditions.put_all(render, conditions.RENDER)
    for entry in render.bl_rna.properties:
        # Blender would write the date, the scene and more into the video.
        if entry.identifier.startswith("use_stamp") and not entry.is_readonly:
            setattr(render, entry.identifier, False)
    render.use_sequencer, render.use_compositing = True, False
    render.resolution_x, render.resolution_y = width, height
    render.fps, render.fps_base = fps, fps_base
    current.display_settings.display_device = "sRGB"
    conditions.put(current.display_settings, "emulation", "OFF")
    conditions.put_all(current.view_settings, {**conditions.VIEW, "view_transform": "Standard"})
    current.view_settings.exposure = 0.0
    current.sequencer_colorspace_settings.name = "sRGB"
    return current


def _render_all(current, raw, total, context):
    current.frame_start, current.frame_end, current.frame_step = 1, total, 1
    current.render.filepath = raw
    with _Steps(context, total):
        finished = bpy.ops.render.render(animation=True)
    if "FINISHED" not in finished:
        raise ItemFailure("internal", "Blender gave the video up.")


def _demand_frames(paths, width, height):
    """A picture that is missing or damaged would become a black frame without a word."""
    for path in paths:
        demand_file(path, "A frame")
        with open(path, "rb") as stream:
            try:
                png.clean(stream.read(), width, height)
            except ItemFailure as failure:
                raise ItemFailure("scene", "The frame %s cannot be used. %s" % (os.path.basename(path), failure))


def _use_codec(current, wanted, width, height):
    if wanted["format"] == "mp4" and (width % 2 or height % 2):
        raise ItemFailure("settings", "%d x %d is no size for MP4: both must be even." % (width, height))
    settings = current.render.image_settings
    conditions.put(settings, "media_type", "VIDEO")
    settings.file_format = "FFMPEG"
    settings.color_mode = "RGB"
    container, codec = FORMATS[wanted["format"]]
    factor = next(name for least, name in QUALITIES if wanted["quality"] >= least)
    ffmpeg = current.render.ffmpeg
    ffmpeg.format, ffmpeg.codec, ffmpeg.audio_codec = container, codec, "NONE"
    values = {"constant_rate_factor": factor, "ffmpeg_preset": "GOOD", "gopsize": 12, "use_max_b_frames": False}
    conditions.put_all(ffmpeg, {**values, "use_lossless_output": False, "use_autosplit": False})


def _open_video(path):
    demand_file(path, "The video")
    try:
        return bpy.data.movieclips.load(path)
    except RuntimeError as error:
        raise ItemFailure("scene", "The video cannot be opened: %s" % str(error).strip())


def _whole(path, container):
    """The bytes of the video as they are kept. On a full disk Blender reports success and leaves a beginning."""
    if not os.path.isfile(path):
        raise ItemFailure("disk", "Blender reported success and wrote no video.")
    with open(path, "rb") as stream:
        data = stream.read()
    if container == "webm":
        return webm.with_fixed_track_numbers(data)
    mp4.demand_whole(data)
    return data


def _demand_video(path, total, width, height):
    clip = _open_video(path)
    found = (clip.frame_duration, *clip.size)
    bpy.data.movieclips.remove(clip)
    if found != (total, width, height):
        raise ItemFailure("internal", "The video has %d frames of %d x %d." % found)


def encode_video(context):
    item, width, height = context.item, context.item["width"], context.item["height"]
    paths = [os.path.join(context.folder, frame) for frame in item["frames"]]
    context.progress.stage("setup", "Checking the frames")
    _demand_frames(paths, width, height)
    current = _empty_cut(width, height, item["fps"])
    _use_codec(current, item, width, height)
    strip = _strips(current).new_image("frames", paths[0], CHANNEL, 1)
    for path in paths[1:]:
        strip.elements.append(os.path.basename(path))
    # Where a frame lets through, the video is black.
    strip.blend_type = "ALPHA_OVER"
    context.timings.lap("setup")
    context.progress.stage("render", "Encoding the video")
    raw = os.path.join(context.out, "raw.%s" % item["format"])
    _render_all(current, raw, len(paths), context)
    context.timings.lap("render")
    context.progress.stage("write", "Checking the video")
    data = _whole(raw, item["format"])
    _demand_video(raw, len(paths), width, height)
    os.unlink(raw)
    path = os.path.join(context.out, "video.%s" % item["format"])
    results.write_whole(path, data)
    return {"outputs": [results.describe(context.folder, "video", path)], "actual": None, "report": {"frames": len(paths)}}


def decode_video(context):
    path = os.path.join(context.folder, context.item["video"])
    context.progress.stage("setup", "Opening the video")
    scene.reset()
    clip = _open_video(path)
    total, (width, height), rate = clip.frame_duration, clip.size, clip.fps
    if total < 1 or width < 1 or height < 1 or rate <= 0:
        raise ItemFailure("scene", "The video has no frames that can be shown.")
    # At another rate the sequencer would leave frames out or show them twice.
    whole = max(1, round(rate))
    current = _empty_cut(width, height, whole, whole / rate)
    settings = current.render.image_settings
    conditions.put(settings, "media_type", "IMAGE")
    conditions.put_all(settings, {**conditions.IMAGE, "color_mode": "RGB"})
    _strips(current).new_movie("video", path, CHANNEL, 1)
    context.timings.lap("setup")
    context.progress.stage("render", "Taking the video apart")
    _render_all(current, os.path.join(context.out, "raw_####"), total, context)
    context.timings.lap("render")
    outputs = []
    for frame in range(1, total + 1):
        name = "frame_%04d" % frame
        target = os.path.join(context.out, name + ".png")
        picture.take_over(os.path.join(context.out, "raw_%04d" % frame), target, width, height)
        outputs.append(results.describe(context.folder, name, target))
    return {"outputs": outputs, "actual": None, "report": {"frames": total, "fps": rate}}
