import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphPreviewRequest } from '../../../../electron/runtime/contracts/engine.ts';
import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import { EngineStage, stubWorkflow } from '../../../support/engineStage.ts';
import { expectAppError } from '../../../support/expectAppError.ts';

let stage: EngineStage;
beforeEach(() => {
  stage = new EngineStage();
});
afterEach(() => stage.close());

/**
 *     cad ── model ── beauty ── save ── tell
 *      └──── other
 */
function stills(level = 1): WorkflowConfig {
  return stubWorkflow(
    {
      cad: 'stub_cad',
      model: ['stub_model', { level }],
      beauty: 'stub_still',
      other: 'stub_model',
      save: 'output_save',
      tell: 'notify',
    },
    [
      ...['cad.cad -> model.cad', 'cad.cad -> other.cad', 'model.glb -> beauty.glb'],
      ...['beauty.image -> save.artifact', 'save.asset -> tell.asset'],
    ],
  );
}

function preview(config: WorkflowConfig, upTo: string, change: Partial<GraphPreviewRequest> = {}) {
  const told = stage.prepare(config);
  return { told, outputs: stage.engine.preview({ ...told.request, upTo, ...change }) };
}

describe('a preview', () => {
  it('runs the node and what it takes from, nothing else, and answers what the node gives', async () => {
    const { told, outputs } = preview(stills(), 'beauty');
    expect(Object.entries(await outputs).map(([port, { type }]) => [port, type])).toEqual([['image', 'image']]);
    expect(told.states).toEqual({ cad: 'done', model: 'done', beauty: 'done' });
    expect(told.steps.slice(0, 3).map(({ key, state }) => [key, state])).toEqual([
      ['cad', 'waiting'],
      ['model', 'waiting'],
      ['beauty', 'waiting'],
    ]);
  });

  it('of a node with an effect makes what it would deliver, and leaves the world as it is', async () => {
    const { told, outputs } = preview(stills(), 'tell');
    await outputs;
    expect(told.states).toMatchObject({ save: 'done', tell: 'done' });
    expect(told.published).toEqual([]);
    expect(told.notified).toEqual([]);
  });

  it('leaves its results to a run that delivers, and takes those of one', async () => {
    await preview(stills(), 'beauty').outputs;
    const run = await stage.run(stills());
    expect(run.states).toMatchObject({ cad: 'reused', model: 'reused', beauty: 'reused', save: 'done' });

    const { told, outputs } = preview(stills(), 'save');
    await outputs;
    expect(new Set(Object.values(told.states))).toEqual(new Set(['reused']));
    expect(told.reasons.beauty).toMatch(/^Reused: same/);
  });

  it('of what is saved tells its origin as the run would that delivers it', async () => {
    const modes: string[] = [];
    stage.stubs.acts.set('save', (context) => void modes.push(context.provenance(null).mode));
    await preview(stills(), 'save').outputs;
    await stage.run(stills(), { reuse: 'fresh' });
    expect(modes).toEqual(['graph', 'graph']);
  });

  it('is not kept from running by what is wrong elsewhere', async () => {
    const config = stills();
    const unfinished = { ...config, edges: config.edges.filter(({ target }) => target.node !== 'save') };
    const { told, outputs } = preview(unfinished, 'other');
    await outputs;
    expect(told.states).toMatchObject({ other: 'done' });
  });

  it('is refused with the problems of the nodes that take part', async () => {
    const config = stills();
    const broken = { ...config, edges: config.edges.filter(({ target }) => target.node !== 'model') };
    const error = await expectAppError(preview(broken, 'beauty').outputs, 'workflow.invalid');
    expect(error.details['problems']).toMatchObject([{ code: 'input.missing', nodeId: 'model', port: 'cad' }]);
    await expectAppError(preview(config, 'nobody').outputs, 'app.not_found');
    expect(stage.stubs.ran).toEqual([]);
  });

  it('tells how far each node is by itself', async () => {
    const fractions: Record<string, number> = {};
    const { told } = preview(stills(), 'cad');
    const reporter = {
      ...told.request.reporter,
      progress: ({ nodeId, nodeFraction }: { nodeId: string; nodeFraction: number }) =>
        void (fractions[nodeId] = nodeFraction),
    };
    await preview(stills(2), 'beauty', { reporter }).outputs;
    expect(fractions).toEqual({ cad: 1, model: 1, beauty: 1 });
  });

  it('that is cancelled says so, of itself and of its nodes', async () => {
    const { told, outputs } = preview(stills(), 'beauty');
    told.cancel.abort();
    await expectAppError(outputs, 'app.cancelled');
    expect(Object.values(told.states)).not.toContain('done');
    expect(told.states.beauty).toBe('cancelled');
  });
});
