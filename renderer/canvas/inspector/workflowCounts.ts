import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';

const categories: Record<NodeDefinition['category'], string> = {
  input: 'Input nodes',
  cad: 'CAD nodes',
  scene: 'Scene nodes',
  render: 'Render nodes',
  output: 'Output nodes',
};

/** What a workflow holds. Of categories only those that occur; wires, frames and notes always: zero is an answer too. */
export function workflowCounts(
  { nodes, edges, frames = [], notes = [] }: WorkflowConfig,
  catalogue: Pick<NodeCatalogue, 'get'>,
): { label: string; count: number }[] {
  const found = nodes.map(({ type }) => catalogue.get(type));
  const known = found.filter((definition) => definition !== null);
  const ofCategory = (Object.keys(categories) as NodeDefinition['category'][]).map((category) => ({
    label: categories[category],
    count: known.filter((definition) => definition.category === category).length,
  }));
  return [
    ...[...ofCategory, { label: 'Nodes of unknown types', count: found.length - known.length }].filter(
      ({ count }) => count > 0,
    ),
    { label: 'In Blender', count: known.filter(({ resource }) => resource === 'blender').length },
    { label: 'Wires', count: edges.length },
    { label: 'Frames', count: frames.length },
    { label: 'Notes', count: notes.length },
  ];
}
