import { describe, expect, it } from 'vitest';
import { diffWorkflows } from '../../../../shared/graph/diffWorkflows.ts';
import { presetConfig } from '../../../../shared/graph/presetConfig.ts';
import { withNode } from '../../../support/graphs.ts';

const still = presetConfig('still');
const nothing = {
  identical: true,
  nodes: { added: [], removed: [], moved: [], changed: [] },
  edges: { added: [], removed: [] },
  fields: [],
};

describe('diffWorkflows', () => {
  it('finds nothing between a config and itself', () => {
    expect(diffWorkflows(still, structuredClone(still))).toEqual(nothing);
  });

  it('tells nodes and edges that came and went', () => {
    const diff = diffWorkflows(still, presetConfig('still_with_exports'));
    expect(diff.nodes.added.map(({ id }) => id)).toEqual(['export_blend']);
    expect(diff.nodes.removed).toEqual([]);
    expect(diff.edges.added.filter(({ source }) => source.node === 'export_blend')).toHaveLength(1);
    const back = diffWorkflows(presetConfig('still_with_exports'), still);
    expect(back.nodes.removed).toEqual(diff.nodes.added);
    expect(back.edges.removed).toEqual(diff.edges.added);
  });

  it('tells a node that moved apart from one that changed', () => {
    const moved = withNode(still, 'notify', { position: { x: 1, y: 2 } });
    expect(diffWorkflows(still, moved)).toEqual({
      ...nothing,
      identical: false,
      nodes: {
        ...nothing.nodes,
        moved: [{ id: 'notify', before: still.nodes.at(-1)!.position, after: { x: 1, y: 2 } }],
      },
    });
  });

  it('tells each setting with both values, and leaves out the side that has none', () => {
    const before = withNode(still, 'blender_still', { settings: { samples: 64, seed: 1, camera: null } });
    const after = withNode(still, 'blender_still', {
      settings: { samples: 128, camera: null, width: null },
      label: 'Hero',
    });
    expect(diffWorkflows(before, after).nodes.changed).toEqual([
      {
        id: 'blender_still',
        fields: [
          { field: 'label', after: 'Hero' },
          { field: 'settings.samples', before: 64, after: 128 },
          { field: 'settings.seed', before: 1 },
          { field: 'settings.width', after: null },
        ],
      },
    ]);
  });

  it('sees no change in the order of keys', () => {
    const before = withNode(still, 'blender_still', { settings: { samples: 64, seed: 1 } });
    const after = withNode(still, 'blender_still', { settings: { seed: 1, samples: 64 } });
    expect(diffWorkflows(before, after).identical).toBe(true);
  });

  it('takes an edge with other ends for another edge', () => {
    const [first, ...others] = still.edges;
    const turned = { ...first!, source: { node: 'resolve_glb', port: 'manifest' } };
    const { edges } = diffWorkflows(still, { ...still, edges: [turned, ...others] });
    expect(edges).toEqual({ added: [turned], removed: [first] });
  });

  it('tells everything else, the order of the lists among it', () => {
    const after = { ...still, name: 'Mine', viewport: { x: 0, y: 0, zoom: 2 }, edges: still.edges.toReversed() };
    const ids = still.edges.map(({ id }) => id);
    expect(diffWorkflows(still, after).fields).toEqual([
      { field: 'name', before: 'Still', after: 'Mine' },
      { field: 'viewport', after: { x: 0, y: 0, zoom: 2 } },
      { field: 'edges.order', before: ids, after: ids.toReversed() },
    ]);
  });
});
