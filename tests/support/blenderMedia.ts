import { join } from 'node:path';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import { makeBlend } from './makeBlend.ts';

export interface BlenderMedia {
  /** With the line in a text block and in a property of the scene. */
  readonly plainBlend: string;
  readonly packedBlend: string;
  /** Holds another text and other properties, but nothing of ours. */
  readonly foreignBlend: string;
  readonly mp4: string;
  readonly webm: string;
}

/** Two of each kind of file that only Blender writes, in one start of it. Videos show `frames`, at 24 a second. */
export function makeBlenderMedia(
  runtime: BlenderRuntime,
  folder: string,
  request: { line: string; frames: readonly string[]; width: number; height: number },
): BlenderMedia {
  const file = (name: string): string => join(folder, name);
  const foreignBlend = makeBlend(
    folder,
    runtime,
    'foreign',
    `
import bpy, json, os
folder = ${JSON.stringify(folder)}
line = ${JSON.stringify(request.line)}
frames = json.loads(${JSON.stringify(JSON.stringify(request.frames))})
scene = bpy.context.scene

editor = scene.sequence_editor_create()
strips = getattr(editor, "strips", None) or editor.sequences
strip = strips.new_image("frames", frames[0], 1, 1)
for frame in frames[1:]:
    strip.elements.append(os.path.basename(frame))
scene.frame_start, scene.frame_end = 1, len(frames)
scene.render.resolution_x, scene.render.resolution_y = ${request.width}, ${request.height}
scene.render.resolution_percentage, scene.render.fps = 100, 24
scene.render.use_stamp = False
scene.view_settings.view_transform = "Standard"
if hasattr(scene.render.image_settings, "media_type"):
    scene.render.image_settings.media_type = "VIDEO"
scene.render.image_settings.file_format = "FFMPEG"
for container, codec, name in (("MPEG4", "H264", "film.mp4"), ("WEBM", "WEBM", "film.webm")):
    scene.render.ffmpeg.format, scene.render.ffmpeg.codec = container, codec
    scene.render.filepath, scene.render.use_file_extension = os.path.join(folder, name), False
    bpy.ops.render.render(animation=True)

text = bpy.data.texts.new("hartomat_provenance.json")
text.write(line)
scene["hartomat_provenance"] = line
bpy.ops.wm.save_as_mainfile(filepath=os.path.join(folder, "plain.blend"), compress=False)
bpy.ops.wm.save_as_mainfile(filepath=os.path.join(folder, "packed.blend"), compress=True)

bpy.data.texts.remove(text)
del scene["hartomat_provenance"]
bpy.data.texts.new("notes").write('{"schemaVersion":1}')
scene["other"] = '{"schemaVersion":1,"application":{"name":"another"}}'
`,
  );
  return {
    plainBlend: file('plain.blend'),
    packedBlend: file('packed.blend'),
    foreignBlend,
    mp4: file('film.mp4'),
    webm: file('film.webm'),
  };
}
