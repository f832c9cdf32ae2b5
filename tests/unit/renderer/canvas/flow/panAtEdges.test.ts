import { describe, expect, it } from 'vitest';
import { pushAtEdge } from '../../../../../renderer/canvas/flow/panAtEdges.ts';

const size = { width: 800, height: 600 };

describe('pushAtEdge', () => {
  it('leaves the view alone away from the edges', () => {
    expect(pushAtEdge({ x: 400, y: 300 }, size)).toEqual({ x: 0, y: 0 });
    expect(pushAtEdge({ x: 32, y: 568 }, size)).toEqual({ x: 0, y: 0 });
  });

  it('pushes what is beyond an edge into sight, the more the nearer', () => {
    expect(pushAtEdge({ x: 16, y: 300 }, size)).toEqual({ x: 0.5, y: 0 });
    expect(pushAtEdge({ x: 0, y: 300 }, size)).toEqual({ x: 1, y: 0 });
    expect(pushAtEdge({ x: 784, y: 300 }, size)).toEqual({ x: -0.5, y: 0 });
    expect(pushAtEdge({ x: 400, y: 592 }, size)).toEqual({ x: 0, y: -0.75 });
  });

  it('pushes no harder outside the drawing than at its edge, and both ways in a corner', () => {
    expect(pushAtEdge({ x: -500, y: 9000 }, size)).toEqual({ x: 1, y: -1 });
  });
});
