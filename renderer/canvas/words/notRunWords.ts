import type { RunDetail } from '../../../shared/domain/run.ts';

interface Words {
  /** As much as a node has room for. */
  readonly short: string;
  readonly long: string;
}

const delivered = 'Legacy delivered';

/** Why the run that is shown says nothing of a node: in legacy the fixed pipeline works, and no node runs. */
export function notRunWords(run: Pick<RunDetail, 'mode' | 'state' | 'number' | 'fallback'> | null): Words {
  if (run?.state === 'delivered' && run.fallback !== null) {
    const long = `Not run: the graph of ${run.number} failed, and the fixed pipeline delivered instead`;
    return { short: delivered, long };
  }
  if (run?.mode !== 'legacy') return { short: 'Not run yet', long: 'Has not run yet' };
  if (run.state === 'delivered') {
    return { short: delivered, long: `Not run: the fixed pipeline delivered ${run.number}, as it was in mode legacy` };
  }
  return {
    short: 'Not run in legacy',
    long: `Not run: ${run.number} is in mode legacy, where the fixed pipeline works instead of the nodes`,
  };
}
