import type { RunDetail, RunStep } from '../../../../shared/domain/run.ts';
import type { WorkflowNode } from '../../../../shared/domain/workflow.ts';
import type { NodeState, PreviewedStep } from '../../canvas.ts';
import { graphSteps } from './graphSteps.ts';

/** How far a node is that runs; null = not known. */
interface Progress {
  readonly fraction: number | null;
  readonly etaSeconds: number | null;
}

interface Known {
  readonly run: RunDetail | null;
  /** When the run was ordered, or chosen to be seen. */
  readonly since: string | null;
  readonly preview: PreviewedStep | null;
  /** Of the run and of the preview, wherever the node is among those that run. */
  readonly progress: { readonly run: Progress | null; readonly preview: Progress | null };
}

/**
 * The preview's word of a node, or the run's; whichever began later, or the run's when it was chosen since. A node of another type that had its id before is
 * none of it. null = neither knows it.
 */
export function nodeStateOf(
  { id, type }: Pick<WorkflowNode, 'id' | 'type'>,
  { run, since, preview, progress }: Known,
): NodeState | null {
  const isSame = (step: RunStep | undefined): step is RunStep => step?.nodeType === type;
  const ofRun = run ? graphSteps(run.steps).get(id) : undefined;
  const previewed = preview && isSame(preview.step) ? stateFrom('preview', preview.step, progress.preview) : null;
  const isNewer = preview !== null && since !== null && preview.startedAt > since;
  // A run of legacy runs no node: what was seen before it is nothing that it did.
  if (!isSame(ofRun)) return run?.mode === 'legacy' && !isNewer ? null : previewed;
  return previewed && isNewer ? previewed : stateFrom('run', ofRun, progress.run);
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
