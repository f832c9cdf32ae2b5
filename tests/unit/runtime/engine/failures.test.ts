import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GraphRunRequest } from '../../../../electron/runtime/contracts/engine.ts';
import type { NodeContext, NodeOutputs } from '../../../../electron/runtime/contracts/node.ts';
import { AppError } from '../../../../shared/errors/appError.ts';
import type { ErrorCode } from '../../../../shared/errors/errorCatalogue.ts';
import { expectAppError } from '../../../support/expectAppError.ts';
import { EngineStage, type PreparedRun, gate, stubWorkflow } from '../../../support/engineStage.ts';

let stage: EngineStage;
beforeEach(() => {
  stage = new EngineStage();
});
afterEach(() => {
  vi.useRealTimers();
  stage.close();
});

/**
 *     cad ── model ─┬─ beauty ── save ── tell
 *                   └─ box
 */
const branching = stubWorkflow(
  { cad: 'stub_cad', model: 'stub_model', beauty: 'stub_still', box: 'stub_bbox', save: 'output_save', tell: 'notify' },
  [
    'cad.cad -> model.cad',
    'model.glb -> beauty.glb',
    'model.glb -> box.glb',
    'beauty.image -> save.artifact',
    'save.asset -> tell.asset',
  ],
);

async function failing(code: ErrorCode, change: Partial<GraphRunRequest> = {}) {
  const run = stage.prepare(branching, change);
  const error = await expectAppError(run.start(), code);
  return { run, error };
}

/** Every mode of execution, as a fault must end the same in all. */
const modes: [string, Partial<GraphRunRequest>][] = [
  ['authoritative', {}],
  ['authoritative, all fresh', { reuse: 'fresh' }],
  ['observer', { authority: 'observer', effects: null }],
];

describe.each(modes)('a node that fails (%s)', (_name, mode) => {
  it('takes its dependants with it and nobody else; the run rejects with its own error', async () => {
    const held = gate();
    stage.stubs.acts.set('box', () => held.opened);
    stage.stubs.acts.set('beauty', () => {
      setImmediate(held.open);
      throw new AppError('blender.out_of_memory', 'Blender ran out of memory.', { details: { tries: 3 } });
    });
    const { run, error } = await failing('blender.out_of_memory', mode);
    expect(error.message).toBe('Blender ran out of memory.');
    expect(error.details).toEqual({ tries: 3, nodeId: 'beauty', nodeType: 'stub_still' });
    expect(run.states).toEqual({
      ...{ cad: 'done', model: 'done', beauty: 'failed' },
      ...{ box: 'done', save: 'skipped', tell: 'skipped' },
    });
    expect(run.reasons).toMatchObject({ save: 'Not run: Beauty failed.', tell: 'Not run: Beauty failed.' });
    expect(run.last.beauty?.error).toMatchObject({ code: 'blender.out_of_memory', remedy: expect.any(String) });
    expect(run.published).toEqual([]);
    expect(run.notified).toEqual([]);
  });
});

