import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../../renderer/canvas/document/applyEdit.ts';
import { addFrame } from '../../../../../renderer/canvas/document/edits/addFrame.ts';
import { addNote } from '../../../../../renderer/canvas/document/edits/addNote.ts';
import { type Alignment, alignItems } from '../../../../../renderer/canvas/document/edits/alignItems.ts';
import { boxesOf } from '../../../../../renderer/canvas/document/edits/boxes.ts';
import { distributeItems } from '../../../../../renderer/canvas/document/edits/distributeItems.ts';
import { editFrame } from '../../../../../renderer/canvas/document/edits/editFrame.ts';
import { editNote } from '../../../../../renderer/canvas/document/edits/editNote.ts';
import { moveItems } from '../../../../../renderer/canvas/document/edits/moveItems.ts';
import { nudge } from '../../../../../renderer/canvas/document/edits/nudge.ts';
import { emptySelection, selectionOf } from '../../../../../renderer/canvas/document/selection.ts';
import { liesInside } from '../../../../../renderer/canvas/geometry/rectangle.ts';
import type { WorkflowConfig } from '../../../../../shared/domain/workflow.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow } from '../../../../support/graphs.ts';

const catalogue = graphCatalogue();
const places: Record<string, { x: number; y: number }> = {
  blender_still: { x: 0, y: 0 },
  notify: { x: 500, y: 40 },
  order_line_setup: { x: 300, y: 600 },
};
const base = aWorkflow(Object.keys(places));
const config: WorkflowConfig = {
  ...base,
  nodes: base.nodes.map((node) => ({ ...node, position: places[node.id]! })),
  notes: [{ id: 't1', text: '', position: { x: 40, y: 900 }, size: { width: 100, height: 50 } }],
};
const everything = selectionOf({ nodes: Object.keys(places), notes: ['t1'] });
const boxesAfter = (changed: WorkflowConfig) => boxesOf(changed, catalogue);

describe('moving', () => {
  it('puts things where they are to be, and says how many', () => {
    const to = new Map([['notify', { x: 1, y: 2 }]]);
    expect(applyEdit(config, moveItems({ nodes: to })).nodes[1]!.position).toEqual({ x: 1, y: 2 });
    expect(moveItems({ nodes: to }).label).toBe('Move 1 node');
    expect(moveItems({ nodes: to, notes: new Map([['t1', { x: 0, y: 0 }]]) }).label).toBe('Move 2 items');
  });

  it('by keys merges, and an arrow there and back is nothing', () => {
    const right = nudge(config, everything, 8, 0, catalogue);
    const moved = applyEdit(config, right);
    expect(moved.notes![0]!.position).toEqual({ x: 48, y: 900 });
    expect(right.merge).toBe(nudge(moved, everything, -8, 0, catalogue).merge);
    expect(applyEdit(moved, nudge(moved, everything, -8, 0, catalogue))).toEqual(config);
  });

  it('a frame by keys takes along what lies in it as a whole', () => {
    const { edit } = addFrame(config, { around: selectionOf({ nodes: ['notify'] }), catalogue });
    const framed = applyEdit(config, edit);
    const moved = applyEdit(framed, nudge(framed, selectionOf({ frames: ['f1'] }), 0, 8, catalogue));
    expect(moved.nodes.map(({ position }) => position.y)).toEqual([0, 48, 600]);
  });
});

describe('aligning', () => {
  const edge: Record<Alignment, (box: { x: number; y: number; width: number; height: number }) => number> = {
    left: ({ x }) => x,
    centre: ({ x, width }) => x + width / 2,
    right: ({ x, width }) => x + width,
    top: ({ y }) => y,
    middle: ({ y, height }) => y + height / 2,
    bottom: ({ y, height }) => y + height,
  };

  it.each(Object.keys(edge) as Alignment[])('%s brings all to one line', (how) => {
    const attempt = alignItems(config, everything, how, catalogue);
    const lines = attempt.ok ? boxesAfter(applyEdit(config, attempt.edit)).map(edge[how]) : [];
    expect(lines).toHaveLength(4);
    expect(Math.max(...lines) - Math.min(...lines)).toBeLessThan(1);
  });

  it('needs two', () => {
    expect(alignItems(config, selectionOf({ nodes: ['notify'] }), 'left', catalogue)).toEqual({
      ok: false,
      reason: 'Select two or more items to align them.',
    });
  });
});

