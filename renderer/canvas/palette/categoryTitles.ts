import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';

export type NodeCategory = NodeDefinition['category'];

/** Heads of the palette, in its order. */
export const categoryTitles: Readonly<Record<NodeCategory, string>> = {
  input: 'Inputs',
  cad: 'CAD',
  scene: 'Scene',
  render: 'Render',
  output: 'Output',
};
