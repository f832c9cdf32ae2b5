import type { Comparison, PictureMetrics, Thresholds } from '../../../../shared/domain/comparison.ts';
import type { CoreFields, RunDetail, RunStep, RunSummary } from '../../../../shared/domain/run.ts';

/** `at(13)` = 13 seconds after 10:00:00 UTC on the day of the tests. */
export const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 1, 10, 0, 0) + seconds * 1000).toISOString();

/** A delivered legacy run with everything that a test does not talk about filled in. */
export function run(more: Partial<RunSummary> = {}): RunSummary {
  return {
    id: 'r',
    number: 'R-0001',
    orderLineId: 'l',
    orderLineNumber: 'OL-0001-01',
    productId: 'p',
    productName: 'Roller bearing NU 2210',
    outputTypeId: 'catalogue',
    outputTypeName: 'Catalogue still',
    artifactKind: 'still_image',
    mode: 'legacy',
    state: 'delivered',
    priority: 'normal',
    attempt: 1,
    queuedAt: at(0),
    startedAt: null,
    endedAt: null,
    progress: null,
    error: null,
    previewUrl: null,
    held: false,
    fallback: null,
    workflow: null,
    observation: null,
    ...more,
  };
}

export function coreFields(more: Partial<CoreFields> = {}): CoreFields {
  return {
    ...{ orderLine: 'OL-0001-01', product: 'NU 2210', outputType: 'catalogue', workflowRevision: null, mode: 'legacy' },
    ...{ executor: 'legacy 0.1.0', blenderVersion: '4.5.1', blenderRuntime: 'B1', deviceUsed: 'CPU', engine: 'cycles' },
    ...{ samples: 128, seed: 7, width: 1920, height: 1080, frames: 1, startedAt: at(0), endedAt: at(45) },
    ...{ durationSeconds: 45, peakMemoryBytes: 1_310_000_000, exitCode: 0, outputPath: 'still.png' },
    ...{ outputSha256: 'a'.repeat(64), pixelHash: 'b'.repeat(64) },
    ...more,
  };
}

export function detail(more: Partial<RunDetail> = {}): RunDetail {
  return {
    ...run(),
    ...{ core: coreFields(), steps: [], outputUrl: null, mediaAssetId: null, retryOf: null, observer: null },
    ...more,
  };
}

export function observer(more: Partial<NonNullable<RunDetail['observer']>> = {}): NonNullable<RunDetail['observer']> {
  return {
    ...{ state: 'done', startedAt: at(60), endedAt: at(120), error: null, core: {}, comparison: null },
    ...{ candidateUrl: null, heatMapUrl: null },
    ...more,
  };
}

/** A finished step of the fixed pipeline; with `executor: 'graph'` a node. */
export function step(key: string, more: Partial<RunStep> = {}): RunStep {
  return {
    ...{ executor: 'legacy', key, label: key, nodeType: null, state: 'done', why: 'Ran', error: null },
    ...{ startedAt: at(0), endedAt: at(1), cpuSeconds: null, peakMemoryBytes: null, outputs: [] },
    ...more,
  };
}

export const node = (key: string, more: Partial<RunStep> = {}): RunStep =>
  step(key, { executor: 'graph', nodeType: 'blender_still', ...more });

export const thresholds: Thresholds = {
  ...{ threshold: 8, warnMean: 0.05, failMean: 0.5, warnShare: 0.001, failShare: 0.005 },
  ...{ warnDensity: 0.05, failDensity: 0.25, windowSize: 32, noiseFloor: null },
};

/** Two pictures of which no pixel differs. */
export function pictureMetrics(more: Partial<PictureMetrics> = {}): PictureMetrics {
  return {
    ...{ width: 1920, height: 1080, channels: 4, depth: 8, pixelHashEqual: true, meanDelta: 0, shareOverThreshold: 0 },
    ...{ threshold: 8, windowDensity: 0, windowSize: 32, windowAt: null, p95: 0, p99: 0, maxDelta: 0 },
    ...more,
  };
}

/** The verdict on two equal stills. */
export function comparison(more: Partial<Comparison> = {}): Comparison {
  return {
    verdict: 'pass',
    reasons: [{ code: 'pixels.equal', message: 'Every pixel is equal.' }],
    kind: 'still_image',
    control: { sha256: 'a', pixelHash: 'p' },
    candidate: { sha256: 'b', pixelHash: 'p' },
    fileHashEqual: false,
    metrics: { picture: pictureMetrics(), video: null, blend: null },
    parts: { known: true, parts: 3, differing: [], backdrop: null },
    thresholds,
    conditions: [],
    comparedAt: at(121),
    seconds: 0.4,
    ...more,
  };
}
