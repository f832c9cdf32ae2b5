import type { Material } from '../../../shared/domain/material.ts';
import type { BlenderRuntime } from '../../../shared/domain/blenderRuntime.ts';
import type { RenderTemplate } from '../../../shared/domain/template.ts';
import type { ActualConditions, RenderConditions } from './renderBatch.ts';

/** A template with its content hash and, for a .blend, its absolute path. */
export interface ResolvedTemplate {
  readonly value: RenderTemplate;
  readonly sha256: string;
  readonly blendPath: string | null;
}

/** What stands in front of the camera. Paths are absolute. */
export interface SceneRequest {
  readonly glb: { readonly path: string; readonly sha256: string };
  /** How many parts Blender must hold afterwards, or null when nobody knows. */
  readonly parts: number | null;
  readonly template: ResolvedTemplate;
  /** Only those in use; the default material among them. */
  readonly materials: readonly Material[];
  /** partKey -> material id. */
  readonly assignments: Readonly<Record<string, string>>;
}

/** What decides a picture beside its scene. How many threads work on it does not. */
export type PictureConditions = Omit<RenderConditions, 'threads'>;

/** Where and how a job is done, whatever it makes. */
export interface RenderJob {
  /** Absolute; the batch folders of every try lie in it. Frames of an interrupted turntable are found again here. */
  readonly folder: string;
  readonly runtime: BlenderRuntime;
  readonly priority: 'low' | 'normal' | 'high';
  /** 0 = as many as the machine has. */
  readonly threads: number;
  readonly limits: { readonly wallSeconds: number; readonly silenceSeconds: number };
  readonly signal: AbortSignal;
  readonly sink: RenderSink;
}

/** Tells what goes on during a job. Hints for people and for measurement: no result depends on them. */
export interface RenderSink {
  log(level: 'debug' | 'info' | 'warn' | 'error', source: string, text: string): void;
  /** `fraction` of this job, never less than before. `previewFile` is absolute. */
  progress(fraction: number, message: string, remainingSeconds: number | null, previewFile: string | null): void;
  /** A Blender process has the job. */
  started(process: { pid: number; warm: boolean }): void;
  /** What the job took, told once when it is over; a failed job tells it too, as far as it is known. */
  used?(use: JobUse): void;
  /** A try failed and is repeated after this many milliseconds, in a fresh Blender. `tryNumber` of the next one, from 2. */
  retried(error: { code: string; message: string }, tryNumber: number, delayMilliseconds: number): void;
}

export interface JobUse {
  /** Processor seconds of Blender for this job; null = not reported. */
  readonly cpuSeconds: number | null;
  readonly peakMemoryBytes: number | null;
  /** Of the process, when it ended with the job. */
  readonly exitCode: number | null;
  readonly tries: number;
}

/** A picture that was decoded and has the asked size and more than one colour. PNG. */
export interface RenderedPicture {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly pixelHash: string;
  readonly actual: ActualConditions;
}

export interface TurntableSettings {
  readonly frames: number;
  readonly degrees: number;
  readonly direction: 'counterclockwise' | 'clockwise';
}

/** Which part is seen where in a still; see `part_index` in renderBatch.ts for what a pixel says. */
export interface PartIndex {
  /** PNG, in the folder of the try. Size and numbers are checked by whoever decodes it. */
  readonly path: string;
  /** partKeys in the order of their numbers, from 1. */
  readonly parts: readonly string[];
}

export interface ExportedBlend {
  /** Opened again after it was saved: these are counts of what it then held. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly parts: number;
  /** Objects, instances, materials, cameras, modifiers… as sorted text lines; equal scenes have equal text. */
  readonly canonicalPath: string;
  readonly actual: ActualConditions;
}

/**
 * What every execution mode renders with: prepares the batch, renders in Blender, verifies what came, tries again where
 * the class of the failure allows it. Made by electron/runtime/rendering on top of RenderBackend and PictureServices.
 * All reject with AppError: `camera.unknown`, `template.missing_file`, `blender.*`, `media.undecodable`, `file.*`,
 * `app.cancelled`.
 */
export interface RenderServices {
  /** One picture per camera, in one Blender, in the order of `cameras`; null = the template's default camera. */
  stills(
    job: RenderJob,
    request: {
      scene: SceneRequest;
      conditions: PictureConditions;
      cameras: readonly (string | null)[];
    },
  ): Promise<{ pictures: RenderedPicture[]; use: JobUse }>;
  /** Where each part is seen in the still of the same request, at its size. Takes one sample, on the processor. */
  partIndex(
    job: RenderJob,
    request: { scene: SceneRequest; conditions: PictureConditions; camera: string | null },
  ): Promise<PartIndex>;
  /**
   * Every frame exactly once, in order. Frames that an earlier job left in the same folder for the same request are
   * verified and kept (`kept`), damaged ones are rendered again.
   */
  turntable(
    job: RenderJob,
    request: {
      scene: SceneRequest;
      conditions: PictureConditions;
      camera: string | null;
      turntable: TurntableSettings;
    },
  ): Promise<{ frames: RenderedPicture[]; kept: number; use: JobUse }>;
  exportBlend(
    job: RenderJob,
    request: {
      scene: SceneRequest;
      conditions: PictureConditions;
      camera: string | null;
      compress: boolean;
    },
  ): Promise<{ blend: ExportedBlend; use: JobUse }>;
  /** A copy of a .blend of ours with this provenance in it (text block and scene property), verified. */
  stampBlend(
    job: RenderJob,
    request: { blendPath: string; target: string; provenance: string },
  ): Promise<{ path: string; sha256: string; bytes: number }>;
  /** The canonical text of any .blend, opened as a hostile file. */
  describeBlend(job: RenderJob, blendPath: string): Promise<{ lines: string[]; partKeys: string[] }>;
  /** partKeys that Blender holds after importing this GLB. */
  countParts(job: RenderJob, glb: { path: string; sha256: string }): Promise<string[]>;
  /** Encodes pictures as a video without time stamps and verifies size, rate and number of frames. */
  encodeVideo(
    job: RenderJob,
    request: {
      frames: readonly { path: string; sha256: string }[];
      width: number;
      height: number;
      fps: number;
      format: 'mp4' | 'webm' | 'gif';
      /** 0..100 */
      quality: number;
      target: string;
    },
  ): Promise<{ path: string; sha256: string; bytes: number; frames: number; use: JobUse }>;
  /** Every frame of a video as PNG in `target`, in order. */
  decodeVideo(job: RenderJob, videoPath: string, target: string): Promise<string[]>;
}
