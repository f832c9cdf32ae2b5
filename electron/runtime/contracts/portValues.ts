import { z } from 'zod';
import { boundingBoxSchema } from '../../../shared/domain/geometry.ts';
import { materialSchema } from '../../../shared/domain/material.ts';
import {
  artifactKindSchema,
  invocationProfileSchema,
  rendererSettingsSchema,
} from '../../../shared/domain/outputType.ts';
import type { PortType } from '../../../shared/domain/portType.ts';
import { renderTemplateSchema } from '../../../shared/domain/template.ts';
import { actualConditionsSchema } from './renderBatch.ts';

/** A file that belongs to a port value. */
export interface ArtifactFile {
  /** What it is to its value: `image`, `frame_0001`, `manifest`. Unique within the value. */
  readonly name: string;
  /** Without the dot. */
  readonly extension: string;
  /** Absolute. In a node's own folder when the node returns it, in the artifact store when the next node gets it. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What decided a picture beside its settings; goes into the provenance. */
export const renderOriginSchema = z.object({
  template: z.object({ id: z.string(), sha256: z.string() }),
  /** partKey -> material id. */
  materials: z.record(z.string(), z.string()),
});

const madeSchema = { actual: actualConditionsSchema, origin: renderOriginSchema };
const sizeSchema = { width: z.number().int(), height: z.number().int() };

/**
 * The data of each port type. Data never holds a path, an id of a run or a time: equal content has equal data, so that
 * it can be reused. Files by name in the comment.
 */
export const portData = {
  /** files: `step` */
  cad: z.object({ fileName: z.string(), sha256: z.string(), bytes: z.number().int() }),
  /** files: `manifest` (shared/domain/cad.ts, JSON) */
  manifest: z.object({ parts: z.number().int(), uniquePartKeys: z.number().int(), boundingBox: boundingBoxSchema }),
  /** files: `glb` */
  glb: z.object({ meshNodes: z.number().int(), source: z.enum(['cached', 'rebuilt', 'file']) }),
  bbox: boundingBoxSchema,
  material_map: z.object({
    /** Every part. */
    assignments: z.record(z.string(), z.string()),
    /** Only those in use, sorted by id. */
    materials: z.array(materialSchema),
    /** Parts that got their material from neither the map nor an override. */
    unmatched: z.array(z.string()),
  }),
  /** files: `blend`, when the template is one */
  template: z.object({ template: renderTemplateSchema, sha256: z.string() }),
  order_line: z.object({
    product: z.object({ name: z.string(), articleNumber: z.string(), cadSha256: z.string() }),
    profile: invocationProfileSchema,
    /** Without the limits: they decide nothing of the picture. */
    renderer: rendererSettingsSchema.omit({ wallSeconds: true, silenceSeconds: true }),
  }),
  /** files: `image` (PNG) */
  image: z.object({ ...sizeSchema, pixelHash: z.string(), made: z.object(madeSchema).nullable() }),
  /** files: `frame_0001`, `frame_0002`… (PNG) */
  frames: z.object({ ...sizeSchema, count: z.number().int(), fps: z.number(), made: z.object(madeSchema) }),
  /** files: `video` */
  video: z.object({
    ...sizeSchema,
    frames: z.number().int(),
    fps: z.number(),
    format: z.enum(['mp4', 'webm', 'gif']),
    made: z.object(madeSchema),
  }),
  /** files: `blend`, `canonical` (what it holds, as text) */
  blend: z.object({ parts: z.number().int(), made: z.object(madeSchema) }),
  /** files: `model` */
  model: z.object({ format: z.enum(['glb', 'stl']), triangles: z.number().int() }),
  /** files: `file` (as it is delivered, provenance in it) and, where there is a picture of it, `preview` (PNG) */
  asset: z.object({
    fileName: z.string(),
    kind: artifactKindSchema,
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    frames: z.number().int().nullable(),
    fps: z.number().nullable(),
    pixelHash: z.string().nullable(),
    made: z.object(madeSchema).nullable(),
    /** Deliverables that go with it: name of the file in `files` -> its kind and the name that people see. */
    attachments: z.array(z.object({ file: z.string(), kind: artifactKindSchema, fileName: z.string() })),
  }),
} as const satisfies Record<PortType, z.ZodType>;

export type PortData<T extends PortType> = z.infer<(typeof portData)[T]>;

/** What flows along a wire: data that is small and canonical, and files by content. */
export interface PortValue<T extends PortType = PortType> {
  readonly type: T;
  readonly data: PortData<T>;
  readonly files: readonly ArtifactFile[];
}

/** The file of a value by its name. Every value of a type has the files that `portData` names. */
export function fileOf(value: Pick<PortValue, 'type' | 'files'>, name: string): ArtifactFile {
  const file = value.files.find((candidate) => candidate.name === name);
  if (!file) throw new Error(`A value of the type ${value.type} has no file ${name}.`);
  return file;
}
