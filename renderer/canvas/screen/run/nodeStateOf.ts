import type { Preview } from '../../../../shared/domain/preview.ts';
import type { RunDetail, RunStep } from '../../../../shared/domain/run.ts';
import type { WorkflowNode } from '../../../../shared/domain/workflow.ts';
import type { NodeState } from '../../canvas.ts';

/** How far a node is that runs; null = not known. */
interface Progress {
  readonly fraction: number | null;
  readonly etaSeconds: number | null;
}

interface Known {
  readonly run: RunDetail | null;
  readonly preview: Preview | null;
  /** Of the run and of the preview, wherever the node is among those that run. */
  readonly progress: { readonly run: Progress | null; readonly preview: Progress | null };
}

const found = new WeakMap<readonly RunStep[], ReadonlyMap<string, RunStep>>();

/** The steps of the graph by the ids of their nodes: every node of a large workflow looks for its own. */
function graphSteps(steps: readonly RunStep[]): ReadonlyMap<string, RunStep> {
  let byNode = found.get(steps);
  if (!byNode) {
    byNode = new Map(steps.filter(({ executor }) => executor === 'graph').map((step) => [step.key, step]));
    found.set(steps, byNode);
  }
  return byNode;
}

/**
 * The preview's word of a node, or the run's; whichever began later. A node of another type that had its id before is
 * none of it. null = neither knows it.
 */
export function nodeStateOf(
  { id, type }: Pick<WorkflowNode, 'id' | 'type'>,
  { run, preview, progress }: Known,
): NodeState | null {
  const stepOf = (steps: readonly RunStep[] | undefined): RunStep | undefined => {
    const step = steps && graphSteps(steps).get(id);
    return step?.nodeType === type ? step : undefined;
  };
  const ofRun = stepOf(run?.steps);
  const ofPreview = stepOf(preview?.steps);
  const previewed = ofPreview ? stateFrom('preview', ofPreview, progress.preview) : null;
  if (!run || !ofRun) return previewed;
  if (previewed && preview && preview.startedAt > run.queuedAt) return previewed;
  return stateFrom('run', ofRun, progress.run);
}

function stateFrom(from: NodeState['from'], step: RunStep, progress: Progress | null): NodeState {
  const { state, why, startedAt, endedAt, error, outputs } = step;
  const running = state === 'running' ? progress : null;
  return {
    from,
    state,
    why,
    startedAt,
    endedAt,
    error,
    outputs,
    fraction: running?.fraction ?? null,
    etaSeconds: running?.etaSeconds ?? null,
  };
}