describe('a failed run', () => {
  it('goes on from the failed node when it is tried again', async () => {
    stage.stubs.acts.set('beauty', () => {
      throw new AppError('blender.crashed', 'Blender crashed.');
    });
    await failing('blender.crashed');
    stage.stubs.acts.clear();
    const again = await stage.run(branching);
    expect(again.states).toMatchObject({ cad: 'reused', model: 'reused', box: 'reused', beauty: 'done', save: 'done' });
  });

  it('rejects with the first failure when several nodes fail', async () => {
    const later = gate();
    stage.stubs.acts.set('beauty', async () => {
      await later.opened;
      throw new AppError('blender.crashed', 'Blender crashed.');
    });
    stage.stubs.acts.set('box', () => {
      setImmediate(later.open);
      throw new AppError('cad.model_damaged', 'The model has no parts.');
    });
    const { run } = await failing('cad.model_damaged');
    expect(run.states).toMatchObject({ beauty: 'failed', box: 'failed' });
  });

  it('calls a mistake in the code of a node what it is, with its stack in the log', async () => {
    stage.stubs.acts.set('beauty', () => {
      throw new TypeError('samples is not a function');
    });
    const { run, error } = await failing('graph.node_failed');
    expect(error.message).toContain('samples is not a function');
    expect(error.cause).toBeInstanceOf(TypeError);
    expect(run.log.some((line) => line.startsWith('debug beauty: TypeError') && line.includes(' at '))).toBe(true);
  });

  it('fails the node whose effect failed, and does not tell of what was not published', async () => {
    const run = stage.prepare(branching);
    const effects = {
      ...run.request.effects!,
      publish: () => Promise.reject(new AppError('run.lease_lost', 'Another process has the run.')),
    };
    const failed = stage.prepare(branching, { effects });
    await expectAppError(failed.start(), 'run.lease_lost');
    expect(failed.states).toMatchObject({ beauty: 'done', save: 'failed', tell: 'skipped' });
    // What the node gave is kept: only the delivery is repeated.
    const again = await stage.run(branching);
    expect(again.states).toMatchObject({ save: 'reused', tell: 'reused' });
    expect(again.published).toHaveLength(1);
  });

  it('publishes nothing when a branch fails that has nothing to do with the save node', async () => {
    stage.stubs.acts.set('box', () => {
      throw new AppError('cad.model_damaged', 'The model has no parts.');
    });
    const { run } = await failing('cad.model_damaged');
    expect(run.states).toMatchObject({ beauty: 'done', save: 'skipped', box: 'failed' });
    expect(run.published).toEqual([]);
  });

  it('fails a reused node in the same way', async () => {
    await stage.run(branching);
    const publish = () => Promise.reject(new AppError('file.disk_full', 'The drive is full.'));
    const { run } = await failing('file.disk_full', {
      effects: { ...stage.prepare(branching).request.effects!, publish },
    });
    expect(run.history('save')).toEqual(['waiting', 'running', 'failed']);
  });

  it('fails a node whose outputs could not be kept, before anybody is told that it is done', async () => {
    const keep = () => Promise.reject(new AppError('file.disk_full', 'The drive of the data folder is full.'));
    const results = { ...stage.results, keep };
    const { run } = await failing('file.disk_full', { results });
    expect(run.history('cad')).toEqual(['waiting', 'running', 'failed']);
  });

  it('fails a node for which kept outputs could not be looked for', async () => {
    const find = () => Promise.reject(new AppError('database.locked', 'Another program holds the database.'));
    const { run } = await failing('database.locked', { results: { ...stage.results, find } });
    expect(run.history('cad')).toEqual(['waiting', 'failed']);
    expect(run.states.tell).toBe('skipped');
  });
});

describe('a cancelled run', () => {
  const cancelledWhile = async (act: (run: PreparedRun, context: NodeContext) => Promise<void> | void) => {
    const run = stage.prepare(branching);
    stage.stubs.acts.set('beauty', (context) => act(run, context));
    await expectAppError(run.start(), 'app.cancelled');
    return run;
  };

  it('gives running nodes their signal and waits for them; nothing else begins', async () => {
    let heard = false;
    const run = await cancelledWhile(async ({ cancel }, { signal }) => {
      cancel.abort();
      await new Promise((resolve) => setImmediate(resolve));
      heard = signal.aborted;
    });
    expect(heard).toBe(true);
    expect(run.states).toMatchObject({ model: 'done', beauty: 'cancelled', save: 'cancelled', tell: 'cancelled' });
    expect(run.reasons.save).toBe('Not run: the run was cancelled.');
    expect(run.published).toEqual([]);
  });

  it('does not wait for ever for a node that does not listen, and hears nothing more of it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const begun = gate();
    let late: NodeContext | null = null;
    const run = stage.prepare(branching);
    stage.stubs.acts.set('beauty', (context) => {
      late = context;
      begun.open();
      return new Promise(() => undefined);
    });
    const ended = expectAppError(run.start(), 'app.cancelled');
    await begun.opened;
    run.cancel.abort();
    await vi.advanceTimersByTimeAsync(4900);
    expect(run.states.beauty).toBe('running');
    await vi.advanceTimersByTimeAsync(200);
    await ended;
    const told = run.log.length;
    late!.log('info', 'I am still here.');
    late!.progress(1, 'Done after all');
    expect(run.log).toHaveLength(told);
  });

  it('that was cancelled before it began runs nothing', async () => {
    const run = stage.prepare(branching);
    run.cancel.abort();
    await expectAppError(run.start(), 'app.cancelled');
    expect(stage.stubs.ran).toEqual([]);
    expect(new Set(Object.values(run.states))).toEqual(new Set(['cancelled']));
  });

  it('gives back every slot: the next run gets through', async () => {
    await cancelledWhile(({ cancel }) => cancel.abort());
    stage.stubs.acts.clear();
    expect((await stage.run(branching)).states.tell).toBe('done');
  });
});

