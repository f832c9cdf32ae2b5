import type { RunDetail, RunProgress, RunSummary } from '../../shared/domain/run.ts';
import type { RunListRecord, RunRecord } from '../persistence/repositories/runRecord.ts';
import type { RunStep } from '../../shared/domain/run.ts';
import { mediaUrls } from './mediaUrls.ts';

/** A run as lists show it. */
export function runSummary(run: RunListRecord, progress: RunProgress | null): RunSummary {
  const { id, number, orderLineId, orderLineNumber, productId, productName, outputTypeId, outputTypeName } = run;
  const { artifactKind, mode, state, priority, attempt, queuedAt, startedAt, endedAt, error } = run;
  const running = state === 'running' ? progress : null;
  return {
    ...{ id, number, orderLineId, orderLineNumber, productId, productName, outputTypeId, outputTypeName },
    ...{ artifactKind, mode, state, priority, attempt, queuedAt, startedAt, endedAt, error },
    progress: running,
    previewUrl: run.mediaAssetId ? mediaUrls.thumbnail(run.mediaAssetId) : (running?.previewUrl ?? null),
  };
}

/** A run as its own page shows it. */
export function runDetail(run: RunRecord, progress: RunProgress | null, steps: readonly RunStep[]): RunDetail {
  return {
    ...runSummary(run, progress),
    core: run.core,
    steps: [...steps],
    outputUrl: run.mediaAssetId ? mediaUrls.run(run.id) : null,
    mediaAssetId: run.mediaAssetId,
    retryOf: run.retryOf,
  };
}
