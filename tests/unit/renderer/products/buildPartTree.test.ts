import { describe, expect, it } from 'vitest';
import { buildPartTree } from '../../../../renderer/products/tree/buildPartTree.ts';
import type { PartTreeNode } from '../../../../renderer/products/tree/partTreeNode.ts';
import { numbered, part, tree } from './builders.ts';

/** The tree as indented text, as a person sees it fully opened down to groups. */
function outline(node: PartTreeNode, indent = ''): string[] {
  const line = `${indent}${node.label}${node.kind === 'part' ? '' : ` (${node.partKeys.length})`}`;
  const children = node.kind === 'group' ? [] : node.children.flatMap((child) => outline(child, `${indent}  `));
  return [line, ...children];
}

describe('the part tree', () => {
  it('stands in file order, collapses repeats and counts what is below', () => {
    // root ─┬─ ring_outer, ring_inner
    //       ├─ Cage ──┬─ cage_01
    //       │         └─ rivet_01 .. rivet_32
    //       └─ Pins ──── pin_01, pin_02
    const source = tree(
      [
        ['root', null],
        ['Cage', 'root'],
        ['Pins', 'root'],
      ],
      [
        part('ring_outer'),
        part('ring_inner'),
        part('cage_01', { assemblyId: 'Cage', meshId: 'cage' }),
        ...numbered('rivet', 32, { assemblyId: 'Cage' }),
        ...numbered('pin', 2, { assemblyId: 'Pins' }),
      ],
    );

    expect(outline(buildPartTree(source))).toEqual([
      'root (37)',
      '  ring_outer',
      '  ring_inner',
      '  Cage (33)',
      '    cage_01',
      '    rivet_01 to 32 (32)',
      '  Pins (2)',
      '    pin_01',
      '    pin_02',
    ]);
  });

  it('lists the repeats themselves where a group would be the only line of its parent', () => {
    const source = tree([['Rollers', null]], numbered('roller', 15, { assemblyId: 'Rollers' }));
    const root = buildPartTree(source);
    expect(root.children.map((child) => child.label)).toEqual(source.parts.map((each) => each.name));
  });

  it('collapses repeated sub-assemblies, too, and repeats that all bear one name', () => {
    const bolts = [1, 2, 3].flatMap((n) =>
      ['bolt', 'nut'].map((name) => part(name, { partKey: `${name}${n}`, meshId: name, assemblyId: `nut-bolt_${n}` })),
    );
    const source = tree(
      [['root', null], ...[1, 2, 3].map((n) => [`nut-bolt_${n}`, 'root'] as const)],
      [
        part('plate', { meshId: 'plate' }),
        ...bolts,
        ...[1, 2, 3, 4].map((n) => part('washer', { partKey: `w${n}`, meshId: 'washer' })),
      ],
    );
    // Repeated assemblies of one product share its name.
    for (const assembly of source.assemblies.slice(1)) assembly.productName = 'nut-bolt';

    expect(outline(buildPartTree(source))).toEqual([
      'root (11)',
      '  plate',
      '  nut-bolt_1 to 3 (6)',
      '  washer × 4 (4)',
    ]);
  });

  it('keeps parts with like names but another mesh apart', () => {
    const source = tree(
      [['root', null]],
      [...numbered('pin', 3), part('pin_04', { meshId: 'long pin' }), part('plate', { meshId: 'plate' })],
    );
    expect(outline(buildPartTree(source))).toEqual(['root (5)', '  pin_01 to 03 (3)', '  pin_04', '  plate']);
  });

  it('names a root of its own when the file has several, and leaves out assemblies without parts', () => {
    const source = tree(
      [
        ['A', null],
        ['B', null],
        ['empty', 'A'],
      ],
      [part('a', { assemblyId: 'A' }), part('b', { assemblyId: 'B' }), part('stray', { assemblyId: 'nowhere' })],
    );
    expect(outline(buildPartTree(source))).toEqual([
      'NU2210_ASSY (3)',
      '  A (1)',
      '    a',
      '  B (1)',
      '    b',
      '  stray',
    ]);
  });

  it('gives every line an id of its own, even where the manifest repeats a key', () => {
    const source = tree([['root', null]], [part('a'), part('a'), part('a'), part('plate', { meshId: 'plate' })]);
    const ids = (node: PartTreeNode): string[] => [node.id, ...node.children.flatMap(ids)];
    const all = ids(buildPartTree(source));
    expect(new Set(all).size).toBe(all.length);
  });
});
