import { describe, expect, it } from 'vitest';
import { assignMaterials } from '../../../electron/services/gatherOrder.ts';
import { hexOfLinear } from '../../../electron/services/hexOfLinear.ts';
import { openMaterialLibrary } from '../../../electron/services/materialLibrary.ts';
import type { ManifestPart } from '../../../shared/domain/cad.ts';
import { materialSchema } from '../../../shared/domain/material.ts';
import { resourcesFolder } from '../../support/testBlender.ts';

const library = openMaterialLibrary(resourcesFolder);

function part(name: string, color: ManifestPart['color'] = null): ManifestPart {
  return {
    ...{
      partKey: `${name}-key`,
      name,
      productName: name,
      path: [],
      assemblyId: 'root',
      color,
      meshId: name,
      solids: 1,
    },
    transform: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
    boundingBox: { min: [0, 0, 0], max: [1, 1, 1], size: [1, 1, 1] },
  };
}

const parts = [part('ring'), part('ball', [1, 0, 0, 1]), part('cage', [1, 0, 0, 1]), part('seal', [0, 0, 0, 1])];

describe('the material of every part', () => {
  it('is the default without a map and without colours', () => {
    const { assignments, materials } = assignMaterials({ parts: [part('ring')] }, [], null, library);
    expect(assignments).toEqual({ 'ring-key': 'default_grey' });
    expect(materials.map(({ id }) => id)).toEqual(['default_grey']);
  });

  it('is what the map says, before the colour of the CAD file, before the default', () => {
    const rules = [{ pattern: 'ball', materialId: 'brass' }];
    const { assignments, materials } = assignMaterials({ parts }, rules, null, library);
    expect(assignments['ball-key']).toBe('brass');
    expect(assignments['ring-key']).toBe('default_grey');
    expect(assignments['cage-key']).toMatch(/^cad_[0-9a-f]{6}$/);
    expect(assignments['seal-key']).not.toBe(assignments['cage-key']);
    expect(Object.keys(assignments).sort()).toEqual(parts.map(({ partKey }) => partKey).sort());
    expect(new Set(Object.values(assignments))).toEqual(new Set(materials.map(({ id }) => id)));
  });

  it('is one and the same for parts of one colour, and a material like any other', () => {
    const { assignments, materials } = assignMaterials({ parts }, [], null, library);
    expect(assignments['ball-key']).toBe(assignments['cage-key']);
    for (const material of materials) expect(materialSchema.parse(material)).toEqual(material);
    const ids = materials.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('is the override for all of them when there is one', () => {
    const rules = [{ pattern: '*', materialId: 'brass' }];
    const { assignments } = assignMaterials({ parts }, rules, 'paint_red', library);
    expect(new Set(Object.values(assignments))).toEqual(new Set(['paint_red']));
    expect(() => assignMaterials({ parts }, rules, 'unobtainium', library)).toThrow(
      expect.objectContaining({ code: 'material.unknown' }),
    );
  });

  it('passes over rules whose material the library does not have', () => {
    const rules = [
      { pattern: 'ball', materialId: 'unobtainium' },
      { pattern: 'b*', materialId: 'brass' },
    ];
    expect(assignMaterials({ parts }, rules, null, library).assignments['ball-key']).toBe('brass');
  });

  it('does not depend on the order of the parts', () => {
    const turned = assignMaterials({ parts: [...parts].reverse() }, [], null, library);
    expect(turned).toEqual(assignMaterials({ parts }, [], null, library));
  });
});

describe('a linear colour as people write it', () => {
  it.each([
    [[0, 0, 0, 1], '#000000'],
    [[1, 1, 1, 1], '#ffffff'],
    [[0.2140411, 0, 1, 0], '#7f00ff'],
    [[-1, 2, 0.0031308, 1], '#00ff0a'],
  ] as const)('%j is %s', (color, hex) => {
    const [red, green, blue] = hexOfLinear([...color])
      .match(/[0-9a-f]{2}/g)!
      .map((byte) => parseInt(byte, 16));
    const wanted = hex.match(/[0-9a-f]{2}/g)!.map((byte) => parseInt(byte, 16));
    [red, green, blue].forEach((byte, index) => expect(Math.abs(byte! - wanted[index]!)).toBeLessThanOrEqual(1));
  });
});
