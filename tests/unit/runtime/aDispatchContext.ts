import type { DispatchContext, DispatchOrder } from '../../../electron/runtime/contracts/dispatch.ts';
import type { JobUse, RenderedPicture, RenderServices } from '../../../electron/runtime/contracts/renderServices.ts';
import type { CoreFields, RunStep } from '../../../shared/domain/run.ts';
import { actualConditions } from './aDispatchOrder.ts';

const use: JobUse = { cpuSeconds: 1.5, peakMemoryBytes: 300, exitCode: null, tries: 1 };
const size = { width: 96, height: 54 };
const rendered = (name: string): RenderedPicture => ({
  ...{ path: `/made/${name}.png`, sha256: name, bytes: 3, ...size, pixelHash: `pixels of ${name}` },
  actual: actualConditions(),
});
const refuse = async (): Promise<never> => {
  throw new Error('The fixed pipeline asks for nothing of the kind.');
};

/** What the fixed pipeline works with, as recorders; `render` replaces what renders. */
export function aDispatchContext(change: Partial<RenderServices> = {}) {
  const cancel = new AbortController();
  const seen = {
    steps: [] as RunStep[],
    log: [] as string[],
    core: {} as Partial<CoreFields>,
    asked: [] as string[],
    published: [] as Parameters<DispatchContext['publisher']['publish']>[1][],
    notified: [] as string[],
    /** What was said instead of the usual words of a delivery. */
    said: [] as (string | null)[],
    cancel,
  };
  /** What the order line has already; set it before the dispatch. */
  const earlier: { value: ReturnType<DispatchContext['publisher']['published']> } = { value: null };
  const render: RenderServices = {
    async stills(_job, { cameras }) {
      seen.asked.push(`stills ${cameras.join(' ')}`);
      return { pictures: cameras.map((camera) => rendered(camera ?? 'default')), use };
    },
    partIndex: refuse,
    async turntable(_job, { turntable }) {
      seen.asked.push(`turntable ${turntable.frames}`);
      const frames = Array.from({ length: turntable.frames }, (_, index) => rendered(`frame ${index + 1}`));
      return { frames, kept: 0, use };
    },
    async exportBlend() {
      seen.asked.push('blend');
      const blend = {
        path: '/made/scene.blend',
        sha256: 'blend',
        bytes: 4,
        parts: 2,
        canonicalPath: '/made/scene.txt',
      };
      return { blend: { ...blend, actual: actualConditions() }, use };
    },
    async stampBlend(_job, { target }) {
      seen.asked.push('stamp');
      return { path: target, sha256: 'stamped', bytes: 5 };
    },
    async encodeVideo(_job, { target, frames, format, fps }) {
      seen.asked.push(`encode ${frames.length} as ${format} at ${fps}`);
      return { path: target, sha256: 'video', bytes: 6, frames: frames.length, use };
    },
    ...{ describeBlend: refuse, countParts: refuse, decodeVideo: refuse },
    ...change,
  };
  const context: DispatchContext = {
    render,
    pictures: {
      verify: refuse,
      publish: refuse,
      resize: refuse,
      async compose({ sources, target }) {
        seen.asked.push(`compose ${sources.length}`);
        return { path: target, sha256: 'sheet', bytes: 7, width: 320, height: 54, pixelHash: 'pixels of the sheet' };
      },
    },
    deliveries: {
      writePicture: async ({ source, target, width, height }) => ({
        ...{ path: target, sha256: `file of ${source}`, bytes: 3, width, height, pixelHash: `pixels of ${source}` },
      }),
      writeVideo: async ({ target }) => ({ path: target, sha256: 'video file', bytes: 8 }),
      copy: async (source, target) => ({ path: target, sha256: `copy of ${source}`, bytes: 9 }),
    },
    cad: {
      ...{ step: refuse, manifest: refuse, glb: refuse, importStep: refuse, storedGlb: refuse, readManifest: refuse },
      ...{ countGlb: refuse, boundingBox: refuse },
      writeStl: async (_glb, target) => ({ path: target, triangles: 12 }),
    },
    publisher: {
      published: () => earlier.value,
      async publish(_order: DispatchOrder, delivery) {
        seen.published.push(delivery);
        return { mediaAssetId: 'asset-1', path: `/store/${delivery.file.fileName}` };
      },
    },
    notifier: {
      delivered(_order, mediaAssetId, message) {
        seen.notified.push(mediaAssetId);
        seen.said.push(message);
      },
    },
    reporter: {
      step: (step) => void seen.steps.push(step),
      log: (level, source, text) => void seen.log.push(`${level} ${source}: ${text}`),
      progress: () => undefined,
      core: (fields) => void Object.assign(seen.core, fields),
    },
    clock: () => new Date(0),
    signal: cancel.signal,
  };
  /** The last state of every step. */
  const states = (): Record<string, string> => Object.fromEntries(seen.steps.map((step) => [step.key, step.state]));
  return { seen, earlier, context, states };
}
