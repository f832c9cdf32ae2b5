import { describe, expect, it } from 'vitest';
import type { RunWorkflow } from '../../../electron/runtime/contracts/runWorkflow.ts';
import { dispatch, type RunGraph } from '../../../electron/runtime/dispatch.ts';
import { AppError, type ErrorValue } from '../../../shared/errors/appError.ts';
import { aDispatchContext } from './aDispatchContext.ts';
import { aDispatchOrder } from './aDispatchOrder.ts';

const workflow: RunWorkflow = {
  ...{ id: 'w1', name: 'Still', revision: 1, sha256: 'config' },
  config: { schemaVersion: 1, name: 'Still', family: 'order_line', executionMode: 'graph', nodes: [], edges: [] },
};

function seam(graph: RunGraph | null) {
  const stage = aDispatchContext();
  const told: { why: ErrorValue; askedBefore: number }[] = [];
  const onFallback = (why: ErrorValue): void => void told.push({ why, askedBefore: stage.seen.asked.length });
  return { ...stage, told, tools: { context: stage.context, graph, onFallback } };
}

/*
 * legacy, shadow --------> fixed pipeline
 * graph --> graph --ok---> delivered by the graph
 *             +--fails---> why is told --> fixed pipeline, same order line
 */
describe('the seam where a mode becomes work', () => {
  it.each(['legacy', 'shadow'] as const)('%s: the fixed pipeline delivers and the graph is not asked', async (mode) => {
    const asked: string[] = [];
    const { tools, seen } = seam(async ({ runId }) => {
      asked.push(runId);
      return { mediaAssetId: 'of the graph' };
    });
    const outcome = await dispatch(mode, aDispatchOrder({ workflow }), tools);
    expect(outcome).toEqual({ mediaAssetId: 'asset-1', executor: 'legacy', fallback: null });
    expect(asked).toEqual([]);
    expect(seen.published).toHaveLength(1);
  });

  it('graph: the graph delivers alone', async () => {
    const { tools, seen, told } = seam(async () => ({ mediaAssetId: 'of the graph' }));
    const outcome = await dispatch('graph', aDispatchOrder({ workflow }), tools);
    expect(outcome).toEqual({ mediaAssetId: 'of the graph', executor: 'graph', fallback: null });
    expect(seen.asked).toEqual([]);
    expect(told).toEqual([]);
  });

  it.each([
    ['an error of a node', new AppError('blender.crashed', 'Blender ended with signal 11.'), 'blender.crashed'],
    ['a bug', new TypeError('nothing of undefined'), 'app.unexpected'],
    ['something that is no error', 'text', 'app.unexpected'],
  ])(
    'graph: after %s the fixed pipeline delivers the same order line; why is told first',
    async (_what, thrown, code) => {
      const { tools, seen, told } = seam(() => Promise.reject(thrown));
      const outcome = await dispatch('graph', aDispatchOrder({ workflow }), tools);
      expect(outcome).toMatchObject({ mediaAssetId: 'asset-1', executor: 'legacy', fallback: { code } });
      expect(told).toMatchObject([{ why: { code }, askedBefore: 0 }]);
      expect(seen.published).toHaveLength(1);
      expect(seen.notified).toEqual(['asset-1']);
      expect(seen.said).toEqual([expect.stringMatching(/^Delivered by legacy\. Graph failed: .+/)]);
    },
  );

  it('graph: what the graph had published before it failed is delivered, not made again', async () => {
    const { tools, seen, earlier } = seam(() => {
      earlier.value = { mediaAssetId: 'of the graph', core: {} };
      return Promise.reject(new AppError('graph.node_failed', 'Notify failed.'));
    });
    const outcome = await dispatch('graph', aDispatchOrder({ workflow }), tools);
    expect(outcome).toMatchObject({ mediaAssetId: 'of the graph', fallback: { code: 'graph.node_failed' } });
    expect(seen.asked).toEqual([]);
    expect(seen.notified).toEqual(['of the graph']);
  });

  it('graph: when there is no engine the fixed pipeline delivers', async () => {
    const { tools } = seam(null);
    const outcome = await dispatch('graph', aDispatchOrder({ workflow }), tools);
    expect(outcome).toMatchObject({ executor: 'legacy', fallback: { code: 'graph.engine_missing' } });
  });

  it('graph: whoever cancels gets no fallback', async () => {
    const { tools, seen, told } = seam(() => {
      seen.cancel.abort('cancel');
      return Promise.reject(new AppError('app.cancelled', 'The run was cancelled.'));
    });
    await expect(dispatch('graph', aDispatchOrder({ workflow }), tools)).rejects.toMatchObject({
      code: 'app.cancelled',
    });
    expect(told).toEqual([]);
    expect(seen.asked).toEqual([]);
  });
});
