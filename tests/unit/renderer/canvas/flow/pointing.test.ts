import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hitTest, itemsIn, wireAt } from '../../../../../renderer/canvas/flow/hitTest.ts';
import { placeDocument } from '../../../../../renderer/canvas/flow/placeDocument.ts';
import { contains, rectangleBetween } from '../../../../../renderer/canvas/geometry/rectangle.ts';
import { movedBy, selectedByClick, shiftEdit, shiftOf } from '../../../../../renderer/canvas/flow/shiftItems.ts';
import { distanceToWire, wireBounds, wirePath } from '../../../../../renderer/canvas/flow/wirePath.ts';
import { applyEdit } from '../../../../../renderer/canvas/document/applyEdit.ts';
import { selectionOf } from '../../../../../renderer/canvas/document/selection.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow } from '../../../../support/graphs.ts';
import { withPlaces } from '../../../../support/withPlaces.ts';

const nodes = [
  { id: 'glb', type: 'resolve_glb' },
  { id: 'still', type: 'blender_still' },
];
const config = withPlaces(
  aWorkflow(nodes, ['glb.glb > still.glb'], {
    frames: [{ id: 'f1', title: 'Scene', position: { x: 0, y: 0 }, size: { width: 300, height: 300 } }],
    notes: [{ id: 't1', text: 'Look', position: { x: 40, y: 220 }, size: { width: 100, height: 60 } }],
  }),
  { glb: [24, 40], still: [600, 40] },
);
const placed = placeDocument(config, { catalogue: graphCatalogue(), pictured: new Set() });
const wire = [...placed.wires.values()][0]!;

describe('a wire', () => {
  const point = fc.record({ x: fc.integer({ min: -2000, max: 2000 }), y: fc.integer({ min: -2000, max: 2000 }) });

  it('lies within its bounds and ends where its ports are', () => {
    fc.assert(
      fc.property(point, point, (from, to) => {
        const bounds = wireBounds(from, to);
        expect(contains(bounds, from) && contains(bounds, to)).toBe(true);
        expect(distanceToWire(from, from, to)).toBeLessThan(0.001);
        expect(distanceToWire(to, from, to)).toBeLessThan(0.001);
      }),
    );
  });

  it('leaves to the right and comes from the left, also when it leads backwards', () => {
    expect(wirePath({ x: 100, y: 0 }, { x: 0, y: 90 })).toMatch(/^M100 0C1\d\d.* 0 -\d+.* 90 0 90$/);
  });
});

describe('pointing at the document', () => {
  it('finds nodes, notes, wires and the titles of frames, and nothing inside a frame', () => {
    const middle = { x: (wire.from.x + wire.to.x) / 2, y: (wire.from.y + wire.to.y) / 2 };
    expect(hitTest(placed, { x: 60, y: 60 }, 8)).toEqual({ kind: 'nodes', id: 'glb' });
    expect(hitTest(placed, { x: 60, y: 240 }, 8)).toEqual({ kind: 'notes', id: 't1' });
    expect(hitTest(placed, middle, 8)).toEqual({ kind: 'edges', id: wire.id });
    expect(hitTest(placed, { x: 10, y: 10 }, 8)).toEqual({ kind: 'frames', id: 'f1' });
    expect(hitTest(placed, { x: 250, y: 260 }, 8)).toBeNull();
  });

  it('takes a wire within reach only, and not one of the node that asks', () => {
    const beside = { x: (wire.from.x + wire.to.x) / 2, y: (wire.from.y + wire.to.y) / 2 + 12 };
    expect(wireAt(placed, beside, 20)).toBe(wire.id);
    expect(wireAt(placed, beside, 4)).toBeNull();
    expect(wireAt(placed, beside, 20, 'still')).toBeNull();
  });

  it('selects in a box what it touches, and a frame only when all of it is in', () => {
    const box = rectangleBetween({ x: 310, y: 310 }, { x: 100, y: 100 });
    expect(itemsIn(placed, box)).toEqual({ nodes: ['glb'], notes: ['t1'], frames: [] });
    expect(itemsIn(placed, rectangleBetween({ x: -1, y: -1 }, { x: 310, y: 310 })).frames).toEqual(['f1']);
  });

  it('selects with a click one item, and with Ctrl or Shift one more or one less', () => {
    const first = selectedByClick(selectionOf({ notes: ['t1'] }), { kind: 'nodes', id: 'glb' }, false);
    expect(first).toEqual(selectionOf({ nodes: ['glb'] }));
    const both = selectedByClick(first, { kind: 'notes', id: 't1' }, true);
    expect(both).toEqual(selectionOf({ nodes: ['glb'], notes: ['t1'] }));
    expect(selectedByClick(both, { kind: 'nodes', id: 'glb' }, true)).toEqual(selectionOf({ notes: ['t1'] }));
  });
});

describe('dragging', () => {
  it('brings what was taken hold of onto the grid, and elsewhere with Alt', () => {
    const off = { x: 3, y: 5 };
    const onGrid = shiftOf(off, { x: 10, y: 10 }, false);
    expect({ x: off.x + onGrid.x, y: off.y + onGrid.y }).toEqual({ x: 16, y: 16 });
    expect(shiftOf(off, { x: 10.4, y: 10 }, true)).toEqual({ x: 10, y: 10 });
  });

  it('takes along with a frame what lies in it as a whole, in one step of undo', () => {
    const moved = movedBy(placed, selectionOf({ frames: ['f1'] }));
    expect({ nodes: [...moved.nodes], notes: [...moved.notes] }).toEqual({ nodes: ['glb'], notes: ['t1'] });
    const after = applyEdit(config, shiftEdit(placed, { ...moved, x: 80, y: -16 }));
    expect(after.frames?.[0]?.position).toEqual({ x: 80, y: -16 });
    expect(after.nodes.map(({ position }) => position)).toEqual([
      { x: 104, y: 24 },
      { x: 600, y: 40 },
    ]);
    expect(after.notes?.[0]?.position).toEqual({ x: 120, y: 204 });
  });
});