describe('distributing', () => {
  it.each([
    ['horizontal', 'x', 'width'],
    ['vertical', 'y', 'height'],
  ] as const)('%s makes all gaps equal and leaves the outermost two', (direction, at, length) => {
    const attempt = distributeItems(config, everything, direction, catalogue);
    const sorted = (of: WorkflowConfig) => boxesAfter(of).toSorted((a, b) => a[at] - b[at]);
    const before = sorted(config);
    const after = attempt.ok ? sorted(applyEdit(config, attempt.edit)) : [];
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect([after[0]![at], after.at(-1)![at]]).toEqual([before[0]![at], before.at(-1)![at]]);
    const gaps = after.slice(1).map((box, index) => box[at] - after[index]![at] - after[index]![length]);
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
  });

  it('needs three', () => {
    const two = selectionOf({ nodes: ['notify', 'blender_still'] });
    expect(distributeItems(config, two, 'vertical', catalogue)).toMatchObject({ ok: false });
  });
});

describe('frames and notes', () => {
  it('a frame is drawn around what is selected, with room for pictures', () => {
    const { edit, id } = addFrame(config, { around: everything, catalogue });
    const framed = applyEdit(config, edit);
    const boxes = boxesOf(framed, catalogue, { pictures: true });
    const frame = boxes.find(({ kind }) => kind === 'frames')!;
    expect(id).toBe('f1');
    expect(boxes.every((box) => liesInside(box, frame))).toBe(true);
    expect([...edit.select!.frames]).toEqual(['f1']);
  });

  it('a frame at a place has the size that is asked for, around nothing one of its own', () => {
    const place = { at: { x: 3, y: 5 }, size: { width: 0, height: 100 } };
    expect(applyEdit(config, addFrame(config, place).edit).frames).toEqual([
      { id: 'f1', title: 'Group', position: { x: 0, y: 8 }, size: { width: 1, height: 100 } },
    ]);
    const around = applyEdit(config, addFrame(config, { around: emptySelection, catalogue }).edit);
    expect(around.frames![0]!.size.width).toBeGreaterThan(100);
  });

  it('are changed by field', () => {
    const made = applyEdit(applyEdit(config, addFrame(config, { around: everything, catalogue }).edit), {
      ...addNote(config, { at: { x: 0, y: 0 } }).edit,
    });
    const framed = applyEdit(made, editFrame('f1', { title: ' Scene ', position: { x: 1, y: 2 } }));
    expect(framed.frames![0]).toMatchObject({ title: 'Scene', position: { x: 1, y: 2 } });
    expect(applyEdit(framed, editFrame('f1', { size: { width: 7, height: -1 } })).frames![0]!.size).toEqual({
      width: 7,
      height: 1,
    });
    const noted = applyEdit(made, editNote('t2', { text: 'x'.repeat(5000), size: { width: 7, height: 8 } }));
    expect(noted.notes![1]!.text).toHaveLength(4000);
    expect(applyEdit(made, editNote('gone', { text: 'x' }))).toBe(made);
    expect(applyEdit(config, editFrame('gone', { title: 'x' }))).toBe(config);
  });

  it('say what was done to them', () => {
    expect(editFrame('f', { title: '' }).label).toBe('Rename a frame');
    expect(editFrame('f', { position: { x: 0, y: 0 }, size: { width: 1, height: 1 } }).label).toBe('Resize a frame');
    expect(editNote('t', { position: { x: 0, y: 0 } }).label).toBe('Move a note');
    expect(editNote('t', { text: '' }).label).toBe('Write a note');
  });
});