describe('a node without end', () => {
  it('is given up at its time limit, and what is downstream is skipped', async () => {
    let signal: AbortSignal | null = null;
    stage.stubs.acts.set('beauty', (context) => {
      signal = context.signal;
      return new Promise((_resolve, reject) => {
        context.signal.addEventListener('abort', () => reject(new Error('stopped')));
      });
    });
    const { run, error } = await failing('graph.node_timeout', { nodeSeconds: { cpu: 0.05, blender: 0.05 } });
    expect(error.message).toBe('Beauty took longer than its limit of 0.05 s.');
    expect(signal!.aborted).toBe(true);
    expect(run.states).toMatchObject({ beauty: 'failed', box: 'done', save: 'skipped' });
  });

  it('is left alone after a grace when it does not even stop then', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const begun = gate();
    stage.stubs.acts.set('beauty', () => {
      begun.open();
      return new Promise(() => undefined);
    });
    const ended = failing('graph.node_timeout', { nodeSeconds: { cpu: 60, blender: 60 } });
    await begun.opened;
    await vi.advanceTimersByTimeAsync(65_100);
    expect((await ended).run.states.beauty).toBe('failed');
  });
});

describe('outputs that are not as promised', () => {
  const image = (change: Record<string, unknown>, files?: unknown): NodeOutputs =>
    ({
      image: {
        type: 'image',
        data: { width: 96, height: 54, pixelHash: 'hash', made: null, ...change },
        files: files ?? [],
      },
    }) as unknown as NodeOutputs;

  const oneFile = async ({ services }: NodeContext, change: Record<string, unknown> = {}) => {
    const path = await services.writeText('image.png', 'a picture');
    return [{ ...(await services.file('image', path)), ...change }];
  };

  it.each<[string, (context: NodeContext) => Promise<NodeOutputs> | NodeOutputs, RegExp]>([
    ['nothing at a port', () => ({}), /it gave nothing there/],
    [
      'a port that is not declared',
      async (context) => ({ ...image({}, await oneFile(context)), extra: image({}).image! }),
      /Output extra .* has no such output/,
    ],
    [
      'another type',
      () => ({ image: { type: 'bbox', data: { min: [0, 0, 0], max: [1, 1, 1], size: [1, 1, 1] }, files: [] } }),
      /bbox where image is promised/,
    ],
    ['data of another shape', () => image({ width: 'wide' }), /width of its data is wrong/],
    ['no file', () => image({}), /the file image was not given/],
    [
      'a file that is not there',
      async (context) => image({}, await oneFile(context, { path: '/nowhere/image.png' })),
      /is not at \/nowhere\/image\.png/,
    ],
    [
      'a file of another size',
      async (context) => image({}, await oneFile(context, { bytes: 99 })),
      /has 9 bytes where 99 were stated/,
    ],
    [
      'a file with another content',
      async (context) => image({}, await oneFile(context, { sha256: '0'.repeat(64) })),
      /does not hold what its hash states/,
    ],
    [
      'two files of one name',
      async (context) => image({}, [...(await oneFile(context)), ...(await oneFile(context))]),
      /two of its files have the same name/,
    ],
  ])('%s', async (_what, act, message) => {
    stage.stubs.acts.set('beauty', act);
    const { run, error } = await failing('graph.output_invalid');
    expect(error.message).toMatch(message);
    expect(error.details).toMatchObject({ nodeId: 'beauty', port: expect.any(String) });
    expect(run.states).toMatchObject({ beauty: 'failed', save: 'skipped' });
  });
});
