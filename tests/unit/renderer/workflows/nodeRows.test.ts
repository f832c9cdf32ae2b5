import { describe, expect, it } from 'vitest';
import { nodeRows } from '../../../../renderer/workflows/nodeRows.ts';
import type { NodeDefinition } from '../../../../shared/domain/nodeDefinition.ts';
import type { WorkflowConfig, WorkflowNode } from '../../../../shared/domain/workflow.ts';

const still: NodeDefinition = {
  ...{ type: 'blender_still', version: 1, label: 'Render still', description: '', category: 'render' },
  ...{ families: ['order_line'], inputs: [], outputs: [], resource: 'blender', disabled: null },
  settingsSchema: {
    properties: {
      width: { title: 'Width', 'x-unit': 'px' },
      denoise: { title: 'Denoise' },
      camera: { title: 'Camera' },
    },
  },
  defaults: { width: 512, denoise: true, camera: null },
  contract: { consumes: [], produces: [], publishes: 'never', artifactKind: null, effect: 'none' },
};

const node = (id: string, more: Partial<WorkflowNode> = {}): WorkflowNode => ({
  ...{ id, type: 'blender_still', version: 1, position: { x: 0, y: 0 }, settings: {} },
  ...more,
});
const config = (nodes: WorkflowNode[], edges: [string, string][] = []): WorkflowConfig => ({
  ...{ schemaVersion: 1, name: 'Still', family: 'order_line', executionMode: 'graph', nodes },
  edges: edges.map(([source, target], index) => ({
    id: `e${index}`,
    source: { node: source, port: 'image' },
    target: { node: target, port: 'image' },
  })),
});

describe('nodeRows', () => {
  it('lists nodes in the order in which they run, and those of a cycle last', () => {
    const nodes = [node('loop_a'), node('last'), node('first'), node('loop_b')];
    const edges: [string, string][] = [
      ['first', 'last'],
      ['loop_a', 'loop_b'],
      ['loop_b', 'loop_a'],
    ];
    expect(nodeRows(config(nodes, edges), [still]).map((row) => row.id)).toEqual(['first', 'last', 'loop_a', 'loop_b']);
  });

  it('shows only what differs from the defaults, by the names and units of the definition', () => {
    const set = node('beauty', { label: 'Beauty', settings: { camera: 'front', width: 1920, denoise: true } });
    expect(nodeRows(config([set]), [still])[0]).toMatchObject({
      label: 'Beauty',
      changed: [
        { label: 'Width', value: '1920\u00a0px', usual: '512\u00a0px' },
        { label: 'Camera', value: 'front', usual: 'as ordered' },
      ],
    });
  });

  it('shows everything that is set on a node that this build does not know', () => {
    const stranger = node('x', { type: 'from_elsewhere', settings: { strength: 3 } });
    expect(nodeRows(config([stranger]), [still])[0]).toMatchObject({
      ...{ definition: null, label: 'from_elsewhere' },
      changed: [{ label: 'strength', value: '3', usual: 'no default' }],
    });
  });
});
