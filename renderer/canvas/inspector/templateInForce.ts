import type { OutputType } from '../../../shared/domain/outputType.ts';
import type { RenderTemplate } from '../../../shared/domain/template.ts';
import type { WorkflowConfig, WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { nodesAhead } from './nodesAhead.ts';
import { fieldsOf } from '../settings/fieldsOf.ts';

/** What the inspector looks at to say what a node will get. */
export interface NodeSurroundings {
  readonly config: Pick<WorkflowConfig, 'nodes' | 'edges'>;
  readonly catalogue: Pick<NodeCatalogue, 'get'>;
  readonly node: WorkflowNode;
  readonly outputType: OutputType | null;
  readonly templates: readonly RenderTemplate[];
}

/**
 * The template that a node renders with: the one that is set on it, else on the nearest node before it, else that of
 * the output type. null = not known, or not in the library.
 */
export function templateInForce(surroundings: NodeSurroundings): RenderTemplate | null {
  const { config, catalogue, node, outputType, templates } = surroundings;
  const set = [node, ...nodesAhead(config, node.id)].flatMap((one) => templateSetOn(one, catalogue));
  const id = set[0] ?? outputType?.profile.templateId;
  return templates.find((template) => template.id === id) ?? null;
}

function templateSetOn(node: WorkflowNode, catalogue: Pick<NodeCatalogue, 'get'>): string[] {
  const definition = catalogue.get(node.type);
  if (definition === null) return [];
  const values = [...fieldsOf(definition).values()]
    .filter(({ kind }) => kind === 'template')
    .map(({ name }) => node.settings[name]);
  return values.filter((value) => typeof value === 'string');
}
