import { z } from 'zod';
import type { OutputType } from '../../shared/domain/outputType.ts';
import type { WorkflowConfig, WorkflowNode } from '../../shared/domain/workflow.ts';
import type { WorkflowProblem } from '../../shared/domain/workflowProblem.ts';
import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';
import { nodeName } from '../../shared/graph/nodeName.ts';
import { workflowProblem } from '../../shared/graph/workflowProblem.ts';

/** Something by its id, and where it is asked for. `node` null = by the output type. */
export interface Reference {
  readonly id: string;
  readonly by: string;
  readonly node: WorkflowNode | null;
  readonly field: string | null;
}

export type ReferenceKind = 'templates' | 'cameras' | 'materials';

/** What a setting names is said by its widget. */
const widgets: Readonly<Record<string, ReferenceKind>> = {
  template: 'templates',
  camera: 'cameras',
  cameras: 'cameras',
  material: 'materials',
};
const propertiesSchema = z.object({
  properties: z.record(z.string(), z.object({ 'x-widget': z.string().optional() })).default({}),
});
/** null = as it comes from elsewhere: that is looked at there. */
const namesSchema = z.union([z.string().transform((id) => [id]), z.array(z.string())]).catch([]);

/** The settings of a node that name something of that kind. A value of null comes from elsewhere. */
export function settingsNaming(
  node: WorkflowNode,
  catalogue: NodeCatalogue,
  kind: ReferenceKind,
): { field: string; value: unknown }[] {
  const definition = catalogue.get(node.type);
  const { properties } = propertiesSchema.parse(definition?.settingsSchema ?? {});
  return Object.keys(properties)
    .filter((field) => widgets[properties[field]?.['x-widget'] ?? ''] === kind)
    .map((field) => ({ field, value: field in node.settings ? node.settings[field] : definition?.defaults[field] }));
}

export function namedByNodes(
  { nodes }: Pick<WorkflowConfig, 'nodes'>,
  catalogue: NodeCatalogue,
  kind: ReferenceKind,
): Reference[] {
  return nodes.flatMap((node) =>
    settingsNaming(node, catalogue, kind).flatMap(({ field, value }) =>
      namesSchema
        .parse(value)
        .filter((id) => id !== '')
        .map((id) => ({ id, by: nodeName(node), node, field })),
    ),
  );
}

/** Each of them once; null = none is named. */
export function namedByOutputType(outputType: OutputType | null, ids: readonly (string | null)[]): Reference[] {
  if (!outputType) return [];
  const named = new Set(ids.filter((id) => id !== null));
  return [...named].map((id) => ({ id, by: `Output type ${outputType.code}`, node: null, field: null }));
}

export function unknownReference(
  code: 'preflight.template_unknown' | 'preflight.camera_unknown' | 'preflight.material_unknown',
  what: string,
  { id, by, node, field }: Reference,
  known: Iterable<string>,
): WorkflowProblem {
  const remedy = `Choose one of: ${[...known].join(', ')}.`;
  return workflowProblem(code, `${by}: there is no ${what} '${id}'.`, remedy, {
    nodeId: node?.id ?? null,
    field,
  });
}
