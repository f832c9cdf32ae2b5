import { describe, expect, it } from 'vitest';
import { nextProblem } from '../../../../../renderer/canvas/problems/nextProblem.ts';
import { problemKey } from '../../../../../renderer/canvas/problems/problemKey.ts';
import { workflowProblem } from '../../../../../shared/graph/workflowProblem.ts';

describe('going through the problems', () => {
  const at = (nodeId: string) => workflowProblem('graph.cycle', 'Cycle.', 'Cut it.', { nodeId });
  const [a, b] = [at('a'), at('b')];

  it('begins with the first, goes on, and comes round', () => {
    expect(nextProblem([a, b], null)).toBe(a);
    expect(nextProblem([a, b], problemKey(a))).toBe(b);
    expect(nextProblem([a, b], problemKey(b))).toBe(a);
  });

  it('finds its place again among problems that were found anew', () => {
    expect(nextProblem([{ ...a }, { ...b }], problemKey(a))?.nodeId).toBe('b');
  });

  it('begins again when the current one is solved, and ends when all are', () => {
    expect(nextProblem([b], problemKey(a))).toBe(b);
    expect(nextProblem([], problemKey(a))).toBeNull();
  });
});
