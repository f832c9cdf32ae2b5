import { describe, expect, it } from 'vitest';
import { coreFieldRows } from '../../../../renderer/runs/coreFieldRows.ts';
import { formatDelta, formatShare, ladderRows } from '../../../../renderer/runs/ladderRows.ts';
import { observedCore } from '../../../../renderer/runs/observedCore.ts';
import {
  compareReason,
  compareWords,
  observerSentence,
  verdictConsequence,
  viewReason,
} from '../../../../renderer/runs/observerWords.ts';
import type { ObservationState } from '../../../../shared/domain/comparison.ts';
import { at, comparison, coreFields, detail, observer, pictureMetrics, thresholds } from './builders.ts';

const picture = (more: Parameters<typeof pictureMetrics>[0], limits = thresholds) =>
  comparison({ metrics: { picture: pictureMetrics(more), video: null, blend: null }, thresholds: limits });
const rowOf = (pair: ReturnType<typeof comparison>, label: string) =>
  ladderRows(pair).find((row) => row.label === label);

describe('ladderRows', () => {
  it('stands every measurement beside its limits', () => {
    const pair = picture({ meanDelta: 0.00041, shareOverThreshold: 0.0019, windowDensity: 0.942, maxDelta: 211 });
    expect(rowOf(pair, 'Mean delta')).toMatchObject({ measured: '0.00041', limit: '0.05 / 0.5', status: 'pass' });
    expect(rowOf(pair, 'Pixels over threshold')).toMatchObject({ measured: '0.19\u00a0%', status: 'warn' });
    expect(rowOf(pair, 'Densest window')).toMatchObject({ measured: '94.2\u00a0%', status: 'fail' });
    expect(rowOf(pair, 'Largest delta')).toMatchObject({ measured: '211', limit: 'note only' });
  });

  it('passes what is exactly at its limit', () => {
    expect(rowOf(picture({ meanDelta: thresholds.warnMean }), 'Mean delta')?.status).toBe('pass');
    expect(rowOf(picture({ meanDelta: thresholds.failMean }), 'Mean delta')?.status).toBe('warn');
  });

  it('passes what is no more than measured noise', () => {
    const noisy = { ...thresholds, noiseFloor: { maxDelta: 1, meanDelta: 0.2 } };
    expect(rowOf(picture({ meanDelta: 0.1, maxDelta: 1 }, noisy), 'Mean delta')?.status).toBe('pass');
    expect(rowOf(picture({ meanDelta: 0.1, maxDelta: 2 }, noisy), 'Mean delta')?.status).toBe('warn');
  });

  it('never fails a difference of hashes alone', () => {
    expect(rowOf(picture({ pixelHashEqual: false }), 'Pixel hash')).toMatchObject({
      measured: 'differs',
      status: 'info',
    });
    expect(rowOf(comparison({ fileHashEqual: null }), 'File hash')).toMatchObject({ measured: 'not known' });
  });

  it('compares videos by count, rate and worst frame, and goes on with that frame', () => {
    const video = {
      ...{ frames: [48, 47] as [number, number], fps: [24, 24] as [number, number], worstFrame: 12 },
      ...{ perFrame: [], worst: pictureMetrics({ meanDelta: 2 }) },
    };
    const pair = comparison({ kind: 'turntable_video', metrics: { picture: null, video, blend: null } });
    expect(rowOf(pair, 'Frames')).toMatchObject({ measured: '48 / 47', status: 'fail' });
    expect(rowOf(pair, 'Frames per second')).toMatchObject({ measured: '24', status: 'pass' });
    expect(rowOf(pair, 'Worst frame')?.measured).toBe('12');
    expect(rowOf(pair, 'Mean delta')?.status).toBe('fail');
  });

  it('counts the lines of .blend files that only one side has', () => {
    const blend = { onlyControl: ['object a'], onlyCandidate: [], lines: [900, 899] as [number, number] };
    const pair = comparison({ kind: 'blend_asset', metrics: { picture: null, video: null, blend } });
    expect(rowOf(pair, 'Only in control')).toMatchObject({ measured: '1 line', status: 'fail' });
    expect(rowOf(pair, 'Only in candidate')).toMatchObject({ measured: '0 lines', status: 'pass' });
  });

  it('shows nothing measured where nothing could be', () => {
    expect(ladderRows(comparison({ metrics: null })).map((row) => row.label)).toEqual(['File hash']);
  });
});

describe('numbers of the ladder', () => {
  it('never say 0 of what is not', () => {
    expect([formatDelta(0), formatDelta(0.0000001), formatDelta(1.5), formatDelta(128.456)]).toEqual([
      '0',
      '< 0.00001',
      '1.5',
      '128.46',
    ]);
    expect(formatShare(0.12)).toBe('12\u00a0%');
  });
});

