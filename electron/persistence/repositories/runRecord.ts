import { and, eq, sql } from 'drizzle-orm';
import type { ObservationState, Verdict } from '../../../shared/domain/comparison.ts';
import type { ArtifactKind } from '../../../shared/domain/outputType.ts';
import type { CoreFields, RunState } from '../../../shared/domain/run.ts';
import type { ErrorValue } from '../../../shared/errors/appError.ts';
import type { Connection } from '../connection.ts';
import { mediaAssets } from '../schema/mediaAssets.ts';
import { observations } from '../schema/observations.ts';
import { orderLines } from '../schema/orderLines.ts';
import { outputTypes } from '../schema/outputTypes.ts';
import { products } from '../schema/products.ts';
import { type RunPriority, type RunReuse, runs } from '../schema/runs.ts';

/** RunSummary without what only a running run has (progress) and without addresses. */
export interface RunListRecord {
  readonly id: string;
  readonly number: string;
  readonly orderLineId: string;
  readonly orderLineNumber: string;
  readonly productId: string;
  readonly productName: string;
  readonly outputTypeId: string;
  readonly outputTypeName: string;
  readonly artifactKind: ArtifactKind;
  readonly mode: CoreFields['mode'];
  readonly state: RunState;
  readonly priority: RunPriority;
  readonly attempt: number;
  readonly queuedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly error: ErrorValue | null;
  readonly retryOf: string | null;
  /** running: the instance that works on it. waiting: the only instance that may take it, or null for any. */
  readonly instanceId: string | null;
  readonly interruptions: number;
  /** Working folder, relative to the data folder. */
  readonly folder: string | null;
  /** Until when that instance owns it without renewing. */
  readonly leaseExpiresAt: string | null;
  /** Waiting, and paused by the user. */
  readonly held: boolean;
  readonly workflowId: string | null;
  readonly workflowRevisionNumber: number | null;
  readonly reuse: RunReuse;
  /** Why the graph did not deliver and legacy did. */
  readonly fallback: ErrorValue | null;
  /** What was delivered. */
  readonly mediaAssetId: string | null;
  /** Whether there is a small picture of it. */
  readonly hasThumbnail: boolean;
  readonly observationState: ObservationState | null;
  /** Verdict of the observation, when it was compared. */
  readonly verdict: Verdict | null;
}

export interface RunRecord extends RunListRecord {
  readonly core: CoreFields;
}

export const runListColumns = {
  id: runs.id,
  number: runs.number,
  orderLineId: runs.orderLineId,
  orderLineNumber: orderLines.number,
  productId: orderLines.productId,
  productName: products.name,
  outputTypeId: orderLines.outputTypeId,
  outputTypeName: outputTypes.name,
  artifactKind: outputTypes.artifactKind,
  mode: runs.mode,
  state: runs.state,
  priority: runs.priority,
  attempt: runs.attempt,
  queuedAt: runs.queuedAt,
  startedAt: runs.startedAt,
  endedAt: runs.endedAt,
  error: runs.error,
  retryOf: runs.retryOf,
  instanceId: runs.instanceId,
  interruptions: runs.interruptions,
  folder: runs.folder,
  leaseExpiresAt: runs.leaseExpiresAt,
  held: runs.held,
  workflowId: runs.workflowId,
  workflowRevisionNumber: runs.workflowRevisionNumber,
  reuse: runs.reuse,
  fallback: runs.fallback,
  mediaAssetId: sql<string | null>`${mediaAssets.id}`,
  hasThumbnail: sql<boolean>`${mediaAssets.thumbnailPath} is not null`.mapWith(Boolean),
  observationState: sql<ObservationState | null>`${observations.state}`,
  verdict: sql<Verdict | null>`json_extract(${observations.comparison}, '$.verdict')`,
};

const coreColumns = {
  orderLine: runs.orderLine,
  product: runs.product,
  outputType: runs.outputType,
  workflowRevision: runs.workflowRevision,
  mode: runs.mode,
  executor: runs.executor,
  blenderVersion: runs.blenderVersion,
  blenderRuntime: runs.blenderRuntime,
  deviceUsed: runs.deviceUsed,
  engine: runs.engine,
  samples: runs.samples,
  seed: runs.seed,
  width: runs.width,
  height: runs.height,
  frames: runs.frames,
  startedAt: runs.startedAt,
  endedAt: runs.endedAt,
  durationSeconds: runs.durationSeconds,
  peakMemoryBytes: runs.peakMemoryBytes,
  exitCode: runs.exitCode,
  outputPath: runs.outputPath,
  outputSha256: runs.outputSha256,
  pixelHash: runs.pixelHash,
} satisfies Record<keyof CoreFields, unknown>;

/** Runs with the names of what they are of. */
export function selectRunList(connection: Connection) {
  return connection
    .select(runListColumns)
    .from(runs)
    .innerJoin(orderLines, eq(orderLines.id, runs.orderLineId))
    .innerJoin(products, eq(products.id, orderLines.productId))
    .innerJoin(outputTypes, eq(outputTypes.id, orderLines.outputTypeId))
    .leftJoin(mediaAssets, and(eq(mediaAssets.runId, runs.id), eq(mediaAssets.role, 'primary')))
    .leftJoin(observations, eq(observations.runId, runs.id));
}

export function selectRun(connection: Connection, id: string): RunRecord | null {
  const listed = selectRunList(connection).where(eq(runs.id, id)).get();
  const core = connection.select(coreColumns).from(runs).where(eq(runs.id, id)).get();
  return listed && core ? { ...listed, core } : null;
}
