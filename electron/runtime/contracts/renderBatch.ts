import { z } from 'zod';
import { cameraPresetSchema, studioSchema } from '../../../shared/domain/template.ts';
import { materialSchema } from '../../../shared/domain/material.ts';

/**
 * The job protocol between this application and a Blender process, wherever that runs.
 *
 * A batch is a folder that can travel:
 *   batch.json            this document; every path in it is relative to the folder
 *   inputs/<sha256>.<ext> files by content hash
 *   runs/<process run id>/<item id>.result.json   one result per item, written under another name and renamed
 *   runs/<process run id>/<item id>/...           the outputs of the item
 * Nothing passes through shared memory or an open pipe that the result depends on: lines on a pipe carry progress only.
 * The Python side is resources/blender/run_batch.py.
 */
export const BATCH_PROTOCOL = 1;

/** A path inside the batch folder: relative, forward slashes, no `..`. */
const relativePathSchema = z.string().regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$))[A-Za-z0-9._/-]+$/);

export const sceneSchema = z.object({
  /** GLB whose mesh nodes carry extras.partKey; metres, as glTF has it (Y up). */
  glb: relativePathSchema,
  materials: z.array(materialSchema),
  /** partKey -> material id. Parts that are absent get `defaultMaterial`. */
  assignments: z.record(z.string(), z.string()),
  defaultMaterial: z.string(),
  template: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('studio'), studio: studioSchema }),
    z.object({ kind: z.literal('blend'), blend: relativePathSchema }),
  ]),
  /** For a studio: where the camera stands. For a .blend: the name of a camera object in it. */
  camera: z.union([cameraPresetSchema, z.object({ name: z.string() })]),
  fitMargin: z.number(),
});
export type SceneDescription = z.infer<typeof sceneSchema>;

export const renderConditionsSchema = z.object({
  engine: z.enum(['cycles', 'eevee']),
  device: z.enum(['auto', 'cpu', 'gpu']),
  samples: z.number().int(),
  seed: z.number().int(),
  denoise: z.boolean(),
  width: z.number().int(),
  height: z.number().int(),
  transparent: z.boolean(),
  /** 0 = automatic. */
  threads: z.number().int(),
});
export type RenderConditions = z.infer<typeof renderConditionsSchema>;

const itemBase = {
  id: z.string().regex(/^[A-Za-z0-9_-]+$/),
  /** Hash of everything that decides the result, and the attempt number. */
  attemptKey: z.string(),
  limits: z.object({ wallSeconds: z.number(), silenceSeconds: z.number() }),
};

export const renderItemSchema = z.discriminatedUnion('kind', [
  z.object({
    ...itemBase,
    kind: z.literal('still'),
    scene: sceneSchema,
    conditions: renderConditionsSchema,
    /** A quick small picture first, written as preview.png, announced by a `preview` event. */
    preview: z.boolean(),
  }),
  /**
   * Which part is seen where in a still of the same scene and size, by Cycles on the processor whatever the conditions
   * say. Output: `index`, a PNG of three times 8 bit: red + 256 * green + 65536 * blue is the number of the part, from 1;
   * 0 = none. `report.parts`: partKeys in the order of their numbers.
   */
  z.object({ ...itemBase, kind: z.literal('part_index'), scene: sceneSchema, conditions: renderConditionsSchema }),
  /**
   * Frames of a turntable, the scene built once. Each becomes `frame_0001.png` in the folder of the item, whole, as soon
   * as it is rendered, and then `frame_0001.json` (turntableFrameSchema): frames outlive a process that is killed.
   */
  z.object({
    ...itemBase,
    kind: z.literal('turntable'),
    scene: sceneSchema,
    conditions: renderConditionsSchema,
    turntable: z.object({
      /** Of the whole turntable. */
      frames: z.number().int().positive(),
      /** That the camera travels over all frames; at 360 the first frame does not come again. */
      degrees: z.number(),
      /** Of the camera, as seen from above. */
      direction: z.enum(['counterclockwise', 'clockwise']),
    }),
    /** The frames to render, from 1, in this order. */
    wanted: z.array(z.number().int().positive()).min(1),
  }),
  /**
   * Saves the scene as a .blend with everything in it and opens it again. Outputs: `blend`, `canonical` (sorted lines of
   * text: what the reopened file holds). `report.partKeys`: of the reopened file.
   */
  z.object({
    ...itemBase,
    kind: z.literal('export_blend'),
    scene: sceneSchema,
    conditions: renderConditionsSchema,
    compress: z.boolean(),
  }),
  /** A copy of a .blend with this line of text in it (text block and scene property). Output: `blend`. */
  z.object({ ...itemBase, kind: z.literal('stamp_blend'), blend: relativePathSchema, provenance: z.string() }),
  /** Opens any .blend as a hostile file. Output: `canonical`; `report.partKeys`. */
  z.object({ ...itemBase, kind: z.literal('describe_blend'), blend: relativePathSchema }),
  /** Output: `video`, without sound, times and names. All frames lie in one folder and have the size of the video. */
  z.object({
    ...itemBase,
    kind: z.literal('encode_video'),
    frames: z.array(relativePathSchema).min(1),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    fps: z.number().int().positive(),
    format: z.enum(['mp4', 'webm']),
    /** 0..100 */
    quality: z.number().min(0).max(100),
  }),
  /** Outputs: `frame_0001`, `frame_0002`…, one PNG for every frame of the video, in order. */
  z.object({ ...itemBase, kind: z.literal('decode_video'), video: relativePathSchema }),
  /** Opens a user's .blend template and reports what the conventions miss (TemplateReport in `report`). */
  z.object({ ...itemBase, kind: z.literal('validate_template'), blend: relativePathSchema }),
  /** Imports the GLB and reports the partKeys that Blender holds (`report.partKeys`): the fifth count of CAD parity. */
  z.object({ ...itemBase, kind: z.literal('count_parts'), glb: relativePathSchema }),
  /** Switches a GPU on and renders a few pixels, so that kernels are compiled once, outside every time limit. */
  z.object({ ...itemBase, kind: z.literal('warm_up'), device: z.enum(['auto', 'cpu', 'gpu']) }),
]);
export type RenderItem = z.infer<typeof renderItemSchema>;

