import { describe, expect, it } from 'vitest';
import { walkWires } from '../../../../../renderer/canvas/screen/keys/walkWires.ts';
import { aShape, aWorkflow } from '../../../../support/graphs.ts';

/** `s` feeds a, b and c, which stand below each other; all three lead to t. */
const shape = aShape('sabct', 's>a s>b s>c a>t b>t c>t');
const height: Record<string, number> = { s: 100, a: 0, b: 100, c: 200, t: 190 };
const fan = aWorkflow([], [], {
  ...shape,
  nodes: shape.nodes.map((node) => ({ ...node, position: { x: 0, y: height[node.id] ?? 0 } })),
});

describe('walking along wires', () => {
  it('goes on to the nearest by height, and back', () => {
    expect(walkWires(fan, 's', 'on')).toBe('b');
    expect(walkWires(fan, 't', 'back')).toBe('c');
    expect(walkWires(fan, 'a', 'on')).toBe('t');
  });

  it('goes up and down among those that hang on the same neighbours', () => {
    expect(walkWires(fan, 'b', 'up')).toBe('a');
    expect(walkWires(fan, 'b', 'down')).toBe('c');
    expect(walkWires(fan, 'a', 'up')).toBeNull();
  });

  it('ends where the wires end', () => {
    expect(walkWires(fan, 's', 'back')).toBeNull();
    expect(walkWires(fan, 't', 'on')).toBeNull();
  });

  it('begins at the first node when none is selected, or one that is gone', () => {
    expect(walkWires(fan, null, 'on')).toBe('s');
    expect(walkWires(fan, 'gone', 'up')).toBe('s');
    expect(walkWires({ ...fan, nodes: [], edges: [] }, null, 'on')).toBeNull();
  });
});
