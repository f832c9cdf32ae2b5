import { nodeCategorySchema } from '../../shared/domain/nodeDefinition.ts';
import type { NodeRegistry, RegisteredNode } from '../runtime/contracts/node.ts';
import { type NodeFolders, shippedNodeFolders } from './nodeFolders.ts';
import { registryCheck } from './registryCheck.ts';
import { toDefinition } from './toDefinition.ts';

const categories = nodeCategorySchema.options;

/**
 * All node types that there are: one folder each, found by the build.
 * @throws AppError `node.registry_invalid` with every fault, so that a build with a broken node does not start
 */
export function createNodeRegistry(folders: NodeFolders = shippedNodeFolders()): NodeRegistry {
  registryCheck(folders);
  const nodes = Object.values(folders)
    .flatMap(({ definition: spec, execute, effect }): RegisteredNode[] =>
      spec ? [{ spec, definition: toDefinition(spec), execute: execute ?? null, effect: effect ?? null }] : [],
    )
    .sort(byCategoryThenLabel);
  const byType = new Map(nodes.map((node) => [node.spec.type, node]));
  return { list: () => nodes, get: (type) => byType.get(type) ?? null };
}

function byCategoryThenLabel({ spec: a }: RegisteredNode, { spec: b }: RegisteredNode): number {
  const order = categories.indexOf(a.category) - categories.indexOf(b.category);
  // Not by locale: the same order on every machine.
  return order !== 0 ? order : a.label < b.label ? -1 : 1;
}
