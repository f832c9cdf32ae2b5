import SqliteDatabase from 'better-sqlite3';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExecutionMode } from '../../../shared/domain/outputType.ts';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { tinyOf } from '../../support/tinyOutputType.ts';
import { WorkflowDesk } from '../../support/workflowOrders.ts';

const modes = ['legacy', 'graph', 'shadow'] as const;
const typeOf = (mode: ExecutionMode) =>
  tinyOf({ code: `damaged_${mode}`, workflowId: 'preset-still', rolloutMode: mode });
let desk: WorkflowDesk;

beforeAll(async () => {
  desk = await WorkflowDesk.open({ outputTypes: modes.map(typeOf) });
  desk.test.application.startQueue();
}, 120_000);
afterAll(() => desk?.close());

/** What a bad drive, or a hand in the database, may leave. */
function damageWorkflow(): void {
  const database = new SqliteDatabase(join(desk.test.home, 'hartomat.db'));
  database.prepare("update workflow_revisions set config = '{}' where workflow_id = 'preset-still'").run();
  database.close();
}

/*
 * ordered --> workflow damaged --> started: legacy delivers whatever the mode
 */
describe('a workflow that is damaged between order and start', () => {
  const runs = new Map<ExecutionMode, RunDetail>();

  it('keeps no order line from its output', { timeout: 180_000 }, async () => {
    await desk.test.call('queue:pause', undefined);
    const ordered = new Map<ExecutionMode, string>();
    for (const mode of modes) {
      const order = { productId: desk.productId, outputTypeId: typeOf(mode).id };
      ordered.set(mode, (await desk.test.call('orders:create', order)).id);
    }
    damageWorkflow();
    await desk.test.call('queue:resume', undefined);
    for (const [mode, id] of ordered) {
      const run = await desk.test.ended(id);
      expect(run, `${mode}: ${JSON.stringify(run.error)}`).toMatchObject({ state: 'delivered' });
      expect(await desk.assetsOf(run)).toHaveLength(1);
      expect(await desk.noticesOf(run)).toMatchObject([{ kind: 'delivered' }]);
      runs.set(mode, run);
    }
  });

  it('is the reason of the fallback, of nothing else', () => {
    expect(runs.get('graph')?.fallback).toMatchObject({ code: 'workflow.malformed' });
    expect(runs.get('legacy')?.fallback).toBeNull();
    expect(runs.get('shadow')?.fallback).toBeNull();
  });

  it('leaves legacy to be ordered', { timeout: 60_000 }, async () => {
    const order = { productId: desk.productId, outputTypeId: typeOf('legacy').id };
    const { id } = await desk.test.call('orders:create', order);
    expect(await desk.test.ended(id)).toMatchObject({ state: 'delivered' });
  });
});
