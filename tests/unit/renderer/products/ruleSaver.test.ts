import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RuleSaver } from '../../../../renderer/products/materialMap/RuleSaver.ts';
import { completeIndexes } from '../../../../renderer/products/materialMap/draftRule.ts';
import { dragTarget } from '../../../../renderer/products/materialMap/dragTarget.ts';
import { isWithin, keySet, unionOf, without } from '../../../../renderer/products/keySets.ts';

const map = (...patterns: string[]) => patterns.map((pattern) => ({ pattern, materialId: 'brass' }));

describe('saving the material map', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A store that answers when told to, and keeps what it got. */
  function store() {
    const got: string[] = [];
    const answers: { resolve: () => void; reject: (error: Error) => void }[] = [];
    const states: string[] = [];
    const saver = new RuleSaver(
      (rules) => {
        got.push(rules.map((rule) => rule.pattern).join());
        return new Promise((resolve, reject) => answers.push({ resolve, reject }));
      },
      400,
      (state) => states.push(state),
    );
    return { saver, got, answers, states };
  }

  it('pending > saving > saved: edits in quick succession are one request, the last map', async () => {
    const { saver, got, answers, states } = store();
    saver.push(map('a'));
    await vi.advanceTimersByTimeAsync(300);
    saver.push(map('a', 'b'));
    await vi.advanceTimersByTimeAsync(300);
    expect(got).toEqual([]);
    expect(saver.busy).toBe(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(got).toEqual(['a,b']);
    answers[0]?.resolve();
    await vi.runAllTimersAsync();
    expect(saver.busy).toBe(false);
    expect(states).toEqual(['pending', 'pending', 'saving', 'saved']);
  });

  it('an edit during a request waits for its end: never two at once, never out of order', async () => {
    const { saver, got, answers } = store();
    saver.push(map('a'));
    await vi.advanceTimersByTimeAsync(400);
    saver.push(map('b'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(got).toEqual(['a']);
    answers[0]?.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(got).toEqual(['a', 'b']);
  });

  it('saving > failed: the map is kept and sent again on flush', async () => {
    const { saver, got, answers, states } = store();
    saver.push(map('a'));
    await vi.advanceTimersByTimeAsync(400);
    answers[0]?.reject(new Error('disk full'));
    await vi.advanceTimersByTimeAsync(0);
    expect(states.at(-1)).toBe('failed');
    expect(saver.busy).toBe(true);
    void saver.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(got).toEqual(['a', 'a']);
  });

  it('flush saves at once and resolves when it is saved', async () => {
    const { saver, got, answers } = store();
    saver.push(map('a'));
    const saved = saver.flush();
    expect(got).toEqual(['a']);
    answers[0]?.resolve();
    await saved;
    expect(saver.busy).toBe(false);
  });
});

describe('rows of the map', () => {
  it('a row without a pattern takes no place among the rules', () => {
    const rules = map('a', ' ', 'c').map((rule, index) => ({ ...rule, id: 10 + index }));
    expect([...completeIndexes(rules)]).toEqual([
      [10, 0],
      [11, -1],
      [12, 1],
    ]);
  });

  it('a dragged row lands where the pointer is, by the middles of the others', () => {
    const rows = [0, 1, 2, 3].map((index) => ({ top: index * 20, bottom: index * 20 + 20 }));
    expect(dragTarget(rows, 0, 5)).toBe(0);
    expect(dragTarget(rows, 0, 35)).toBe(1);
    expect(dragTarget(rows, 0, 500)).toBe(3);
    expect(dragTarget(rows, 3, -50)).toBe(0);
    expect(dragTarget(rows, 3, 25)).toBe(1);
  });
});

describe('sets of part keys', () => {
  it('never change in place', () => {
    const set = keySet(['a', 'b']);
    expect([...unionOf(set, ['b', 'c'])]).toEqual(['a', 'b', 'c']);
    expect([...without(set, ['a'])]).toEqual(['b']);
    expect([...set]).toEqual(['a', 'b']);
    expect([isWithin(['a'], set), isWithin(['a', 'x'], set), isWithin([], set)]).toEqual([true, false, true]);
  });
});
