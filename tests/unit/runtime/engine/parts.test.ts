import { describe, expect, it } from 'vitest';
import type { ResultParts } from '../../../../electron/runtime/contracts/engine.ts';
import type { PortValue } from '../../../../electron/runtime/contracts/portValues.ts';
import { CpuShares } from '../../../../electron/runtime/engine/cpuShares.ts';
import { explainHit, explainRun } from '../../../../electron/runtime/engine/explainReuse.ts';
import { resultKey } from '../../../../electron/runtime/engine/resultKey.ts';
import { RunProgress } from '../../../../electron/runtime/engine/runProgress.ts';
import { Slots } from '../../../../electron/runtime/engine/slots.ts';
import { valueHash } from '../../../../electron/runtime/engine/valueHash.ts';
import { type StepState, stepStateSchema } from '../../../../shared/domain/run.ts';
import { assertNodeTransition, canNodeTransition } from '../../../../shared/domain/nodeRunStateMachine.ts';

const parts: ResultParts = {
  nodeType: 'blender_still',
  version: 1,
  settings: { samples: 64, camera: 'front', cameras: [], expectedArtifact: 'still_image' },
  inputs: { glb: ['a'], materials: ['b'] },
  facets: {},
  blender: '4.5.15',
};

describe('a node run goes', () => {
  const allowed: Record<StepState, StepState[]> = {
    waiting: ['running', 'reused', 'failed', 'skipped', 'cancelled'],
    running: ['done', 'reused', 'failed', 'cancelled', 'skipped'],
    ...{ done: [], reused: [], failed: [], skipped: [], cancelled: [] },
  };
  it.each(stepStateSchema.options)('from %s only where the table allows', (from) => {
    const reachable = stepStateSchema.options.filter((to) => canNodeTransition(from, to));
    expect(new Set(reachable)).toEqual(new Set(allowed[from]));
  });
  it('nowhere else: that throws with both states', () => {
    expect(() => assertNodeTransition('beauty', 'done', 'running')).toThrow(
      'Node beauty cannot go from done to running.',
    );
  });
});

describe('the key of a result', () => {
  it('does not depend on the order of fields', () => {
    const { blender, facets, ...others } = parts;
    expect(resultKey({ blender, ...others, facets })).toBe(resultKey(parts));
  });
  it.each<[string, Partial<ResultParts>]>([
    ['the version', { version: 2 }],
    ['a setting', { settings: { ...parts.settings, samples: 65 } }],
    ['the order of values at an input', { inputs: { ...parts.inputs, glb: ['b', 'a'] } }],
    ['Blender', { blender: '4.2.23' }],
    ['a facet', { facets: { cad: { sha256: 'x' } } }],
  ])('depends on %s', (_what, change) => {
    expect(resultKey({ ...parts, ...change })).not.toBe(resultKey(parts));
  });
});

describe('the hash of a value', () => {
  const value: PortValue<'glb'> = {
    type: 'glb',
    data: { meshNodes: 2, source: 'cached' },
    files: [{ name: 'glb', extension: 'glb', path: '/a/b.glb', sha256: 'ab', bytes: 3 }],
  };
  it('is that of its content, wherever its files lie', () => {
    const moved = { ...value, files: value.files.map((file) => ({ ...file, path: '/elsewhere' })) };
    expect(valueHash(moved)).toBe(valueHash(value));
  });
  it('differs when the data or a file does', () => {
    const hashes = [
      value,
      { ...value, data: { meshNodes: 3, source: 'cached' as const } },
      { ...value, files: value.files.map((file) => ({ ...file, sha256: 'cd' })) },
      { ...value, files: [] },
    ].map(valueHash);
    expect(new Set(hashes).size).toBe(4);
  });
});

