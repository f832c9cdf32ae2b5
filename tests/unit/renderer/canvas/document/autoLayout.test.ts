import ElkConstructor from 'elkjs';
import type { ELK } from 'elkjs/lib/elk-api.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../../renderer/canvas/document/applyEdit.ts';
import { autoLayout } from '../../../../../renderer/canvas/document/autoLayout.ts';
import { applyPositions } from '../../../../../renderer/canvas/document/edits/applyPositions.ts';
import { columnLayout } from '../../../../../renderer/canvas/document/columnLayout.ts';
import { boxesOf } from '../../../../../renderer/canvas/document/edits/boxes.ts';
import { boundsOf, liesInside, overlaps } from '../../../../../renderer/canvas/geometry/rectangle.ts';
import type { WorkflowConfig } from '../../../../../shared/domain/workflow.ts';
import { presetConfig } from '../../../../../shared/graph/presetConfig.ts';
import { arbitraryWorkflow } from '../../../../support/arbitraryWorkflow.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow } from '../../../../support/graphs.ts';

const catalogue = graphCatalogue();
/** The engine without a worker, which this side has none of. */
const elk = async (): Promise<ELK> =>
  Object.assign(new (ElkConstructor as unknown as new () => ELK)(), { terminateWorker: () => undefined });
const turntable = presetConfig('turntable');

function overlapsOf(config: WorkflowConfig, positions: ReadonlyMap<string, { x: number; y: number }>): string[] {
  const placed = applyEdit(config, applyPositions(config, catalogue, positions, 'Auto-align'));
  const boxes = boxesOf({ nodes: placed.nodes }, catalogue, { pictures: true });
  return boxes.flatMap((a, index) =>
    boxes.slice(index + 1).flatMap((b) => (overlaps(a, b) ? [`${a.id} over ${b.id}`] : [])),
  );
}

