import { describe, expect, it } from 'vitest';
import { legacyDispatcher } from '../../../electron/runtime/legacy/legacyDispatcher.ts';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import { tinyOutputType } from '../../support/tinyOutputType.ts';
import { aDispatchContext } from './aDispatchContext.ts';
import { aDispatchOrder } from './aDispatchOrder.ts';

const orderOf = (change: Partial<OutputType>) => aDispatchOrder({ outputType: { ...tinyOutputType, ...change } });

/*
 * prepare -> make -> write and verify -> publish -> notify, whatever is made
 */
describe('the fixed pipeline', () => {
  it.each([
    ['still_image', 'png', ['stills three_quarter']],
    ['thumbnail_image', 'webp', ['stills three_quarter']],
    ['turntable_video', 'mp4', ['turntable 4', 'encode 4 as mp4 at 4']],
    ['blend_asset', 'blend', ['blend', 'stamp']],
    ['model_export', 'glb', []],
    ['model_export', 'stl', []],
  ] as const)('makes a %s as %s, publishes it once and tells of it once', async (artifactKind, format, asked) => {
    const { seen, context, states } = aDispatchContext();
    await legacyDispatcher.dispatch(orderOf({ artifactKind, format }), context);
    expect(seen.asked).toEqual(asked);
    expect(seen.published).toHaveLength(1);
    expect(seen.published[0]?.file).toMatchObject({
      kind: artifactKind,
      extension: format,
      fileName: `6205-2rs_still_tiny.${format}`,
    });
    expect(seen.notified).toEqual(['asset-1']);
    expect(new Set(Object.values(states()))).toEqual(new Set(['done']));
    expect(seen.core).toMatchObject({ executor: 'legacy', outputSha256: seen.published[0]?.file.sha256 });
  });

  it('makes one sheet of several angles, and knows its size', async () => {
    const { seen, context } = aDispatchContext();
    const profile = { ...tinyOutputType.profile, angles: ['front', 'side'] };
    await legacyDispatcher.dispatch(orderOf({ profile }), context);
    expect(seen.asked).toEqual(['stills front side', 'compose 2']);
    expect(seen.published[0]?.file).toMatchObject({ width: 320, height: 54 });
    expect(seen.core).toMatchObject({ width: 320, height: 54 });
  });

  it('says how much each step took of the machine', async () => {
    const { seen, context } = aDispatchContext();
    await legacyDispatcher.dispatch(orderOf({}), context);
    const step = seen.steps.find(({ key, state }) => key === 'render_still' && state === 'done');
    expect(step).toMatchObject({ executor: 'legacy', nodeType: null, cpuSeconds: 1.5, peakMemoryBytes: 300 });
  });

  it('gives up with the error of the step, publishes nothing and says what did not run', async () => {
    const crash = async (): Promise<never> => {
      throw new AppError('blender.crashed', 'Blender ended with signal 11.');
    };
    const { seen, context, states } = aDispatchContext({ stills: crash });
    await expect(legacyDispatcher.dispatch(orderOf({}), context)).rejects.toMatchObject({ code: 'blender.crashed' });
    expect(states()).toMatchObject({ render_still: 'failed', publish: 'skipped', notify: 'skipped' });
    expect(seen.published).toEqual([]);
    expect(seen.notified).toEqual([]);
  });

  it('is delivered when it is cancelled while it publishes: what is published stays', async () => {
    const { seen, context, states } = aDispatchContext();
    const { publish } = context.publisher;
    const publisher: typeof context.publisher = {
      ...context.publisher,
      async publish(order, delivery) {
        seen.cancel.abort();
        return publish(order, delivery);
      },
    };
    await legacyDispatcher.dispatch(orderOf({}), { ...context, publisher });
    expect(seen.notified).toEqual(['asset-1']);
    expect(states()).toMatchObject({ publish: 'done', notify: 'done' });
  });

  it('ends between two steps when it was cancelled meanwhile', async () => {
    const { seen, context, states } = aDispatchContext();
    const { stills } = context.render;
    Object.assign(context.render, {
      stills: (...request: Parameters<typeof stills>) => {
        seen.cancel.abort();
        return stills(...request);
      },
    });
    await expect(legacyDispatcher.dispatch(orderOf({}), context)).rejects.toMatchObject({ code: 'app.cancelled' });
    expect(states()).toMatchObject({ render_still: 'done', verify_output: 'skipped', publish: 'skipped' });
    expect(seen.published).toEqual([]);
  });

  it('only delivers what was published before the application ended, with what is known of it', async () => {
    const { seen, earlier, context, states } = aDispatchContext();
    const core = { outputSha256: 'file', outputPath: '/store/file.png', deviceUsed: 'CPU' };
    earlier.value = { mediaAssetId: 'asset-0', core };
    expect(await legacyDispatcher.dispatch(orderOf({}), context)).toEqual({ mediaAssetId: 'asset-0' });
    expect(seen.asked).toEqual([]);
    expect(seen.published).toEqual([]);
    expect(seen.notified).toEqual(['asset-0']);
    expect(seen.core).toEqual(core);
    expect(states()).toMatchObject({ render_still: 'reused', publish: 'reused', notify: 'done' });
  });

  it('refuses a video format that it cannot write before anything is rendered', async () => {
    const { seen, context } = aDispatchContext();
    const order = orderOf({ artifactKind: 'turntable_video', format: 'avi' });
    await expect(legacyDispatcher.dispatch(order, context)).rejects.toMatchObject({
      code: 'output_type.invalid_contract',
    });
    expect(seen.asked).toEqual([]);
  });
});
