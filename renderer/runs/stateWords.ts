import type { RunState, RunSummary } from '../../shared/domain/run.ts';

/** One word per state, as badges and screen readers say it. */
export const stateWord: Record<RunState, string> = {
  waiting: 'Waiting',
  running: 'Running',
  delivered: 'Delivered',
  failed: 'Failed',
  cancelled: 'Cancelled',
  parked: 'Parked',
};

/** What delivered it, in the end. */
function deliverer(run: RunSummary): 'legacy' | 'graph' {
  return run.mode === 'graph' && run.fallback === null ? 'graph' : 'legacy';
}

/** What became of a delivered run: "Delivered by legacy", "Delivered by legacy, graph failed". */
export function deliveredWords(run: RunSummary): string {
  return `Delivered by ${deliverer(run)}${run.fallback === null ? '' : ', graph failed'}`;
}

/** What the list says of a run: its step while it runs, its error when it failed. `turn` counts from 1 among the waiting. */
export function stateSentence(run: RunSummary, turn: number | null): string {
  switch (run.state) {
    case 'running':
      if (run.held) return 'Pausing';
      return run.progress?.message ?? 'Starting';
    case 'waiting':
      if (run.held) return 'Paused';
      if (turn === null) return 'Waiting';
      return turn === 1 ? 'Next' : `Waits for ${turn - 1} ${turn === 2 ? 'run' : 'runs'}`;
    case 'delivered':
      return deliveredWords(run);
    case 'parked':
      return 'Parked, ended the application twice';
    case 'failed':
      return run.error?.message ?? 'Failed';
    case 'cancelled':
      return 'Cancelled';
  }
}

/** What the state means for the order line: always said. */
export function consequence(run: RunSummary): string {
  switch (run.state) {
    case 'delivered':
      return `Order line ${run.orderLineNumber} is delivered.`;
    case 'failed':
      return `Order line ${run.orderLineNumber} is not delivered.`;
    case 'cancelled':
      return `Order line ${run.orderLineNumber} is not delivered: the run was cancelled.`;
    case 'parked':
      return `Order line ${run.orderLineNumber} is not delivered. The run is not tried again by itself.`;
    case 'waiting':
      if (run.held) return `Order line ${run.orderLineNumber} is open. Nothing happens until the run is resumed.`;
      return `Order line ${run.orderLineNumber} is open.`;
    case 'running':
      return `Order line ${run.orderLineNumber} is open.`;
  }
}

/** What stands in the place of a result that is not there. */
export function pictureWords(run: RunSummary): string {
  switch (run.state) {
    case 'waiting':
      return 'The result appears here when its turn comes.';
    case 'running':
      return 'No picture yet.';
    case 'delivered':
      return 'The picture is being read.';
    case 'failed':
    case 'cancelled':
    case 'parked':
      return 'This run has delivered nothing.';
  }
}
