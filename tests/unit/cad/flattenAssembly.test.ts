import { describe, expect, it } from 'vitest';
import { flattenAssembly } from '../../../electron/cad/flattenAssembly.ts';
import { identityMatrix, type Matrix } from '../../../electron/cad/matrix.ts';
import type { RawNode, RawPrototype } from '../../../electron/cad/rawAssembly.ts';

const body: RawPrototype = {
  solids: 1,
  faces: 6,
  identity: 'block',
  box: { min: [0, 0, 0], max: [1, 1, 1], size: [1, 1, 1] },
};
const empty: RawPrototype = { solids: 0, faces: 0, identity: '', box: null };
const [bodyAt, emptyAt] = [0, 1];
const prototypes = [body, empty];

function at(x: number): Matrix {
  return identityMatrix.map((value, index) => (index === 12 ? x : value));
}

function node(name: string | null, options: Partial<RawNode> = {}): RawNode {
  return {
    instanceName: name,
    productName: name,
    transform: identityMatrix,
    instanceColor: null,
    productColor: null,
    prototype: options.children ? null : bodyAt,
    children: [],
    ...options,
  };
}

describe('an assembly as a list of parts', () => {
  // machine -> left (x 10) -> bolt (x 1), nut
  it('adds up the motions and keeps the path', () => {
    const left = node('left', { transform: at(10), children: [node('bolt', { transform: at(1) }), node('nut')] });
    const flat = flattenAssembly([node('machine', { children: [left] })], prototypes, 'file');
    expect(flat.parts.map(({ name, path, transform }) => [name, path, transform[12]])).toEqual([
      ['bolt', ['machine', 'left'], 11],
      ['nut', ['machine', 'left'], 10],
    ]);
    expect(flat.assemblies.map(({ name }) => name)).toEqual(['machine', 'left']);
    expect(flat.parts[0]?.assemblyId).toBe(flat.assemblies[1]?.id);
  });

  // machine -> plate -> nameless body, nameless emptiness
  it('makes one part of a body and the empty node beside it', () => {
    const nameless = (prototype: number): RawNode => node(null, { prototype });
    const plate = node('plate', { transform: at(2), children: [nameless(bodyAt), nameless(emptyAt)] });
    const flat = flattenAssembly([node('machine', { children: [plate] })], prototypes, 'file');
    expect(flat.parts.map(({ name, path, transform }) => [name, path, transform[12]])).toEqual([
      ['plate', ['machine'], 2],
    ]);
    expect(flat.droppedEmpties).toEqual([{ name: '', path: ['machine', 'plate'] }]);
    expect(flat.assemblies).toHaveLength(1);
  });

  it('keeps several nameless bodies apart, each under the name of the product', () => {
    const pair = node('weldment', { children: [node(null), node(null, { transform: at(5) })] });
    const flat = flattenAssembly([node('machine', { children: [pair] })], prototypes, 'file');
    expect(flat.parts.map(({ name, path }) => [name, path])).toEqual([
      ['weldment', ['machine', 'weldment']],
      ['weldment', ['machine', 'weldment']],
    ]);
  });

  it('leaves out assemblies in which nothing is left', () => {
    const sketches = node('sketches', { children: [node('sketch', { prototype: emptyAt })] });
    const flat = flattenAssembly([node('machine', { children: [sketches, node('plate')] })], prototypes, 'file');
    expect(flat.assemblies.map(({ name }) => name)).toEqual(['machine']);
    expect(flat.droppedEmpties).toEqual([{ name: 'sketch', path: ['machine', 'sketches'] }]);
  });

  it('takes the colour nearest to the part: its use, its product, then the assemblies upwards', () => {
    const red = [1, 0, 0, 1] as const;
    const grey = [0.5, 0.5, 0.5, 1] as const;
    const assembly = node('left', {
      instanceColor: [...red],
      children: [
        node('plain'),
        node('grey', { productColor: [...grey] }),
        node('painted', { productColor: [...grey], instanceColor: [...red] }),
      ],
    });
    const flat = flattenAssembly([node('machine', { children: [assembly] })], prototypes, 'file');
    expect(flat.parts.map(({ color }) => color)).toEqual([red, grey, red]);
  });

  it('gives a file of one part, and one of several products, a root', () => {
    expect(flattenAssembly([node('pin')], prototypes, 'file')).toMatchObject({
      rootName: 'pin',
      parts: [{ path: ['pin'] }],
    });
    const both = flattenAssembly([node('pin'), node('disc')], prototypes, 'file');
    expect(both).toMatchObject({ rootName: 'file', parts: [{ name: 'pin' }, { name: 'disc' }] });
    expect(both.parts[0]?.path).toEqual(['file']);
  });

  it('does not let the name of the root into the keys', () => {
    const names = ['machine', 'machine rev B'].map((root) =>
      flattenAssembly([node(root, { children: [node('pin')] })], prototypes, 'file'),
    );
    expect(names[0]?.parts[0]?.namePath).toEqual(names[1]?.parts[0]?.namePath);
  });
});
