import { describe, expect, it } from 'vitest';
import { buildPartTree } from '../../../../renderer/products/tree/buildPartTree.ts';
import { findParts } from '../../../../renderer/products/tree/findParts.ts';
import { treeKeyAction } from '../../../../renderer/ui/treeKeyAction.ts';
import { ancestorsOf, initialExpansion, visibleRows } from '../../../../renderer/products/tree/visibleRows.ts';
import { numbered, part, tree } from './builders.ts';

// root ─┬─ plate
//       └─ Cage ─┬─ cage
//                └─ rivet_01 .. rivet_40
const source = tree(
  [
    ['root', null],
    ['Cage', 'root'],
  ],
  [
    part('plate'),
    part('cage', { assemblyId: 'Cage', meshId: 'cage' }),
    ...numbered('rivet', 40, { assemblyId: 'Cage' }),
  ],
);
const root = buildPartTree(source);
const labels = (rows: ReturnType<typeof visibleRows>): string[] => rows.map((row) => `${row.level} ${row.node.label}`);

describe('the lines of the part tree', () => {
  it('open assemblies at first, groups stay closed', () => {
    expect(labels(visibleRows(root, initialExpansion(root)))).toEqual([
      '1 root',
      '2 plate',
      '2 Cage',
      '3 cage',
      '3 rivet_01 to 40',
    ]);
  });

  it('keep a large tree at a glance: an assembly that would pass the limit stays closed', () => {
    expect(labels(visibleRows(root, initialExpansion(root, 4)))).toEqual(['1 root', '2 plate', '2 Cage']);
  });

  it('say position and size of their set, as an ARIA tree must', () => {
    const rows = visibleRows(root, initialExpansion(root));
    expect(rows.map((row) => `${row.position}/${row.setSize}`)).toEqual(['1/1', '1/2', '2/2', '1/2', '2/2']);
  });

  it('under a search show only branches with hits, opened, with the count of hits', () => {
    const rows = visibleRows(root, new Set(), findParts(source.parts, 'RIVET_0'));
    expect(labels(rows).slice(0, 4)).toEqual(['1 root', '2 Cage', '3 rivet_01 to 40', '4 rivet_01']);
    expect(rows[0]?.count).toBe(9);
    expect(rows).toHaveLength(3 + 9);
  });

  it('a search takes words in any order, and looks at assembly, product and key', () => {
    expect(findParts(source.parts, 'k- plate')).toEqual(new Set(['k-plate']));
    expect(findParts(source.parts, 'nothing like it').size).toBe(0);
    expect(findParts(source.parts, '  ').size).toBe(42);
  });

  it('tell which nodes must open for a part to be seen', () => {
    expect(ancestorsOf(root, 'k-rivet_07')).toEqual(['root', 'Cage', root.children[1]!.children[1]!.id]);
    expect(ancestorsOf(root, 'unknown')).toEqual([]);
  });
});

describe('keys in the part tree', () => {
  const rows = visibleRows(root, initialExpansion(root));
  const group = root.children[1]!.children[1]!.id;

  it.each([
    ['ArrowDown', 1, { kind: 'move', index: 2 }],
    ['ArrowDown', 4, { kind: 'move', index: 4 }],
    ['ArrowUp', 0, { kind: 'move', index: 0 }],
    ['End', 0, { kind: 'move', index: 4 }],
    ['Home', 4, { kind: 'move', index: 0 }],
    ['ArrowRight', 4, { kind: 'expand', ids: [group] }],
    ['ArrowRight', 2, { kind: 'move', index: 3 }],
    ['ArrowRight', 1, { kind: 'none' }],
    ['ArrowLeft', 2, { kind: 'collapse', ids: ['Cage'] }],
    ['ArrowLeft', 4, { kind: 'move', index: 2 }],
    ['ArrowLeft', 3, { kind: 'move', index: 2 }],
    ['*', 3, { kind: 'expand', ids: [group] }],
    ['r', 0, { kind: 'move', index: 4 }],
    ['r', 4, { kind: 'move', index: 0 }],
    ['x', 0, { kind: 'none' }],
    [' ', 0, { kind: 'none' }],
  ] as const)('%s on line %i: %o', (key, active, action) => {
    expect(treeKeyAction(rows, active, key)).toEqual(action);
  });
});
