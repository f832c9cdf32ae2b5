import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RenderBackend, RenderEvent, RenderOutcome } from '../../electron/runtime/contracts/renderBackend.ts';
import type { RenderBatch, RenderItem, SceneDescription } from '../../electron/runtime/contracts/renderBatch.ts';
import { batchInputPath, writeBatch } from '../../electron/runtime/contracts/writeBatch.ts';
import { type BlenderPool, type BlenderPoolOptions, createBlenderPool } from '../../electron/workers/blenderPool.ts';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import { type Material, materialSchema } from '../../shared/domain/material.ts';
import { type RenderTemplate, renderTemplateSchema } from '../../shared/domain/template.ts';
import { builtWorkers } from './builtWorkers.ts';
import { resourcesFolder } from './testBlender.ts';
import { tinyGlb } from './tinyGlb.ts';

type StillItem = Extract<RenderItem, { kind: 'still' }>;

export interface PlacedFile {
  readonly sourcePath: string;
  readonly sha256: string;
  readonly extension: string;
  /** As items name it. */
  readonly path: string;
}

export interface RunOptions {
  readonly isolated?: boolean;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RenderEvent) => void;
}

export const shippedMaterials = (): Material[] =>
  materialSchema.array().parse(JSON.parse(readFileSync(join(resourcesFolder, 'materials/library.json'), 'utf8')));

export const shippedTemplate = (id: string): RenderTemplate =>
  renderTemplateSchema.parse(JSON.parse(readFileSync(join(resourcesFolder, `templates/${id}.json`), 'utf8')));

/** A folder with a small product in it, and batches about that product. `close` removes it. */
export class BlenderStand {
  readonly folder = mkdtempSync(join(tmpdir(), 'hartomat-blender-'));
  readonly product: PlacedFile;
  private readonly runtime: BlenderRuntime;
  private readonly workersFolder: string;
  private files: PlacedFile[];

  private constructor(runtime: BlenderRuntime, glb: Uint8Array, workersFolder: string) {
    this.runtime = runtime;
    this.workersFolder = workersFolder;
    this.files = [];
    this.product = this.place('glb', glb);
  }

  static async open(runtime: BlenderRuntime): Promise<BlenderStand> {
    return new BlenderStand(runtime, await tinyGlb(), await builtWorkers('blender.worker'));
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  stateFolder(name = 'state'): string {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** A pool of one Blender, unless `change` says otherwise, that keeps its state in the folder. To be closed before it. */
  pool(change: Partial<BlenderPoolOptions> = {}): BlenderPool {
    return createBlenderPool({
      workersFolder: this.workersFolder,
      resources: resourcesFolder,
      stateFolder: this.stateFolder(),
      ...{ slots: 1, recycleAfterJobs: 50, recycleAboveMegabytes: 2000, environment: process.env },
      ...change,
    });
  }

  /** Makes content an input of every later batch. */
  place(extension: string, content: Uint8Array | string): PlacedFile {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const sourcePath = join(this.folder, `${sha256}.${extension}`);
    writeFileSync(sourcePath, content);
    const placed = { sourcePath, sha256, extension, path: batchInputPath(sha256, extension) };
    this.files.push(placed);
    return placed;
  }

  /** A picture that takes a warm Blender about half a second. */
  still(
    change: {
      scene?: Partial<SceneDescription>;
      conditions?: Partial<StillItem['conditions']>;
      limits?: Partial<StillItem['limits']>;
      template?: string;
      preview?: boolean;
    } = {},
  ): StillItem {
    const template = shippedTemplate(change.template ?? 'white_studio');
    const camera = template.cameras.find((preset) => preset.id === template.defaultCamera);
    if (!camera || !template.studio) throw new Error(`The template ${template.id} is no studio with cameras.`);
    return {
      id: `still-${randomUUID().slice(0, 8)}`,
      kind: 'still',
      attemptKey: randomUUID(),
      limits: { wallSeconds: 60, silenceSeconds: 30, ...change.limits },
      preview: change.preview ?? false,
      scene: {
        glb: this.product.path,
        materials: shippedMaterials(),
        assignments: { block: 'brass', pin: 'paint_red' },
        defaultMaterial: 'default_grey',
        template: { kind: 'studio', studio: template.studio },
        camera,
        fitMargin: template.fitMargin,
        ...change.scene,
      },
      conditions: {
        engine: 'cycles',
        device: 'cpu',
        samples: 4,
        seed: 7,
        denoise: false,
        width: 96,
        height: 54,
        transparent: false,
        threads: 0,
        ...change.conditions,
      },
    };
  }

  /** Writes a batch folder of its own and runs it. */
  async run(
    backend: RenderBackend,
    items: RenderItem[],
    options: RunOptions = {},
  ): Promise<RenderOutcome & { folder: string; batch: RenderBatch }> {
    const folder = join(this.folder, `batch-${randomUUID().slice(0, 8)}`);
    const batch = await writeBatch({ folder, items, inputs: this.files });
    const outcome = await backend.run({
      batch,
      folder,
      runtime: this.runtime,
      priority: 'normal',
      isolated: options.isolated ?? false,
      signal: options.signal ?? new AbortController().signal,
      onEvent: options.onEvent ?? (() => undefined),
    });
    return { ...outcome, folder, batch };
  }

  /** Bytes of the first output of the first result, which must be good. */
  picture(outcome: RenderOutcome & { folder: string }): Buffer {
    const result = outcome.results[0];
    const output = result?.outputs[0];
    if (!output) throw new Error(`No picture: ${result?.error?.message ?? 'no result at all'}`);
    return readFileSync(join(outcome.folder, output.file));
  }
}
