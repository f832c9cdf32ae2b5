import { describe, expect, it } from 'vitest';
import { moreCards } from '../../../../../renderer/canvas/flow/moreCards.ts';
import { drawnArea, nearby, onlyMade } from '../../../../../renderer/canvas/flow/nearby.ts';
import { placeDocument } from '../../../../../renderer/canvas/flow/placeDocument.ts';
import { liesInside } from '../../../../../renderer/canvas/geometry/rectangle.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { largeWorkflow } from '../../../../support/largeWorkflow.ts';
import { aWorkflow } from '../../../../support/graphs.ts';
import { withPlaces } from '../../../../support/withPlaces.ts';

const pictured = new Set<string>();
const catalogue = graphCatalogue();
const none = (): boolean => false;

/** Left of the area, in it, and far to the right of it. */
const placed = placeDocument(
  withPlaces(
    aWorkflow(
      [
        { id: 'left', type: 'resolve_glb' },
        { id: 'here', type: 'glb_bbox' },
        { id: 'right', type: 'blender_still' },
        { id: 'away', type: 'blender_still' },
      ],
      ['left.glb > here.glb', 'left.glb > right.glb', 'left.glb > away.glb'],
    ),
    { left: [-2000, 0], here: [100, 0], right: [3000, 0], away: [3000, 4000] },
  ),
  { catalogue, pictured },
);
const area = { x: 0, y: -200, width: 800, height: 600 };

describe('what is near the view', () => {
  it('has the cards in the area, the wires that touch it, and the ends of these in the order of the document', () => {
    const { nodes, wires } = nearby(placed, area, none);
    expect(nodes.map(({ placed: { id }, isEnd }) => `${id}${isEnd ? ' (end)' : ''}`)).toEqual([
      'left (end)',
      'here',
      'right (end)',
      'away (end)',
    ]);
    expect(wires).toHaveLength(3);
    expect(nearby(placed, { ...area, y: -1600 }, none).wires).toEqual([]);
  });

  it('has a node that is held by the pointer wherever it is', () => {
    const { nodes } = nearby(placed, area, (id) => id === 'away');
    expect(nodes.find(({ placed: { id } }) => id === 'away')?.isEnd).toBe(false);
  });

  it('of a thousand nodes hands over the few that are in sight, however many wires there are', () => {
    const large = placeDocument(largeWorkflow(1000, 6), { catalogue, pictured });
    const near = nearby(large, drawnArea({ x: 2000, y: 2000, width: 1280, height: 800 }), none);
    expect(near.nodes.filter(({ isEnd }) => !isEnd).length).toBeLessThan(80);
    expect(near.nodes.length).toBeLessThan(200);
  });

  it('is decided anew only when the view leaves a square', () => {
    const seen = { x: 100, y: 100, width: 900, height: 500 };
    const first = drawnArea(seen);
    expect(liesInside(seen, first)).toBe(true);
    expect(drawnArea({ ...seen, x: 130, y: 110 })).toEqual(first);
    expect(drawnArea({ ...seen, x: 1000 })).not.toEqual(first);
  });
});

describe('cards that come a few at a time', () => {
  const wanted = [
    { id: 'corner', x: 0, y: 0 },
    { id: 'middle', x: 400, y: 100 },
    { id: 'kept', x: 790, y: 0 },
  ];

  it('come from the middle outwards, beside those that are there', () => {
    expect(moreCards(wanted, new Set(['kept']), area, 1)).toEqual(new Set(['middle', 'kept']));
  });

  it('stay away when nobody wants them any more', () => {
    expect(moreCards(wanted.slice(0, 1), new Set(['kept']), area, 5)).toEqual(new Set(['corner']));
  });

  it('bring a wire with the first of its cards', () => {
    const near = nearby(placed, { x: -3000, y: -200, width: 4000, height: 600 }, none);
    const between = (made: string[]) => onlyMade(placed, near, new Set(made)).wires.map(({ edge }) => edge.target.node);
    expect(between([])).toEqual([]);
    expect(between(['here'])).toEqual(['here']);
    expect(between(['left'])).toEqual(['here', 'right', 'away']);
  });
});
