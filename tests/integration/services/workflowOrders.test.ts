import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAppError } from '../../support/expectAppError.ts';
import { tinyOutputType } from '../../support/tinyOutputType.ts';
import { WorkflowDesk } from '../../support/workflowOrders.ts';

let desk: WorkflowDesk;
const outputTypeId = tinyOutputType.id;

beforeAll(async () => {
  desk = await WorkflowDesk.open();
  desk.test.application.startQueue();
}, 120_000);
afterAll(() => desk?.close());

describe('an order from the canvas', { timeout: 120_000 }, () => {
  it('runs the named revision in the named mode, and is found by its workflow', async () => {
    const { test, productId } = desk;
    const order = { productId, outputTypeId, mode: 'graph' } as const;
    await desk.change('preset-still', 'blender_still', { samples: 3 });
    const first = await test.call('orders:create', { ...order, workflow: { id: 'preset-still', revision: 1 } });
    const latest = await test.call('orders:create', { ...order, workflow: { id: 'preset-still', revision: null } });
    const plain = await test.call('orders:create', { productId, outputTypeId });

    expect(await test.ended(first.id)).toMatchObject({ state: 'delivered', mode: 'graph', core: { samples: 2 } });
    expect(await test.ended(latest.id)).toMatchObject({ workflow: { id: 'preset-still', revision: 2 } });
    expect(await test.call('runs:get', { id: latest.id })).toMatchObject({ fallback: null, core: { samples: 3 } });
    expect(await test.ended(plain.id)).toMatchObject({ mode: 'legacy', workflow: null });

    const listed = await test.call('runs:list', { workflowId: 'preset-still' });
    expect(listed.map(({ id }) => id)).toEqual([latest.id, first.id]);
    expect(await test.call('runs:list', { workflowId: 'preset-turntable' })).toEqual([]);
    expect(await test.call('runs:list', { workflowId: 'preset-still', productId: 'nobody' })).toEqual([]);
  });

  it('of a workflow or a revision that is not there is refused, and leaves no run', async () => {
    const { test, productId } = desk;
    const known = await test.call('runs:list', {});
    for (const workflow of [
      { id: 'nobody', revision: null },
      { id: 'preset-still', revision: 99 },
    ]) {
      await expectAppError(test.call('orders:create', { productId, outputTypeId, workflow }), 'workflow.unknown');
    }
    expect(await test.call('runs:list', {})).toEqual(known);
  });
});
