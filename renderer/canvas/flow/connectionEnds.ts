import type { WorkflowEdge } from '../../../shared/domain/workflow.ts';
import type { OpenEnd } from '../document/openEnd.ts';
import { wireBetween } from '../document/wireBetween.ts';

type Ends =
  | { readonly ok: true; readonly source: WorkflowEdge['source']; readonly target: WorkflowEdge['target'] }
  | { readonly ok: false; readonly reason: string };

/** Which of two ends gives and which takes; two of a kind have nothing for each other. */
export function endsOf(from: OpenEnd, to: OpenEnd): Ends {
  if (from.direction === to.direction) {
    return { ok: false, reason: `An ${from.direction} cannot be connected to another ${from.direction}.` };
  }
  return { ok: true, ...wireBetween(from, to) };
}
