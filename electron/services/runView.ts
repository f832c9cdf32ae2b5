import type { Comparison } from '../../shared/domain/comparison.ts';
import type { RunDetail, RunProgress, RunStep, RunSummary } from '../../shared/domain/run.ts';
import type { ObservationRecord } from '../persistence/repositories/observationRepository.ts';
import type { RunListRecord, RunRecord } from '../persistence/repositories/runRecord.ts';
import { mediaUrls } from './mediaUrls.ts';

/** Name of a workflow by its id; null = it is gone. */
export type WorkflowName = (id: string) => string | null;

/** A run as lists show it. */
export function runSummary(run: RunListRecord, progress: RunProgress | null, nameOf: WorkflowName): RunSummary {
  const { id, number, orderLineId, orderLineNumber, productId, productName, outputTypeId, outputTypeName } = run;
  const { artifactKind, mode, state, priority, attempt, queuedAt, startedAt, endedAt, error, held, fallback } = run;
  const { workflowId, workflowRevisionNumber: revision, observationState, verdict } = run;
  const running = state === 'running' ? progress : null;
  return {
    ...{ id, number, orderLineId, orderLineNumber, productId, productName, outputTypeId, outputTypeName },
    ...{ artifactKind, mode, state, priority, attempt, queuedAt, startedAt, endedAt, error, held, fallback },
    progress: running,
    previewUrl:
      run.mediaAssetId && run.hasThumbnail ? mediaUrls.thumbnail(run.mediaAssetId) : (running?.previewUrl ?? null),
    workflow:
      workflowId === null || revision === null
        ? null
        : { id: workflowId, name: nameOf(workflowId) ?? workflowId, revision },
    observation: observationState === null ? null : { state: observationState, verdict },
  };
}

function observerOf(observation: ObservationRecord | null): RunDetail['observer'] {
  if (!observation) return null;
  const { runId, state, startedAt, endedAt, error, core, candidatePath, heatMapPath } = observation;
  const comparison: Comparison | null = observation.comparison;
  return {
    ...{ state, startedAt, endedAt, error, core, comparison },
    candidateUrl: candidatePath === null ? null : mediaUrls.candidate(runId),
    heatMapUrl: heatMapPath === null ? null : mediaUrls.heatMap(runId),
  };
}

/** What an observer makes goes with it, but for the candidate. */
function observedSteps(steps: readonly RunStep[], { runId, core, candidatePath }: ObservationRecord): RunStep[] {
  const urlOf = (sha256: string): string | null =>
    candidatePath !== null && core.outputSha256 === sha256 ? `${mediaUrls.candidate(runId)}?${sha256}` : null;
  return steps.map((step) => {
    if (step.executor !== 'graph') return step;
    const outputs = step.outputs.map((output) => ({
      ...output,
      files: output.files.map((file) => ({ ...file, url: urlOf(file.sha256) })),
    }));
    return { ...step, outputs };
  });
}

/** A run as its own page shows it. */
export function runDetail(
  run: RunRecord,
  progress: RunProgress | null,
  more: { steps: readonly RunStep[]; observation: ObservationRecord | null; nameOf: WorkflowName },
): RunDetail {
  return {
    ...runSummary(run, progress, more.nameOf),
    core: run.core,
    steps: more.observation ? observedSteps(more.steps, more.observation) : [...more.steps],
    outputUrl: run.mediaAssetId ? mediaUrls.run(run.id) : null,
    mediaAssetId: run.mediaAssetId,
    retryOf: run.retryOf,
    observer: observerOf(more.observation),
  };
}
