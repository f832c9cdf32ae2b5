import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunStep } from '../../../../shared/domain/run.ts';
import { expectAppError } from '../../../support/expectAppError.ts';
import { EngineStage, gate, stubWorkflow } from '../../../support/engineStage.ts';

let stage: EngineStage;
beforeEach(() => {
  stage = new EngineStage();
});
afterEach(() => stage.close());

/**
 *     cad ── model ─┬─ beauty ── save ── tell
 *                   └─ box
 */
const branching = stubWorkflow(
  {
    tell: 'notify',
    save: 'output_save',
    beauty: 'stub_still',
    box: 'stub_bbox',
    model: 'stub_model',
    cad: 'stub_cad',
  },
  [
    'cad.cad -> model.cad',
    'model.glb -> beauty.glb',
    'model.glb -> box.glb',
    'beauty.image -> save.artifact',
    'save.asset -> tell.asset',
  ],
);

describe('the engine', () => {
  it('runs every node after all that it takes from, level by level, then as the config lists them', async () => {
    const run = await stage.run(branching);
    expect(stage.stubs.ran).toEqual(['cad', 'model', 'beauty', 'box', 'save', 'tell']);
    expect(new Set(Object.values(run.states))).toEqual(new Set(['done']));
    expect(run.outcome).toMatchObject({ mediaAssetId: 'asset-1', nodes: { done: 6, reused: 0 } });
    expect(run.outcome?.asset.data.fileName).toBe('still.png');
  });

  it('tells of every node first that it waits, then every state that it goes through', async () => {
    const run = await stage.run(branching);
    expect(run.steps.slice(0, 6).map(({ state }) => state)).toEqual(Array(6).fill('waiting'));
    expect(run.history('beauty')).toEqual(['waiting', 'running', 'done']);
    const beauty = run.last.beauty!;
    expect(beauty).toMatchObject({ executor: 'graph', label: 'Beauty', nodeType: 'stub_still', error: null });
    expect(beauty.outputs).toMatchObject([{ port: 'image', type: 'image', summary: '96 x 54' }]);
    expect(beauty.outputs[0]?.files).toMatchObject([{ name: 'image', extension: 'png', bytes: expect.any(Number) }]);
    expect(beauty.startedAt && beauty.endedAt).toBeTruthy();
    expect(beauty.cpuSeconds).toBeGreaterThanOrEqual(0);
  });

  it('reports the core fields from what the asset says of how it was made', async () => {
    stage.stubs.acts.set('beauty', ({ job }) => {
      job.sink.used?.({ cpuSeconds: 3, peakMemoryBytes: 700, exitCode: null, tries: 1 });
      job.sink.used?.({ cpuSeconds: 4, peakMemoryBytes: 500, exitCode: 0, tries: 1 });
    });
    const run = await stage.run(branching);
    expect(run.core).toMatchObject({
      ...{ executor: 'graph', workflowRevision: 'Stills@1', blenderVersion: '4.5.15', deviceUsed: 'CPU' },
      ...{ engine: 'CYCLES', samples: 2, seed: 7, width: 96, height: 54, frames: 1 },
      ...{ peakMemoryBytes: 700, exitCode: 0 },
    });
    expect(run.core.outputSha256).toBe(run.outcome?.asset.files[0]?.sha256);
    expect(run.last.beauty?.cpuSeconds).toBeGreaterThanOrEqual(7);
    expect(run.last.beauty?.peakMemoryBytes).toBe(700);
  });

  it('never lets the progress run backwards, and ends at all of it', async () => {
    stage.stubs.acts.set('beauty', ({ progress }) => {
      for (const fraction of [0.5, 0.9, 0.1, 0.95]) progress(fraction, 'Rendering');
    });
    const { fractions } = await stage.run(branching);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeCloseTo(1);
  });

  it('gives a node its files from the artifact store, so that folders of nodes may go', async () => {
    let path = '';
    stage.stubs.acts.set('beauty', (context) => {
      path = context.input('glb', 'glb')?.files[0]?.path ?? '';
    });
    await stage.run(branching);
    expect(path).toContain('/artifacts/');
  });
});

