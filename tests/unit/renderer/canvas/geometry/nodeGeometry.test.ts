import { describe, expect, it } from 'vitest';
import { mayShowPicture, nodeGeometry, nodeMeasures } from '../../../../../renderer/canvas/geometry/nodeGeometry.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';

const catalogue = graphCatalogue();
const still = catalogue.get('blender_still');

describe('the geometry of a node', () => {
  it('stands inputs at the left and outputs at the right, row by row from below the head', () => {
    const { width, inputs, outputs } = nodeGeometry(still);
    const first = nodeMeasures.head + nodeMeasures.portsTop + nodeMeasures.portRow / 2;
    expect([...inputs.values()].map(({ x, y }) => [x, y])).toEqual([
      [0, first],
      [0, first + 20],
      [0, first + 40],
      [0, first + 60],
    ]);
    expect(outputs.get('image')).toEqual({ x: width, y: first });
  });

  it('is taller by a picture, which moves no port', () => {
    const plain = nodeGeometry(still);
    const pictured = nodeGeometry(still, { picture: true });
    expect(pictured.height - plain.height).toBe(nodeMeasures.picture);
    expect(pictured.inputs).toEqual(plain.inputs);
  });

  it('leaves out the room for ports where a node has none or nobody knows them', () => {
    expect(nodeGeometry(null).height).toBe(nodeMeasures.head + nodeMeasures.summary + nodeMeasures.status);
    expect(nodeGeometry(null).inputs.size).toBe(0);
  });

  it('knows which nodes may show a picture', () => {
    expect(mayShowPicture(still)).toBe(true);
    expect(mayShowPicture(catalogue.get('resolve_glb'))).toBe(false);
    expect(mayShowPicture(null)).toBe(false);
  });
});
