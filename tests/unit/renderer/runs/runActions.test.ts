import { describe, expect, it } from 'vitest';
import { bulkActions, failureWords, raised } from '../../../../renderer/runs/bulkActions.ts';
import { fileKind } from '../../../../renderer/runs/fileKind.ts';
import { retryEntries } from '../../../../renderer/runs/retryEntries.ts';
import { cancelWords, pauseReason, retryReason } from '../../../../renderer/runs/runReasons.ts';
import { detail, node, run } from './builders.ts';

describe('retryEntries', () => {
  const workflow = { id: 'w', name: 'Still', revision: 13 };
  const failed = detail({ state: 'failed', workflow, steps: [node('a'), node('b', { state: 'failed' })] });

  it('offers both starts, each by the revision of the run and by the current one', () => {
    expect(retryEntries(failed, 15).map(({ label, choice }) => [label, choice.from, choice.revision])).toEqual([
      ['Retry from the failed node, r13 as it was', 'failed', 'original'],
      ['Retry from the failed node, r15, the current one', 'failed', 'current'],
      ['Retry from the start, r13 as it was', 'start', 'original'],
      ['Retry from the start, r15, the current one', 'start', 'current'],
    ]);
    expect(retryEntries(failed, 15).every((entry) => entry.disabledReason === null)).toBe(true);
  });

  it('says why the current revision cannot be chosen', () => {
    expect(retryEntries(failed, 13)[1]?.disabledReason).toBe('r13 is the current revision');
    expect(retryEntries(failed, null)[3]?.disabledReason).toBe('The current revision is not known yet');
    expect(retryEntries(failed, null)[2]?.disabledReason).toBeNull();
  });

  it('offers a run whose workflow was removed the revision that it had, and says why no other', () => {
    expect(retryEntries(failed, 'removed').map(({ label, disabledReason }) => [label, disabledReason])).toEqual([
      ['Retry from the failed node, r13 as it was', null],
      ['Retry from the failed node, the current revision', 'The workflow was removed; r13 is kept for its runs'],
      ['Retry from the start, r13 as it was', null],
      ['Retry from the start, the current revision', 'The workflow was removed; r13 is kept for its runs'],
    ]);
  });

  it('cannot go on from where nothing has finished', () => {
    const nothing = detail({ state: 'failed', workflow, steps: [node('a', { state: 'failed' })] });
    const [fromFailed, , fromStart] = retryEntries(nothing, 15);
    expect(fromFailed?.disabledReason).toMatch(/^No node has finished/);
    expect(fromStart?.disabledReason).toBeNull();
  });

  it('has nothing to choose without a workflow', () => {
    expect(retryEntries(detail({ state: 'failed' }), null)).toEqual([]);
  });
});

describe('what can be done to a run', () => {
  it('depends on its state, and says so', () => {
    expect(pauseReason(run({ state: 'waiting' }))).toBeNull();
    expect(pauseReason(run({ state: 'running' }))).toBeNull();
    expect(pauseReason(run({ state: 'running', held: true }))).toMatch(/being paused/);
    expect(pauseReason(run({ state: 'delivered' }))).toBe('It has already ended');
    expect(retryReason(run({ state: 'parked' }))).toBeNull();
    expect(retryReason(run({ state: 'running' }))).toBe('It has not ended yet');
  });

  it('cancels the run until it is delivered, and after that its observer until that has ended', () => {
    const observed = (state: 'waiting' | 'running' | 'done') => ({ observation: { state, verdict: null } });
    expect(cancelWords(run({ state: 'running', ...observed('waiting') }))).toBe('Cancel run');
    expect(cancelWords(run({ state: 'delivered', ...observed('waiting') }))).toBe('Cancel observer');
    expect(cancelWords(run({ state: 'delivered', ...observed('running') }))).toBe('Cancel observer');
    expect(cancelWords(run({ state: 'delivered', ...observed('done') }))).toBeNull();
    expect(cancelWords(run({ state: 'failed', ...observed('waiting') }))).toBeNull();
    expect(cancelWords(run({ state: 'delivered' }))).toBeNull();
  });
});

describe('bulkActions', () => {
  const waiting = run({ id: 'w', state: 'waiting', priority: 'normal' });
  const held = run({ id: 'h', state: 'waiting', held: true, priority: 'high' });
  const failed = run({ id: 'f', state: 'failed' });
  const delivered = run({ id: 'd', state: 'delivered' });
  const told = (...[chosen, isOver]: Parameters<typeof bulkActions>) =>
    bulkActions(chosen, isOver).map(({ label, runs, disabledReason }) => [
      label,
      runs.map(({ id }) => id).join(''),
      disabledReason,
    ]);

  it('says how many of the selected runs each is for, and leaves out what makes sense for none', () => {
    expect(told([waiting, held, delivered], false)).toEqual([
      ['Pause 1 of 3', 'w', null],
      ['Resume 1 of 3', 'h', null],
      ['Cancel 2 of 3', 'wh', null],
      ['Raise priority 1 of 3', 'w', null],
    ]);
    expect(told([waiting], false)).toEqual([
      ['Pause', 'w', null],
      ['Cancel', 'w', null],
      ['Raise priority', 'w', null],
    ]);
  });

  it('keeps the usual ones in their place, with the reason against them', () => {
    expect(told([failed], false)).toEqual([
      ['Pause', '', 'None of them runs or waits'],
      ['Cancel', '', 'All of them have ended'],
      ['Raise priority', '', 'None of them waits with less than high priority'],
      ['Retry', 'f', null],
    ]);
  });

  it('can only retry what has ended', () => {
    expect(told([failed, delivered], true)).toEqual([['Retry 1 of 2', 'f', null]]);
    expect(told([delivered], true)).toEqual([['Retry', '', 'None of them has failed, is parked or was cancelled']]);
  });

  it('says of how many runs it failed', () => {
    const [pause] = bulkActions([waiting, run({ id: 'r', state: 'running' })], false);
    expect(pause && failureWords(pause, 1)).toBe('1 of 2 runs could not be paused.');
  });

  it('raises the priority by one', () => {
    expect((['low', 'normal', 'high'] as const).map(raised)).toEqual(['normal', 'high', 'high']);
  });
});

describe('fileKind', () => {
  it.each([
    ['still.png', 'still_image', 'picture'],
    ['still.exr', 'still_image', 'file'],
    ['turntable.mp4', 'turntable_video', 'video'],
    ['turntable.GIF', 'turntable_video', 'picture'],
    ['runs/r.1/part.blend', 'blend_asset', 'file'],
    ['runs/r.1/part', 'blend_asset', 'file'],
    [null, 'turntable_video', 'video'],
    [null, 'model_export', 'file'],
  ] as const)('shows %s of %s as %s', (name, artifact, kind) => {
    expect(fileKind(name, artifact)).toBe(kind);
  });
});
