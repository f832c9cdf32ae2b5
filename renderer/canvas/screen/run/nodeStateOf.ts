import type { Preview, PreviewProgress } from '../../../../shared/domain/preview.ts';
import type { RunDetail, RunStep } from '../../../../shared/domain/run.ts';
import type { NodeState } from '../../canvas.ts';

function stateFrom(from: NodeState['from'], step: RunStep, progress: PreviewProgress | null): NodeState {
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

/** The preview's word of a node, or the run's; whichever began later. null = neither knows it. */
export function nodeStateOf(
  nodeId: string,
  run: RunDetail | null,
  preview: Preview | null,
  progress: PreviewProgress | null,
): NodeState | null {
  const ofRun = run?.steps.find((step) => step.executor === 'graph' && step.key === nodeId);
  const ofPreview = preview?.steps.find((step) => step.key === nodeId);
  const previewed =
    preview && ofPreview
      ? stateFrom(
          'preview',
          ofPreview,
          progress?.previewId === preview.id && progress.nodeId === nodeId ? progress : null,
        )
      : null;
  if (!run || !ofRun) return previewed;
  const ran = stateFrom('run', ofRun, null);
  return previewed && preview && preview.startedAt > run.queuedAt ? previewed : ran;
}