export const renderBatchSchema = z.object({
  protocol: z.literal(BATCH_PROTOCOL),
  /** Hash of the attempt keys. */
  batchKey: z.string(),
  inputs: z.array(z.object({ path: relativePathSchema, sha256: z.string(), bytes: z.number().int() })),
  items: z.array(renderItemSchema).min(1),
});
export type RenderBatch = z.infer<typeof renderBatchSchema>;

/** Whose fault a failure is; decides about a retry. */
export const failureClassSchema = z.enum(['scene', 'settings', 'missing_file', 'memory', 'device', 'disk', 'internal']);

/** What was really used, read back from Blender after the render, never copied from the request. */
export const actualConditionsSchema = z.object({
  blenderVersion: z.string(),
  runtimeKind: z.enum(['program', 'module']),
  engine: z.string(),
  device: z.enum(['CPU', 'GPU']),
  deviceName: z.string(),
  /** CUDA, OPTIX, HIP, METAL, ONEAPI; empty on the CPU. */
  deviceBackend: z.string(),
  samples: z.number().int(),
  seed: z.number().int(),
  denoiser: z.string(),
  threads: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  viewTransform: z.string(),
  samplingPattern: z.string(),
  /** Mesh objects that carry a partKey in the scene that was rendered. */
  partObjects: z.number().int(),
  missingLibraries: z.array(z.string()),
  autoexecBlocked: z.boolean(),
});
export type ActualConditions = z.infer<typeof actualConditionsSchema>;

/** What stands beside each frame of a turntable, written after it: without this a frame does not count. */
export const turntableFrameSchema = z.object({
  frame: z.number().int(),
  /** Of the picture file. */
  sha256: z.string(),
  actual: actualConditionsSchema,
});

export const itemResultSchema = z.object({
  protocol: z.literal(BATCH_PROTOCOL),
  itemId: z.string(),
  attemptKey: z.string(),
  runId: z.string(),
  status: z.enum(['ok', 'error']),
  error: z.object({ class: failureClassSchema, message: z.string(), traceback: z.string().default('') }).nullable(),
  /** File paths are relative to the batch folder. */
  outputs: z.array(
    z.object({ name: z.string(), file: relativePathSchema, bytes: z.number().int(), sha256: z.string() }),
  ),
  actual: actualConditionsSchema.nullable(),
  report: z.record(z.string(), z.unknown()).nullable(),
  timings: z.object({
    importSeconds: z.number(),
    setupSeconds: z.number(),
    renderSeconds: z.number(),
    totalSeconds: z.number(),
  }),
  /** High-water mark of the Blender process; a warm one keeps it from earlier items. */
  peakMemoryBytes: z.number(),
  /** Processor time of the Blender process for this item, all threads; null where it is not reported. */
  cpuSeconds: z.number().nullable().default(null),
});
export type ItemResult = z.infer<typeof itemResultSchema>;