describe('auto-align', () => {
  it('brings every node after what it takes from, on the grid, without overlaps', async () => {
    const positions = await autoLayout(turntable, catalogue, { elk });
    expect(overlapsOf(turntable, positions)).toEqual([]);
    expect(positions.size).toBe(turntable.nodes.length);
    for (const { source, target } of turntable.edges) {
      expect(positions.get(target.node)!.x).toBeGreaterThan(positions.get(source.node)!.x);
    }
    for (const { x, y } of positions.values()) expect([Math.abs(x % 8), Math.abs(y % 8)]).toEqual([0, 0]);
  });

  it('leaves the upper left corner where it was, and changes nothing the second time', async () => {
    const moved = {
      ...turntable,
      nodes: turntable.nodes.map((node) => ({ ...node, position: { x: node.position.x + 800, y: 400 } })),
    };
    const first = await autoLayout(moved, catalogue, { elk });
    expect(Math.min(...[...first.values()].map(({ x }) => x))).toBe(800);
    expect(Math.min(...[...first.values()].map(({ y }) => y))).toBe(400);
    const aligned = applyEdit(moved, applyPositions(moved, catalogue, first, 'Auto-align'));
    const second = await autoLayout(aligned, catalogue, { elk });
    expect(applyEdit(aligned, applyPositions(aligned, catalogue, second, 'Auto-align'))).toBe(aligned);
  });

  it('brings frames to what they held, inner ones and notes too, and leaves empty ones alone', () => {
    const at = (x: number, y: number, width: number, height: number) => ({
      position: { x, y },
      size: { width, height },
    });
    const framed: WorkflowConfig = {
      ...aWorkflow(['blender_still', { id: 'c', type: 'image_composite' }, 'output_save']),
      frames: [
        { id: 'outer', title: 'Outer', ...at(-100, -100, 2000, 2000) },
        { id: 'inner', title: 'Inner', ...at(-50, -50, 600, 600) },
        { id: 'empty', title: 'Empty', ...at(5000, 0, 80, 80) },
      ],
      notes: [{ id: 't', text: 'In the inner one', ...at(-40, -30, 60, 40) }],
    };
    const nodes = framed.nodes.map((node, index) => ({ ...node, position: { x: index * 700, y: 0 } }));
    const before = { ...framed, nodes };
    const moved = new Map(nodes.map(({ id }, index) => [id, { x: 3000 + index * 400, y: 800 }]));
    const arranged = applyEdit(before, applyPositions(before, catalogue, moved, 'Auto-align'));
    const boxOf = (id: string) => boxesOf(arranged, catalogue).find((box) => box.id === id)!;
    for (const id of ['blender_still', 't']) expect(liesInside(boxOf(id), boxOf('inner')), id).toBe(true);
    for (const id of ['c', 'output_save', 'inner']) expect(liesInside(boxOf(id), boxOf('outer')), id).toBe(true);
    expect(liesInside(boxOf('c'), boxOf('inner'))).toBe(false);
    expect(arranged.frames![2]).toEqual(framed.frames![2]);
    const offset = (config: WorkflowConfig) => config.notes![0]!.position.x - config.frames![1]!.position.x;
    expect(offset(arranged)).toBe(offset(before));
    expect(applyEdit(arranged, applyPositions(arranged, catalogue, moved, 'Auto-align'))).toBe(arranged);
  });

  it('takes notes out of the way of what would come to lie under them, and leaves those that were laid on it', () => {
    const note = (id: string, x: number, y: number) => ({
      ...{ id, text: id, position: { x, y } },
      size: { width: 200, height: 120 },
    });
    const before = aWorkflow(['blender_still', { id: 'c', type: 'blender_still' }], [], {
      notes: [note('free', 1000, 40), note('second', 1000, 200), note('laid on', -20, 0), note('away', 3000, 0)],
    });
    const moved = new Map([
      ['blender_still', { x: 0, y: 0 }],
      ['c', { x: 1040, y: 0 }],
    ]);
    const arranged = applyEdit(before, applyPositions(before, catalogue, moved, 'Auto-align'));
    const boxOf = (id: string) => boxesOf(arranged, catalogue, { pictures: true }).find((box) => box.id === id)!;
    for (const [one, other] of [
      ['free', 'c'],
      ['second', 'c'],
      ['free', 'second'],
    ] as const) {
      expect(overlaps(boxOf(one), boxOf(other)), `${one} and ${other}`).toBe(false);
    }
    expect(arranged.notes!.slice(2)).toEqual(before.notes!.slice(2));
    expect(applyEdit(arranged, applyPositions(arranged, catalogue, moved, 'Auto-align'))).toBe(arranged);
  });

  it('leaves a frame alone whose nodes come to stand where no number reaches', () => {
    const frame = { id: 'f', title: '', position: { x: -8, y: -8 }, size: { width: 9000, height: 9000 } };
    const before = aWorkflow(['blender_still', { id: 'c', type: 'blender_still' }], [], { frames: [frame] });
    const far = new Map(before.nodes.map(({ id }, index) => [id, { x: index === 0 ? -1e308 : 1e308, y: 0 }]));
    expect(applyEdit(before, applyPositions(before, catalogue, far, 'Auto-align')).frames).toEqual([frame]);
  });

  it('takes circles, wires to ports and nodes that are not there, unknown types and nothing at all', async () => {
    const broken = aWorkflow(
      ['image_composite', { id: 'c', type: 'image_composite' }, 'unheard_of'],
      [
        'c.image > image_composite.images',
        'image_composite.image > c.images',
        'c.x > unheard_of.y',
        'c.image > gone.y',
      ],
    );
    const positions = await autoLayout(broken, catalogue, { elk });
    expect(positions.size).toBe(3);
    expect(overlapsOf(broken, positions)).toEqual([]);
    expect(await autoLayout(aWorkflow([]), catalogue, { elk })).toEqual(new Map());
  });

  it('stands in columns when the engine cannot be had, fails, or takes too long', async () => {
    const ended: string[] = [];
    const failing = (layout: () => Promise<never>) => async () =>
      ({ layout, terminateWorker: () => ended.push('ended') }) as unknown as ELK;
    const plain = await autoLayout(turntable, catalogue, { elk: () => Promise.reject(new Error('no worker')) });
    expect(overlapsOf(turntable, plain)).toEqual([]);
    const broken = failing(() => Promise.reject(new Error('no layout')));
    const endless = failing(() => new Promise(() => undefined));
    expect(await autoLayout(turntable, catalogue, { elk: broken })).toEqual(plain);
    expect(await autoLayout(turntable, catalogue, { elk: endless, patience: 1 })).toEqual(plain);
    expect(ended).toEqual(['ended', 'ended']);
  });

  it('does not even ask for more than 400 nodes', async () => {
    const large = aWorkflow(Array.from({ length: 401 }, (_, index) => ({ id: `n${index}`, type: 'notify' })));
    const positions = await autoLayout(large, catalogue, { elk: () => Promise.reject(new Error('asked')) });
    expect(positions.size).toBe(401);
    expect(overlapsOf(large, positions)).toEqual([]);
  });

  it('makes a block of what would be one endless column or row, and leaves what hangs together together', () => {
    const ids = Array.from({ length: 500 }, (_, index) => `n${index}`);
    const nodes = ids.map((id) => ({ id, type: 'image_composite' }));
    const chain = ids.slice(1).map((id, index) => `n${index}.image > ${id}.images`);
    const star = ids.slice(1).map((id) => `n0.image > ${id}.images`);
    const pairs = ids.flatMap((id, index) => (index % 2 === 0 ? [] : [`n${index - 1}.image > ${id}.images`]));
    for (const wires of [[], chain, star, pairs]) {
      const config = aWorkflow(nodes, wires);
      const positions = columnLayout(config, catalogue);
      const bounds = boundsOf([...positions.values()].map((point) => ({ ...point, width: 176, height: 200 })))!;
      expect(bounds.width / bounds.height).toBeGreaterThan(1);
      expect(bounds.width / bounds.height).toBeLessThan(2.5);
      expect(overlapsOf(config, positions)).toEqual([]);
      if (wires === chain) continue;
      for (const { source, target } of config.edges) {
        expect(positions.get(target.node)!.x).toBeGreaterThan(positions.get(source.node)!.x);
      }
    }
  });

  it('leaves no overlaps in any workflow', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryWorkflow(catalogue), async (config) => {
        expect(overlapsOf(config, await autoLayout(config, catalogue, { elk }))).toEqual([]);
        expect(overlapsOf(config, columnLayout(config, catalogue))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
