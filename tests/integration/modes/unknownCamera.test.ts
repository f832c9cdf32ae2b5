import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExecutionMode, OutputType } from '../../../shared/domain/outputType.ts';
import { isDispatchable } from '../../../shared/domain/workflowProblem.ts';
import { tinyOf, tinyOutputType } from '../../support/tinyOutputType.ts';
import { WorkflowDesk } from '../../support/workflowOrders.ts';

const missing = 'from_below';
const blind: OutputType = tinyOf({
  code: 'tiny_blind',
  profile: { ...tinyOutputType.profile, camera: missing },
});
const sheet = 'preset-multi_angle';
let desk: WorkflowDesk;

beforeAll(async () => {
  desk = await WorkflowDesk.open({ outputTypes: [blind, tinyOutputType] });
}, 120_000);
afterAll(() => desk?.close());

/** What preflight says of the workflow in a mode. */
async function preflight(mode: ExecutionMode, outputType: OutputType) {
  const { config } = await desk.test.call('workflows:get', { id: sheet });
  const { problems } = await desk.test.call('workflows:check', {
    ...{ config: { ...config, executionMode: mode }, productId: desk.productId, outputTypeId: outputType.id },
    ...{ workflowId: sheet, plan: false },
  });
  return {
    dispatchable: isDispatchable(problems),
    problems: problems.filter(({ code }) => code === 'preflight.camera_unknown'),
  };
}

describe('a camera that the template does not have', { timeout: 120_000 }, () => {
  it('named by the output type alone, stops legacy and not a graph that uses others', async () => {
    expect(await preflight('graph', blind)).toMatchObject({ dispatchable: true, problems: [{ severity: 'warning' }] });
    const byGraph = await desk.run({ workflow: sheet, outputType: blind, mode: 'graph' });
    expect(byGraph).toMatchObject({ state: 'delivered', fallback: null, core: { executor: 'graph' } });

    expect(await preflight('legacy', blind)).toMatchObject({ dispatchable: false });
    const byLegacy = await desk.run({ workflow: sheet, outputType: blind, mode: 'legacy' });
    expect(byLegacy).toMatchObject({ state: 'failed', error: { code: 'camera.unknown' } });
  });

  it('named by a node, stops the graph: what is ordered all the same is delivered by legacy, and says why', async () => {
    await desk.change(sheet, 'blender_still', { camera: missing });
    expect(await preflight('graph', tinyOutputType)).toMatchObject({ dispatchable: false });
    const run = await desk.run({ workflow: sheet, mode: 'graph' });
    expect(run).toMatchObject({
      ...{ state: 'delivered', core: { executor: 'legacy' } },
      fallback: { code: 'camera.unknown', message: "'from_below' is not a camera of template White studio." },
    });
  });
});
