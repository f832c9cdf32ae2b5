import type { NodeEffects } from '../contracts/node.ts';
import type { DeferredEffect } from './deferredEffect.ts';
import type { GraphRun } from './graphRun.ts';
import { performEffect } from './nodeEffect.ts';
import { endBadly } from './nodeFailure.ts';
import { NodeVoice } from './nodeVoice.ts';

const byRank = (deferred: readonly DeferredEffect[]): DeferredEffect[] =>
  [...deferred].sort((one, other) => one.node.rank - other.node.rank);

/** All effects in the order of execution. After one that fails no other is performed. */
export async function performDeferred(run: GraphRun, effects: NodeEffects): Promise<void> {
  const { reporter, order } = run.request;
  const open = byRank(run.deferred);
  for (let next = open.shift(); next; next = open.shift()) {
    const { node, inputs, outputs, perform, end } = next;
    const voice = new NodeVoice(node.id, order.runtime.version, reporter, run.progress);
    try {
      await performEffect(perform, { node, inputs, outputs, voice, effects });
      const again = end.state === 'reused' ? `; delivered again for ${order.orderLineNumber}` : '';
      run.board.end(node.id, { ...end, why: `${end.why}${again}` });
      run.progress.report(node.id, 1, `${node.label} is done`);
    } catch (thrown) {
      endBadly(run, node, thrown);
      endUndelivered(run, open);
      return;
    } finally {
      voice.close();
    }
  }
}

/** Their work counts and is kept; what they would have done to the world is not done. */
export function endUndelivered(run: GraphRun, deferred: readonly DeferredEffect[]): void {
  const state = run.request.signal.aborted ? 'cancelled' : 'skipped';
  const why = 'Made and kept, not delivered: the run failed.';
  for (const { node, end } of byRank(deferred)) run.board.end(node.id, { ...end, state, why });
}
