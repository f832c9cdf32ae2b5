import type { ErrorValue } from '../../shared/errors/appError.ts';
import type { RunDetail, RunState } from '../../shared/domain/run.ts';
import { withoutCapital } from './withoutCapital.ts';

const legacy: Record<RunState, string> = {
  waiting: 'Legacy takes over.',
  running: 'Legacy is rendering it.',
  delivered: 'Delivered by legacy.',
  failed: 'Legacy failed as well.',
  cancelled: 'Cancelled while legacy was rendering it.',
  parked: 'Parked while legacy was rendering it.',
};

/** The label of the node that failed: named by the error, else the first failed one. */
function failedNode(run: Pick<RunDetail, 'steps'>, error: ErrorValue): string | null {
  const named = error.details?.['nodeId'];
  const nodes = run.steps.filter((step) => step.executor === 'graph');
  const node = nodes.find((step) => step.key === named) ?? nodes.find((step) => step.state === 'failed');
  return node?.label ?? null;
}

/** "Delivered by legacy. Graph failed at Beauty: timed out after 900 s." null = the run did not fall back. */
export function fallbackSentence(run: Pick<RunDetail, 'fallback' | 'state' | 'steps'>): string | null {
  if (run.fallback === null) return null;
  const node = failedNode(run, run.fallback);
  const place = node === null ? 'Graph failed' : `Graph failed at ${node}`;
  return `${legacy[run.state]} ${place}: ${withoutCapital(run.fallback.message)}`;
}
