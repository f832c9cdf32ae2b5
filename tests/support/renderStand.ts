import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import sharp from 'sharp';
import { describeVideo } from '../../electron/media/describeVideo.ts';
import { encodeGif } from '../../electron/media/encodeGif.ts';
import { verifyPicture } from '../../electron/media/verifyPicture.ts';
import type { RenderConditions, RenderItem } from '../../electron/runtime/contracts/renderBatch.ts';
import type { RenderJob, RenderServices, SceneRequest } from '../../electron/runtime/contracts/renderServices.ts';
import { createRenderServices } from '../../electron/runtime/rendering/createRenderServices.ts';
import type { BlenderPool } from '../../electron/workers/blenderPool.ts';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import { BlenderStand, shippedMaterials, shippedTemplate } from './blenderStand.ts';
import { resourcesFolder, testBlender } from './testBlender.ts';
import { tinyParts } from './tinyGlb.ts';

/** What a job told. */
export interface Told {
  readonly logs: string[];
  readonly fractions: number[];
  readonly messages: string[];
  readonly previews: string[];
  readonly pids: number[];
  readonly retried: string[];
}

/** Render services on a real Blender and the real verification of pictures, and jobs about the tiny product. */
export class RenderStand {
  readonly blender: BlenderStand;
  readonly runtime: BlenderRuntime;
  readonly render: RenderServices;
  readonly #pools: BlenderPool[] = [];

  private constructor(runtime: BlenderRuntime, blender: BlenderStand) {
    this.runtime = runtime;
    this.blender = blender;
    this.render = this.servicesOn(resourcesFolder);
  }

  static async open(): Promise<RenderStand> {
    const runtime = await testBlender();
    return new RenderStand(runtime, await BlenderStand.open(runtime));
  }

  async close(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.close()));
    this.blender.close();
  }

  /** One item in a batch and a process of its own, past the services. */
  runItem(item: RenderItem): ReturnType<BlenderStand['run']> {
    const [pool] = this.#pools;
    if (!pool) throw new Error('The stand has a pool from the start.');
    return this.blender.run(pool, [item], { isolated: true });
  }

  /** Services whose Blender runs these scripts. Nothing waits between tries. */
  servicesOn(resources: string): RenderServices {
    const pool = this.blender.pool({ resources });
    this.#pools.push(pool);
    return createRenderServices({
      backend: () => pool,
      pictures: { verify: (path, expected) => verifyPicture(sharp, path, expected) },
      gif: (request) => encodeGif(sharp, request),
      describeVideo,
      pause: () => Promise.resolve(),
    });
  }

  /** A job in a new folder, or in that of an earlier one. */
  job(change: { folder?: string; signal?: AbortSignal; onMessage?: (message: string) => void } = {}): {
    job: RenderJob;
    told: Told;
  } {
    const told: Told = { logs: [], fractions: [], messages: [], previews: [], pids: [], retried: [] };
    const job: RenderJob = {
      folder: change.folder ?? join(this.blender.folder, `job-${randomUUID().slice(0, 8)}`),
      runtime: this.runtime,
      priority: 'normal',
      threads: 0,
      limits: { wallSeconds: 120, silenceSeconds: 60 },
      signal: change.signal ?? new AbortController().signal,
      sink: {
        log: (level, _source, text) => level !== 'debug' && told.logs.push(text),
        progress: (fraction, message, _remaining, preview) => {
          told.fractions.push(fraction);
          told.messages.push(message);
          if (preview !== null && told.previews.at(-1) !== preview) told.previews.push(preview);
          change.onMessage?.(message);
        },
        started: ({ pid }) => told.pids.push(pid),
        retried: ({ code }, tryNumber) => told.retried.push(`${code} ${tryNumber}`),
      },
    };
    return { job, told };
  }

  scene(change: Partial<SceneRequest> = {}): SceneRequest {
    return {
      glb: { path: this.blender.product.sourcePath, sha256: this.blender.product.sha256 },
      parts: tinyParts.length,
      template: { value: shippedTemplate('white_studio'), sha256: 'template', blendPath: null },
      materials: shippedMaterials(),
      assignments: { block: 'brass', pin: 'paint_red' },
      ...change,
    };
  }
}

/** A picture that takes a warm Blender a fraction of a second. */
export const tinyConditions = (change: Partial<RenderConditions> = {}): RenderConditions => ({
  ...{ engine: 'cycles', device: 'cpu', samples: 2, seed: 7, denoise: false, width: 96, height: 54 },
  ...{ transparent: false, threads: 0 },
  ...change,
});
