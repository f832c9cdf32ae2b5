import { describe, expect, it } from 'vitest';
import { nodeGeometry, nodeMeasures } from '../../../../../renderer/canvas/geometry/nodeGeometry.ts';
import { placeDocument } from '../../../../../renderer/canvas/flow/placeDocument.ts';
import { applyEdit } from '../../../../../renderer/canvas/document/applyEdit.ts';
import { moveItems } from '../../../../../renderer/canvas/document/edits/moveItems.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow } from '../../../../support/graphs.ts';
import { withPlaces } from '../../../../support/withPlaces.ts';

const catalogue = graphCatalogue();
const nothing = { catalogue, pictured: new Set<string>() };
const still = catalogue.get('blender_still');

describe('placing a document', () => {
  const config = withPlaces(
    aWorkflow(
      ['order_line_setup', { id: 's', type: 'blender_still' }, 'resolve_glb'],
      ['order_line_setup.order_line > s.order_line', 'resolve_glb.glb > s.glb'],
    ),
    { s: [400, 80] },
  );

  it('leads wires from port to port, in the type of the output', () => {
    const { wires, nodes } = placeDocument(config, nothing);
    const wire = [...wires.values()][1];
    const target = nodes.get('s')!;
    expect(wire?.type).toBe('glb');
    expect(wire?.to).toEqual({ x: target.x, y: target.y + nodeGeometry(still).inputs.get('glb')!.y });
  });

  it('leaves out a wire that leads to no node, and ends one at the head of a node whose type is not known', () => {
    const odd = withPlaces(
      aWorkflow(
        ['order_line_setup', { id: 'x', type: 'not_here' }],
        ['order_line_setup.order_line > x.any', 'order_line_setup.order_line > gone.any'],
      ),
      { x: [300, 0] },
    );
    const { wires } = placeDocument(odd, nothing);
    expect([...wires.values()].map(({ to }) => to)).toEqual([{ x: 300, y: nodeMeasures.head / 2 }]);
  });

  it('keeps what did not change as it is, and renews the wires of a node that moved', () => {
    const before = placeDocument(config, nothing);
    const moved = applyEdit(config, moveItems({ nodes: new Map([['s', { x: 480, y: 80 }]]) }));
    const after = placeDocument(moved, nothing, before);
    expect(after.nodes.get('resolve_glb')).toBe(before.nodes.get('resolve_glb'));
    expect(after.nodes.get('s')).not.toBe(before.nodes.get('s'));
    expect([...after.wires.values()].every(({ to }) => to.x === 480)).toBe(true);
    expect([...after.wires.values()].some((wire) => [...before.wires.values()].includes(wire))).toBe(false);
  });

  it('makes a node taller when its picture comes', () => {
    const before = placeDocument(config, nothing);
    const after = placeDocument(config, { catalogue, pictured: new Set(['s']) }, before);
    expect(after.nodes.get('s')!.height).toBe(before.nodes.get('s')!.height + nodeMeasures.picture);
    expect(after.nodes.get('resolve_glb')).toBe(before.nodes.get('resolve_glb'));
  });
});
