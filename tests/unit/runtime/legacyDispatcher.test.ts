import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DispatchContext, DispatchOrder } from '../../../electron/runtime/contracts/dispatch.ts';
import type { RenderOutcome, RenderRequest } from '../../../electron/runtime/contracts/renderBackend.ts';
import { legacyDispatcher } from '../../../electron/runtime/legacy/legacyDispatcher.ts';
import type { CoreFields, RunStep } from '../../../shared/domain/run.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import { actualConditions, aDispatchOrder } from './aDispatchOrder.ts';

type Answer = (request: RenderRequest) => RenderOutcome;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hartomat-dispatch-'));
  writeFileSync(join(folder, 'model.glb'), 'model');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const crash: Answer = () => {
  throw new AppError('blender.crashed', 'Blender ended with signal SIGSEGV.');
};

const picture =
  (change: Parameters<typeof actualConditions>[0] = {}): Answer =>
  ({ batch }) => ({
    exitCode: null,
    warm: true,
    results: [
      {
        ...{ protocol: 1, itemId: 'still', attemptKey: batch.items[0]!.attemptKey, runId: 'x', status: 'ok' },
        ...{ error: null, report: null, peakMemoryBytes: 5, actual: actualConditions(change) },
        outputs: [{ name: 'image', file: 'runs/x/image.png', bytes: 3, sha256: 'raw' }],
        timings: { importSeconds: 0, setupSeconds: 0, renderSeconds: 1, totalSeconds: 1 },
      },
    ],
  });

const refusal: Answer = (request) => {
  const [result] = picture()(request).results;
  const error = { class: 'scene' as const, message: 'The scene has no light.', traceback: 'Traceback' };
  return { exitCode: null, warm: true, results: [{ ...result!, status: 'error', error, outputs: [], actual: null }] };
};

/** One dispatch whose Blender gives these answers, one a try. Tells everything that was reported. */
function stage(answers: Answer[], published: ReturnType<DispatchContext['publisher']['published']> = null) {
  const cancel = new AbortController();
  const seen = {
    steps: [] as RunStep[],
    log: [] as string[],
    core: {} as Partial<CoreFields>,
    pauses: [] as number[],
    requests: [] as RenderRequest[],
    publishedLines: [] as string[],
    delivered: [] as string[],
    cancel,
  };
  const order: DispatchOrder = aDispatchOrder({
    folder: join(folder, 'run'),
    cad: { ...aDispatchOrder().cad, glbPath: join(folder, 'model.glb') },
  });
  const verified = { width: 96, height: 54, pixelHash: 'pixels' };
  const context: DispatchContext = {
    backend: {
      name: 'prepared answers',
      run: async (request) => {
        seen.requests.push(request);
        return answers[seen.requests.length - 1]!(request);
      },
      close: async () => undefined,
    },
    pictures: {
      verify: async () => verified,
      publish: async ({ target }) => ({ ...verified, path: target, sha256: 'file', bytes: 3 }),
    },
    publisher: {
      published: () => published,
      publish: async ({ orderLineId }, { fileName }) => {
        seen.publishedLines.push(orderLineId);
        return { mediaAssetId: 'asset-1', path: `/store/${fileName}` };
      },
    },
    notifier: { delivered: (_order, mediaAssetId) => void seen.delivered.push(mediaAssetId) },
    reporter: {
      step: (step) => void seen.steps.push(step),
      log: (level, source, text) => void seen.log.push(`${level} ${source}: ${text}`),
      progress: () => undefined,
      core: (fields) => void Object.assign(seen.core, fields),
    },
    clock: () => new Date(0),
    pause: async (milliseconds) => void seen.pauses.push(milliseconds),
    signal: cancel.signal,
  };
  return { seen, work: () => legacyDispatcher.dispatch(order, context) };
}

/** The last state of every step. */
const states = (steps: RunStep[]): Record<string, string> =>
  Object.fromEntries(steps.map((step) => [step.key, step.state]));

describe('the fixed pipeline', () => {
  it('renders again after crashes, each time in a folder of its own and after a longer pause', async () => {
    const { seen, work } = stage([crash, crash, picture()]);
    expect(await work()).toEqual({ mediaAssetId: 'asset-1' });
    expect(seen.pauses).toEqual([1000, 4000]);
    expect(new Set(seen.requests.map((request) => request.folder)).size).toBe(3);
    expect(new Set(seen.requests.map((request) => request.batch.items[0]?.attemptKey)).size).toBe(3);
    expect(seen.log.filter((line) => line.startsWith('warn'))).toHaveLength(2);
    expect(seen.publishedLines).toEqual(['line-1']);
    expect(seen.delivered).toEqual(['asset-1']);
    expect(seen.core).toMatchObject({ deviceUsed: 'CPU', samples: 2, outputSha256: 'file', pixelHash: 'pixels' });
    expect(new Set(Object.values(states(seen.steps)))).toEqual(new Set(['done']));
    expect(seen.steps.find((step) => step.key === 'render_still' && step.why.includes('Try 3'))).toBeDefined();
  });

  it('gives up at the limit, with the last error', async () => {
    const { seen, work } = stage([crash, crash, crash, picture()]);
    await expect(work()).rejects.toMatchObject({ code: 'blender.crashed' });
    expect(seen.requests).toHaveLength(3);
    expect(states(seen.steps)).toMatchObject({ render_still: 'failed', publish: 'skipped', notify: 'skipped' });
    expect(seen.publishedLines).toEqual([]);
  });

  it('does not repeat what Blender refuses; the traceback goes into the log', async () => {
    const { seen, work } = stage([refusal, picture()]);
    await expect(work()).rejects.toMatchObject({ code: 'blender.scene_error', message: 'The scene has no light.' });
    expect(seen.requests).toHaveLength(1);
    expect(seen.log).toContain('debug blender: Traceback');
  });

  it('does not take a picture in which parts are missing', async () => {
    const { seen, work } = stage([picture({ partObjects: 1 })]);
    await expect(work()).rejects.toMatchObject({ code: 'blender.scene_error', details: { expected: 2, rendered: 1 } });
    expect(seen.publishedLines).toEqual([]);
  });

  it('ends between two steps when it was cancelled meanwhile', async () => {
    const { seen, work } = stage([
      (request) => {
        seen.cancel.abort();
        return picture()(request);
      },
    ]);
    await expect(work()).rejects.toMatchObject({ code: 'app.cancelled' });
    expect(states(seen.steps)).toMatchObject({ render_still: 'done', verify_output: 'skipped', publish: 'skipped' });
    expect(seen.delivered).toEqual([]);
  });

  it('only delivers what was published before the application ended, with what is known of it', async () => {
    const core = { outputSha256: 'file', outputPath: '/store/file.png', deviceUsed: 'CPU' };
    const { seen, work } = stage([], { mediaAssetId: 'asset-0', core });
    expect(await work()).toEqual({ mediaAssetId: 'asset-0' });
    expect(seen.requests).toEqual([]);
    expect(seen.publishedLines).toEqual([]);
    expect(seen.delivered).toEqual(['asset-0']);
    expect(seen.core).toEqual(core);
    expect(states(seen.steps)).toMatchObject({ render_still: 'reused', publish: 'reused', notify: 'done' });
  });
});