describe('coreFieldRows', () => {
  const rowFor = (label: string, candidate: Parameters<typeof coreFieldRows>[1]) =>
    coreFieldRows(coreFields(), candidate).find((row) => row.label === label);

  it('says what is the same only where both sides are known and it counts', () => {
    const candidate = coreFields({ seed: 8, mode: 'shadow', blenderVersion: null });
    expect(rowFor('Samples, seed', candidate)).toMatchObject({ control: '128, 7', candidate: '128, 8', same: false });
    expect(rowFor('Device used', candidate)?.same).toBe(true);
    expect(rowFor('Mode', candidate)?.same).toBeNull();
    expect(rowFor('Blender', candidate)?.same).toBeNull();
    expect(rowFor('Device used', null)).toMatchObject({ candidate: null, same: null });
  });

  it('tells a candidate without a workflow from one of which it is not known yet', () => {
    expect(rowFor('Workflow', {})?.candidate).toBeNull();
    expect(rowFor('Workflow', { workflowRevision: 'Still r13' })?.candidate).toBe('Still r13');
    expect(rowFor('Workflow', null)?.control).toBe('none');
  });
});

describe('observedCore', () => {
  it('is what was ordered, the times of the observer, and what it recorded itself', () => {
    const shadow = detail({ mode: 'shadow', observer: observer({ core: { seed: 8 } }) });
    const { orderLine, product, outputType } = shadow.core;
    expect(observedCore(shadow)).toMatchObject({ orderLine, product, outputType, seed: 8, durationSeconds: 60 });
    expect(observedCore(shadow)).not.toHaveProperty('deviceUsed');
  });

  it('knows no duration before the end, and nothing of a run without observer', () => {
    expect(observedCore(detail({ observer: observer({ endedAt: null }) }))?.durationSeconds).toBeNull();
    expect(observedCore(detail())).toBeNull();
  });
});

describe('the observer in words', () => {
  const delivered = detail({ mode: 'shadow', endedAt: at(45) });

  it('says what it waits for', () => {
    const waiting = observer({ state: 'waiting', startedAt: null, endedAt: null });
    expect(observerSentence(delivered, waiting)).toBe('Observer waits until the queue is empty.');
    expect(observerSentence({ state: 'running', endedAt: null }, waiting)).toMatch(/after the control is delivered/);
    expect(observerSentence({ state: 'failed', endedAt: at(45) }, waiting)).toMatch(/^Observer does not start/);
  });

  it.each(['failed', 'timed_out', 'cancelled'] as const)(
    'says of one that %s that the order line is untouched',
    (state) => {
      expect(observerSentence(delivered, observer({ state }))).toContain('The order line is not touched.');
    },
  );

  it('compares as soon as the control is there, unless the observer is at it', () => {
    const reason = (state: ObservationState) => compareReason({ ...delivered, observer: observer({ state }) });
    expect(compareReason(detail())).toBe('Only shadow runs are compared');
    expect(compareReason({ ...delivered, observer: observer(), state: 'failed' })).toMatch(/no control/);
    expect(compareReason({ ...delivered, observer: observer(), endedAt: null })).toMatch(/not delivered yet/);
    expect(reason('running')).toMatch(/not ended yet/);
    expect([reason('waiting'), reason('done'), reason('timed_out')]).toEqual([null, null, null]);
  });

  it('says when comparing means that the observer runs first', () => {
    expect(compareWords(observer({ state: 'waiting' }))).toBe('Observe now');
    expect(compareWords(observer({ state: 'failed' }))).toBe('Observe again');
    expect(compareWords(observer())).toBe('Compare');
    expect(compareWords(observer({ comparison: comparison() }))).toBe('Compare again');
  });

  it('says why there is no candidate or heat map to look at', () => {
    const running = observer({ state: 'running' });
    expect(viewReason('candidate', running)).toBe('The observer has not ended yet');
    expect(viewReason('heatMap', running)).toBe('Control and candidate are not compared yet');
    expect(viewReason('heatMap', observer({ comparison: comparison() }))).toBe('This comparison made no heat map');
    expect(viewReason('candidate', observer({ candidateUrl: 'media://candidate/r' }))).toBeNull();
  });

  it('lets only a pass speak for the graph', () => {
    const run = detail({ workflow: { id: 'w', name: 'Still', revision: 13 } });
    expect(verdictConsequence('pass', run)).toBe('This run speaks for Still r13 delivering Catalogue still.');
    for (const verdict of ['warn', 'fail', 'inconclusive'] as const) {
      expect(verdictConsequence(verdict, run)).toMatch(/^Legacy stays authoritative for Catalogue still\./);
    }
  });
});
