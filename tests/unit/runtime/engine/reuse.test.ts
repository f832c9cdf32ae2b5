import { truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphRunRequest } from '../../../../electron/runtime/contracts/engine.ts';
import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import { aDispatchOrder } from '../aDispatchOrder.ts';
import { EngineStage, stubWorkflow } from '../../../support/engineStage.ts';

let stage: EngineStage;
beforeEach(() => {
  stage = new EngineStage();
});
afterEach(() => stage.close());

/**
 *     cad ── model ── beauty ── save ── tell
 */
function stills(settings: { samples?: number; seed?: number; level?: number } = {}): WorkflowConfig {
  const { level, ...still } = settings;
  return stubWorkflow(
    {
      cad: 'stub_cad',
      model: ['stub_model', level === undefined ? {} : { level }],
      beauty: ['stub_still', still],
      save: 'output_save',
      tell: 'notify',
    },
    ['cad.cad -> model.cad', 'model.glb -> beauty.glb', 'beauty.image -> save.artifact', 'save.asset -> tell.asset'],
  );
}

const withOrder = (change: Partial<GraphRunRequest['order']>): Partial<GraphRunRequest> => ({
  order: { ...aDispatchOrder(), ...change },
});

describe('the same run again', () => {
  it('reuses every node, says why, and delivers again', async () => {
    await stage.run(stills());
    const again = await stage.run(stills());
    expect(stage.stubs.ran).toHaveLength(5);
    expect(new Set(Object.values(again.states))).toEqual(new Set(['reused']));
    expect(again.reasons).toEqual({
      cad: 'Reused: same CAD file and settings',
      model: 'Reused: same inputs and settings',
      beauty: 'Reused: same profile, inputs, settings and Blender 4.5.15',
      save:
        'Reused: same CAD file, product, profile, renderer, output type, workflow, inputs and settings; ' +
        'delivered again for OL-0001-01',
      tell: 'Reused: same inputs and settings; delivered again for OL-0001-01',
    });
    expect(again.outcome).toMatchObject({ mediaAssetId: 'asset-1', nodes: { done: 0, reused: 5 } });
    expect(again.published).toHaveLength(1);
    expect(again.notified).toEqual([null]);
    expect(again.history('beauty')).toEqual(['waiting', 'reused']);
    expect(again.history('save')).toEqual(['waiting', 'running', 'reused']);
    expect(again.core).toMatchObject({ deviceUsed: 'CPU', outputSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('reuses it after a restart, and in another workflow', async () => {
    await stage.run(stills());
    stage.restart();
    const workflow = { ...stage.prepare(stills()).request.workflow, id: 'wf-2', name: 'Others' };
    const other = await stage.run(stills(), { workflow });
    expect(stage.stubs.ran).toEqual(['save']);
    expect(other.states).toMatchObject({ cad: 'reused', model: 'reused', beauty: 'reused', save: 'done' });
  });

  it('runs it all when that is asked for, keeps what it makes and uses it later', async () => {
    await stage.run(stills());
    const fresh = await stage.run(stills(), { reuse: 'fresh' });
    expect(stage.stubs.ran).toHaveLength(10);
    expect(fresh.reasons.beauty).toBe('Runs: every node runs again, as asked');
    expect((await stage.run(stills())).outcome?.nodes).toEqual({ done: 0, reused: 5 });
  });
});

describe('a node runs because', () => {
  const why = async (config: WorkflowConfig, change: Partial<GraphRunRequest> = {}) =>
    (await stage.run(config, change)).reasons;

  it('it never ran before', async () => {
    expect((await why(stills())).beauty).toBe('Runs: never run before with these inputs');
  });

  it('a setting changed: it and what is downstream run, nothing else', async () => {
    await stage.run(stills());
    const run = await stage.run(stills({ samples: 128 }));
    expect(run.reasons).toMatchObject({
      beauty: 'Runs: samples now 128, were 64',
      save: 'Runs: input artifact changed',
    });
    expect(run.states).toEqual({ cad: 'reused', model: 'reused', beauty: 'done', save: 'done', tell: 'done' });
  });

  it('several settings changed', async () => {
    await stage.run(stills());
    expect((await why(stills({ samples: 128, seed: 8 }))).beauty).toBe(
      'Runs: samples now 128, were 64; seed now 8, was 7',
    );
  });

  it('a setting changed since outputs were taken that another workflow had made', async () => {
    const other = { ...stage.prepare(stills()).request.workflow, id: 'wf-2', name: 'Others' };
    await stage.run(stills());
    await stage.run(stills(), { workflow: other });
    const config = stills({ seed: 8 });
    expect((await why(config, { workflow: { ...other, config } })).beauty).toBe('Runs: seed now 8, was 7');
  });

  it('a setting is another one than in the workflow that this one is a copy of', async () => {
    await stage.run(stills());
    const config = stills({ seed: 8 });
    const copy = { ...stage.prepare(config).request.workflow, id: 'wf-2', revision: 7 };
    expect(await why(config, { workflow: copy })).toMatchObject({
      beauty: 'Runs: seed now 8, was 7',
      save: 'Runs: never run before with these inputs',
    });
  });

  it('a setting changed since it was reused, not since it last ran', async () => {
    await stage.run(stills({ samples: 32 }));
    await stage.run(stills({ samples: 64 }));
    await stage.run(stills({ samples: 32 }));
    expect((await why(stills({ samples: 128 }))).beauty).toBe('Runs: samples now 128, were 32');
  });

  it('it writes into its file which workflow it is of', async () => {
    await stage.run(stills());
    const workflow = { ...stage.prepare(stills()).request.workflow, id: 'wf-2', revision: 7 };
    expect((await why(stills(), { workflow })).save).toBe('Runs: it is another workflow');
  });

  it('an input changed', async () => {
    await stage.run(stills());
    expect((await why(stills({ level: 2 }))).beauty).toBe('Runs: input glb changed');
  });

  it('the CAD file changed; where that changes nothing downstream, the rest is reused', async () => {
    await stage.run(stills());
    const run = await stage.run(stills(), withOrder({ cad: { ...aDispatchOrder().cad, sha256: 'other' } }));
    expect(run.reasons).toMatchObject({
      cad: 'Runs: the CAD file changed',
      model: 'Runs: input cad changed',
      // The model came out as it was.
      beauty: 'Reused: same profile, inputs, settings and Blender 4.5.15',
    });
  });

  it('the profile of the order changed', async () => {
    const order = aDispatchOrder();
    const profile = { ...order.outputType.profile, width: 1920, background: 'transparent' as const };
    await stage.run(stills());
    expect((await why(stills(), withOrder({ outputType: { ...order.outputType, profile } }))).beauty).toBe(
      'Runs: background now transparent, was template; width now 1920, was 96',
    );
  });

  it('Blender is another one: only nodes that use it care', async () => {
    const { runtime } = aDispatchOrder();
    await stage.run(stills(), withOrder({ runtime: { ...runtime, version: '4.2.23' } }));
    const reasons = await why(stills());
    expect(reasons.beauty).toBe('Runs: Blender is now 4.5.15, was 4.2.23');
    expect(reasons.model).toMatch(/^Reused/);
  });

  it('its type has a new version', async () => {
    await stage.run(stills());
    stage.restart({ stub_model: 2 });
    const config = stills();
    config.nodes.find(({ id }) => id === 'model')!.version = 2;
    expect((await why(config)).model).toBe('Runs: the node type is now version 2, was 1');
  });

  it('the workflow has a new revision, for what writes it into a file', async () => {
    await stage.run(stills());
    const workflow = { ...stage.prepare(stills()).request.workflow, revision: 2, sha256: 'newer' };
    const run = await stage.run(stills(), { workflow });
    expect(run.reasons.save).toBe('Runs: the workflow is now revision 2, was 1');
    expect(run.states.beauty).toBe('reused');
  });

  it.each([
    ['cut short', (path: string) => truncateSync(path, 10)],
    ['gone', (path: string) => unlinkSync(path)],
    ['of the right size, but another content', (path: string) => writeFileSync(path, 'x'.repeat(200))],
  ])('the kept file is %s; the file is whole afterwards', async (_how, damage) => {
    const first = await stage.run(stills());
    const file = first.last.beauty!.outputs[0]!.files[0]!;
    const { path } = stage.artifacts.locate(file.sha256, file.extension);
    damage(path);
    const run = await stage.run(stills());
    expect(run.reasons.beauty).toBe('Runs: the kept file image.png is damaged');
    expect(run.states).toMatchObject({ model: 'reused', beauty: 'done' });
    expect(await stage.artifacts.verify(file.sha256, file.extension)).toBe(true);
  });
});

describe('an observer', () => {
  it('makes everything itself, leaves nothing behind and changes nothing', async () => {
    await stage.run(stills());
    const observer = await stage.run(stills(), { authority: 'observer' });
    expect(new Set(Object.values(observer.states))).toEqual(new Set(['done']));
    expect(new Set(Object.values(observer.reasons))).toEqual(new Set(['Runs: observers make everything themselves']));
    expect(observer.published).toEqual([]);
    expect(observer.notified).toEqual([]);
    expect(observer.outcome).toMatchObject({ mediaAssetId: null, nodes: { done: 5 } });
    expect(observer.outcome?.asset.files).toHaveLength(1);
  });

  it('leaves no result that a later run could take', async () => {
    await stage.run(stills(), { authority: 'observer' });
    expect((await stage.run(stills())).outcome?.nodes).toEqual({ done: 5, reused: 0 });
  });
});

describe('a plan', () => {
  const decisions = (plan: { nodeId: string; decision: string }[]) =>
    Object.fromEntries(plan.map(({ nodeId, decision }) => [nodeId, decision]));

  it('says of every node what a run would do, without running any', async () => {
    const before = await stage.engine.plan(stage.prepare(stills()).request);
    expect(new Set(Object.values(decisions(before)))).toEqual(new Set(['run']));
    expect(before.map(({ nodeId, level }) => [nodeId, level])).toEqual([
      ['cad', 0],
      ['model', 1],
      ['beauty', 2],
      ['save', 3],
      ['tell', 4],
    ]);
    expect(before[1]).toMatchObject({ why: 'Runs: Cad runs first and may give something new', expectedSeconds: null });
    expect(stage.stubs.ran).toEqual([]);
    await stage.run(stills());
    const after = await stage.engine.plan(stage.prepare(stills()).request);
    expect(new Set(Object.values(decisions(after)))).toEqual(new Set(['reuse']));
    expect(after[2]).toMatchObject({ produces: ['image'], expectedSeconds: expect.any(Number) });
  });

  it('says what a change of settings sets in motion', async () => {
    await stage.run(stills());
    const plan = await stage.engine.plan(stage.prepare(stills({ samples: 128 })).request);
    expect(decisions(plan)).toEqual({ cad: 'reuse', model: 'reuse', beauty: 'run', save: 'run', tell: 'run' });
    expect(plan.slice(2).map(({ why }) => why)).toEqual([
      'Runs: samples now 128, were 64',
      'Runs: Beauty runs first and may give something new',
      'Runs: Save runs first and may give something new',
    ]);
  });

  it('of a fresh run reuses nothing', async () => {
    await stage.run(stills());
    const plan = await stage.engine.plan(stage.prepare(stills(), { reuse: 'fresh' }).request);
    expect(new Set(plan.map(({ why }) => why))).toEqual(new Set(['Runs: every node runs again, as asked']));
  });
});