describe('reasons in words', () => {
  const changed = (change: Partial<ResultParts>) =>
    explainRun({ kind: 'changed', parts: { ...parts, ...change }, previous: parts });

  it.each<[string, Partial<ResultParts>, string]>([
    [
      'several inputs',
      { inputs: { glb: ['x'], materials: ['y'] } },
      'Runs: input glb changed; input materials changed',
    ],
    ['an input that is new', { inputs: { ...parts.inputs, template: ['t'] } }, 'Runs: input template changed'],
    ['a setting that was not there', { settings: { ...parts.settings, seed: 3 } }, 'Runs: seed now 3, was not set'],
    [
      'a name of two words',
      { settings: { ...parts.settings, expectedArtifact: 'turntable_video' } },
      'Runs: expected artifact now turntable_video, was still_image',
    ],
    ['an empty list', { settings: { ...parts.settings, cameras: ['top'] } }, 'Runs: cameras now ["top"], were empty'],
    [
      'a value too long for a sentence',
      { settings: { ...parts.settings, camera: 'x'.repeat(80) } },
      'Runs: camera changed',
    ],
    [
      'another type',
      { nodeType: 'blender_turntable', version: 3 },
      'Runs: the node is now blender_turntable, was blender_still',
    ],
    ['no Blender any more', { blender: null }, 'Runs: Blender is now not used, was 4.5.15'],
    ['nothing', {}, 'Runs: never run before with these inputs'],
  ])('of %s', (_what, change, words) => {
    expect(changed(change)).toBe(words);
  });

  it('tell what of the library changed', () => {
    const library = { materials: 'm1', templates: 't1' };
    const words = explainRun({
      kind: 'changed',
      parts: { ...parts, facets: { library } },
      previous: { ...parts, facets: { library: { ...library, materials: 'm0' } } },
    });
    expect(words).toBe('Runs: the materials of the library changed');
  });

  it('count what is too much to list', () => {
    const settings = Object.fromEntries('abcdefg'.split('').map((name) => [name, 2]));
    const before = { ...parts, settings: Object.fromEntries('abcdefg'.split('').map((name) => [name, 1])) };
    const words = explainRun({ kind: 'changed', parts: { ...parts, settings }, previous: before });
    expect(words).toMatch(/^Runs: a now 2, was 1; b .*; and 3 more changes$/);
  });

  it('of a hit name what is the same', () => {
    expect(explainHit({ ...parts, inputs: {}, facets: { cad: {} } })).toBe(
      'Reused: same CAD file, settings and Blender 4.5.15',
    );
    expect(explainHit({ ...parts, inputs: {}, facets: {}, blender: null })).toBe('Reused: same settings');
  });
});

describe('slots', () => {
  it('let runs take turns, and nodes of a run in their order', async () => {
    const slots = new Slots(1);
    const { signal } = new AbortController();
    const [long, short] = [{}, {}];
    const first = await slots.take({ run: long, rank: 0 }, signal);
    const order: string[] = [];
    const join = (run: object, rank: number, name: string) =>
      slots.take({ run, rank }, signal).then((release) => {
        order.push(name);
        release();
      });
    const all = [join(long, 3, 'long 3'), join(long, 1, 'long 1'), join(long, 2, 'long 2'), join(short, 9, 'short 9')];
    first();
    first(); // given back once, whatever is called
    await Promise.all(all);
    expect(order).toEqual(['short 9', 'long 1', 'long 2', 'long 3']);
  });

  it('are not lost to those who give up waiting', async () => {
    const slots = new Slots(1);
    const patient = new AbortController();
    const impatient = new AbortController();
    const release = await slots.take({ run: {}, rank: 0 }, patient.signal);
    const gone = slots.take({ run: {}, rank: 0 }, impatient.signal);
    const next = slots.take({ run: {}, rank: 1 }, patient.signal);
    impatient.abort();
    await expect(gone).rejects.toMatchObject({ code: 'app.cancelled' });
    release();
    (await next)();
  });
});

describe('shares of processor time', () => {
  it('are equal as long as nodes work together', () => {
    let used = 0;
    const shares = new CpuShares(() => used);
    used = 10; // before any node: nobody's
    const endFirst = shares.start();
    used = 14;
    const endSecond = shares.start();
    used = 20;
    expect(endFirst()).toBe(7);
    used = 25;
    expect(endSecond()).toBe(8);
  });
});

describe('progress', () => {
  function progressOf(expected: [string, number | null][]) {
    const told: { fraction: number; eta: number | null }[] = [];
    const reporter = {
      ...{ step: () => undefined, log: () => undefined, core: () => undefined },
      progress: ({ fraction, etaSeconds }: { fraction: number; etaSeconds: number | null }) =>
        void told.push({ fraction, eta: etaSeconds }),
    };
    return { told, progress: new RunProgress(new Map(expected), reporter) };
  }

  it('weighs nodes by the seconds that they took before', () => {
    const { told, progress } = progressOf([
      ['quick', 1],
      ['slow', 9],
    ]);
    progress.report('quick', 1, '');
    progress.report('slow', 0.5, '');
    progress.report('slow', 0.2, 'once more');
    progress.report('slow', 1, '');
    expect(told.map(({ fraction }) => Number(fraction.toFixed(3)))).toEqual([0.1, 0.55, 0.55, 1]);
    expect(told.map(({ eta }) => eta)).toEqual([9, 4.5, 4.5, 0]);
  });

  it('takes the estimate of a node over its history, and has none while a node ahead is unknown', () => {
    const { told, progress } = progressOf([
      ['new', null],
      ['known', 10],
    ]);
    progress.report('known', 0.5, '');
    progress.report('new', 0.5, '', { remainingSeconds: 3 });
    progress.report('new', 1, '');
    progress.report('known', 0.5, '', { remainingSeconds: 2 });
    expect(told.map(({ eta }) => eta)).toEqual([null, 8, 5, 2]);
  });
});
