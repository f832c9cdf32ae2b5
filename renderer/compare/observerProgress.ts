import type { RunDetail } from '../../shared/domain/run.ts';

interface ObserverProgress {
  readonly done: number;
  readonly total: number;
  /** The node that runs now; null = none. */
  readonly current: string | null;
}

/** How far the observer of a shadow run is, by its nodes: it has no other progress. */
export function observerProgress({ steps }: Pick<RunDetail, 'steps'>): ObserverProgress {
  const nodes = steps.filter((step) => step.executor === 'graph');
  return {
    done: nodes.filter((node) => node.state === 'done' || node.state === 'reused').length,
    total: nodes.length,
    current: nodes.find((node) => node.state === 'running')?.label ?? null,
  };
}
