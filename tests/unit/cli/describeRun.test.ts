import { describe, expect, it } from 'vitest';
import { describeRun } from '../../../electron/cli/describeRun.ts';
import type { Comparison } from '../../../shared/domain/comparison.ts';
import { type RunDetail, runDetailSchema, type RunStep } from '../../../shared/domain/run.ts';

const at = '2026-01-05T08:00:00.000Z';

function step(executor: RunStep['executor'], key: string, change: Partial<RunStep>): RunStep {
  return {
    ...{ executor, key, label: key, nodeType: null, state: 'done', why: 'It was asked for.', error: null },
    ...{ startedAt: at, endedAt: '2026-01-05T08:01:05.000Z', cpuSeconds: null, peakMemoryBytes: null, outputs: [] },
    ...change,
  };
}

function run(change: Partial<RunDetail>): RunDetail {
  const none = {
    ...{ blenderVersion: null, blenderRuntime: null, deviceUsed: null, engine: null, samples: null, seed: null },
    ...{ width: null, height: null, frames: null, startedAt: null, endedAt: null, durationSeconds: null },
    ...{ peakMemoryBytes: null, exitCode: null, outputPath: null, outputSha256: null, pixelHash: null },
  };
  return runDetailSchema.parse({
    ...{ id: 'r', number: 'R-0007', orderLineId: 'l', orderLineNumber: 'OL-0001-01', productId: 'p' },
    ...{ productName: 'Gear', outputTypeId: 'o', outputTypeName: 'Still', artifactKind: 'still_image' },
    ...{ mode: 'graph', state: 'delivered', priority: 'normal', attempt: 1, queuedAt: at, startedAt: at, endedAt: at },
    ...{ progress: null, error: null, previewUrl: null, held: false, fallback: null, observation: null },
    workflow: { id: 'preset-still', name: 'Still', revision: 3 },
    core: {
      ...{ orderLine: 'OL-0001-01', product: 'Gear', outputType: 'still', workflowRevision: null },
      ...{ mode: 'graph', executor: 'graph', ...none },
    },
    ...{ steps: [], outputUrl: null, mediaAssetId: null, retryOf: null, observer: null },
    ...change,
  });
}

const failure = { code: 'graph.node_failed', kind: 'operational', message: 'Blender ended.' } as const;

describe('a run in words', () => {
  it('says who delivered after a fallback, where the graph failed and why', () => {
    const lines = describeRun(
      run({
        fallback: failure,
        steps: [
          step('graph', 'resolve_glb', { state: 'reused', why: 'Nothing has changed since R-0006.' }),
          step('graph', 'blender_still', { state: 'failed', error: failure }),
          step('legacy', 'render', { why: 'The graph did not deliver.' }),
        ],
      }),
    );
    expect(lines).toContain('Delivered by legacy. Graph failed at blender_still: Blender ended. (graph.node_failed)');
    expect(lines.filter((line) => /^ {2}(graph|legacy) /.test(line))).toEqual([
      '  graph   resolve_glb    reused  1 min 05 s  Nothing has changed since R-0006.',
      '  graph   blender_still  failed  1 min 05 s  Blender ended. [graph.node_failed]',
      '  legacy  render         done    1 min 05 s  The graph did not deliver.',
    ]);
  });

  it('names no node when the graph failed before any of them', () => {
    const fallback = { ...failure, code: 'workflow.invalid', message: 'It has a cycle.' };
    expect(describeRun(run({ fallback }))).toContain(
      'Delivered by legacy. Graph failed: It has a cycle. (workflow.invalid)',
    );
  });

  it('does not say that anything was delivered when nothing was', () => {
    const lines = describeRun(
      run({ state: 'failed', fallback: failure, error: { ...failure, code: 'blender.crashed' } }),
    );
    expect(lines).toContain('Fell back to legacy. Graph failed: Blender ended. (graph.node_failed)');
    expect(lines).toContain('Blender ended. [blender.crashed]');
  });

  it('shows the verdict with its reasons and what makes it no evidence', () => {
    const comparison: Comparison = {
      verdict: 'inconclusive',
      reasons: [{ code: 'conditions.seed_differs', message: 'The seeds differ.' }],
      kind: 'still_image',
      control: { sha256: 'a'.repeat(64), pixelHash: null },
      candidate: { sha256: 'b'.repeat(64), pixelHash: null },
      fileHashEqual: false,
      metrics: null,
      parts: {
        ...{ known: true, parts: 2 },
        differing: [
          {
            ...{ partKey: 'bolt-1', name: 'bolt', material: 'Chrome' },
            ...{ pixels: 80, differing: 20, maxDelta: 99, box: [1, 2, 3, 4] },
          },
        ],
        backdrop: { pixels: 1000, differing: 5, maxDelta: 9, box: [0, 0, 5, 1] },
      },
      thresholds: {
        ...{ threshold: 2, warnMean: 1, failMean: 2, warnShare: 0.1, failShare: 0.2, warnDensity: 0.1 },
        ...{ failDensity: 0.2, windowSize: 16, noiseFloor: null },
      },
      conditions: [
        { field: 'seed', control: '7', candidate: '8', equal: false },
        { field: 'samples', control: '32', candidate: '32', equal: true },
      ],
      ...{ comparedAt: at, seconds: 1 },
    };
    const observer: RunDetail['observer'] = {
      ...({ state: 'done', startedAt: at, endedAt: at, error: null, core: {}, comparison } as const),
      ...{ candidateUrl: null, heatMapUrl: null },
    };
    const lines = describeRun(run({ mode: 'shadow', observer }));
    expect(lines.slice(-8)).toEqual([
      'observer done',
      'verdict inconclusive',
      '  conditions.seed_differs: The seeds differ.',
      '  seed: control 7, candidate 8',
      '  file hash           differs (control aaaaaaaaaaaa, candidate bbbbbbbbbbbb)',
      '  parts that differ   1 of 2',
      '    bolt-1: 25.000 % of its pixels, 20',
      '    backdrop: 0.500 % of its pixels, 5',
    ]);
  });
});