describe('slots', () => {
  /**
   *     a ─┐
   *     b ─┼─ sheet ── save
   *     c ─┘
   */
  const three = stubWorkflow(
    { a: 'stub_still', b: 'stub_still', c: 'stub_still', sheet: 'stub_sheet', save: 'output_save' },
    ['a.image -> sheet.images', 'b.image -> sheet.images', 'c.image -> sheet.images', 'sheet.image -> save.artifact'],
  );
  // Equal settings would make one result of the three.
  three.nodes.forEach((node, index) => {
    if (node.type === 'stub_still') node.settings = { seed: index };
  });

  const mostAtOnce = async (blender: number): Promise<number> => {
    stage.close();
    stage = new EngineStage({ cpu: 1, blender });
    let now = 0;
    let most = 0;
    for (const id of ['a', 'b', 'c']) {
      stage.stubs.acts.set(id, async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
      });
    }
    await stage.run(three);
    expect(stage.stubs.ran).toEqual(['a', 'b', 'c', 'sheet', 'save']);
    return most;
  };

  it('lets as many nodes of a kind work at once as there are slots, and starts them in order', async () => {
    expect(await mostAtOnce(1)).toBe(1);
    expect(await mostAtOnce(2)).toBe(2);
  });

  it('starts a node at once when only slots of another kind are taken', async () => {
    const held = gate();
    const boxed = gate();
    stage.stubs.acts.set('beauty', () => held.opened);
    stage.stubs.acts.set('box', () => boxed.open());
    const run = stage.prepare(branching);
    const ended = run.start();
    await boxed.opened;
    expect(run.states.beauty).toBe('running');
    held.open();
    await ended;
  });

  it('are shared by all runs of an engine: a run waits for the Blender that another one has', async () => {
    const held = gate();
    const begun = gate();
    const both = ['first', 'second'].map((name) =>
      stage.prepare(stubWorkflow({ [name]: ['stub_still', {}] }, []), { reuse: 'fresh' }),
    );
    stage.stubs.acts.set('first', () => {
      begun.open();
      return held.opened;
    });
    const first = both[0]!.start();
    await begun.opened;
    const second = both[1]!.start();
    await new Promise((resolve) => setImmediate(resolve));
    expect(both[1]!.states.second).toBe('waiting');
    held.open();
    await Promise.all([first, second]);
    expect(both[1]!.states.second).toBe('done');
  });
});

describe('a node that publishes by itself', () => {
  /**
   *     beauty            beauty ── beauty-self-save
   */
  it('gets a save node behind it, which is the one that publishes', async () => {
    const run = await stage.run(stubWorkflow({ beauty: 'stub_still' }, []));
    expect(run.states).toEqual({ beauty: 'done', 'beauty-self-save': 'done' });
    expect(run.last['beauty-self-save']?.label).toBe('Save of Beauty');
    expect(run.published).toHaveLength(1);
    expect(run.request.workflow.config.nodes).toHaveLength(1);
  });

  it('does not when an output_save is downstream', async () => {
    const run = await stage.run(
      stubWorkflow({ beauty: 'stub_still', save: 'output_save' }, ['beauty.image -> save.artifact']),
    );
    expect(Object.keys(run.states)).toEqual(['beauty', 'save']);
    expect(run.published).toHaveLength(1);
  });

  /**
   *     beauty
   *     detail ── save
   */
  it('is refused beside another publisher, before anything runs', async () => {
    const doubled = stubWorkflow({ beauty: 'stub_still', detail: 'stub_still', save: 'output_save' }, [
      'detail.image -> save.artifact',
    ]);
    const run = stage.prepare(doubled);
    const error = await expectAppError(run.start(), 'workflow.invalid');
    const problems = error.details.problems as { code: string }[];
    expect(problems.map(({ code }) => code)).toContain('output.doubled');
    expect(run.steps).toEqual([] satisfies RunStep[]);
    expect(stage.stubs.ran).toEqual([]);
  });
});
