import { describe, expect, it } from 'vitest';
import { runStateSchema, type RunState } from '../../../shared/domain/run.ts';
import { assertTransition, canTransition, isFinal } from '../../../shared/domain/runStateMachine.ts';

/** The table as a person reads it; everything that is not in it is refused. */
const allowed: [RunState, RunState][] = [
  ['waiting', 'running'],
  ['waiting', 'cancelled'],
  ['running', 'delivered'],
  ['running', 'failed'],
  ['running', 'cancelled'],
  ['running', 'waiting'],
  ['running', 'parked'],
  ['parked', 'waiting'],
  ['parked', 'cancelled'],
];
const every = runStateSchema.options.flatMap((from) =>
  runStateSchema.options.map((to): [RunState, RunState] => [from, to]),
);
const isAllowed = ([from, to]: [RunState, RunState]): boolean => allowed.some(([a, b]) => a === from && b === to);

describe('run states', () => {
  it.each(every.filter(isAllowed))('%s > %s', (from, to) => {
    expect(() => assertTransition(from, to)).not.toThrow();
  });

  it.each(every.filter((pair) => !isAllowed(pair)))('%s > %s is refused', (from, to) => {
    expect(canTransition(from, to)).toBe(false);
    expect(() => assertTransition(from, to)).toThrow(expect.objectContaining({ code: 'run.invalid_transition' }));
  });

  it('ends in delivered, failed or cancelled', () => {
    expect(runStateSchema.options.filter(isFinal)).toEqual(['delivered', 'failed', 'cancelled']);
  });
});
