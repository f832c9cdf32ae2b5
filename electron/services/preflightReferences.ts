import { z } from 'zod';
import type { OutputType } from '../../shared/domain/outputType.ts';
import type { WorkflowConfig, WorkflowNode } from '../../shared/domain/workflow.ts';
import type { WorkflowProblem } from '../../shared/domain/workflowProblem.ts';
import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';
import { nodeName } from '../../shared/graph/nodeName.ts';
import { workflowProblem } from '../../shared/graph/workflowProblem.ts';
import type { MaterialLibrary } from './materialLibrary.ts';
import type { TemplateService } from './templateService.ts';

/** Something by its id, and where it is asked for. `node` null = by the output type. */
interface Reference {
  readonly id: string;
  readonly by: string;
  readonly node: WorkflowNode | null;
  readonly field: string | null;
}

interface Named {
  readonly templates: readonly Reference[];
  readonly cameras: readonly Reference[];
  readonly materials: readonly Reference[];
}

type Kind = keyof Named;

/** What a setting names is said by its widget. */
const widgets: Readonly<Record<string, Kind>> = {
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

function namedByNode(node: WorkflowNode, catalogue: NodeCatalogue, kind: Kind): Reference[] {
  const definition = catalogue.get(node.type);
  const { properties } = propertiesSchema.parse(definition?.settingsSchema ?? {});
  const fields = Object.keys(properties).filter((field) => widgets[properties[field]?.['x-widget'] ?? ''] === kind);
  return fields.flatMap((field) =>
    namesSchema
      .parse(field in node.settings ? node.settings[field] : definition?.defaults[field])
      .filter((id) => id !== '')
      .map((id) => ({ id, by: nodeName(node), node, field })),
  );
}

function namedByOutputType(outputType: OutputType | null, kind: Kind): Reference[] {
  if (!outputType) return [];
  const { templateId, camera, angles, materialOverride } = outputType.profile;
  const names = { templates: [templateId], cameras: [camera, ...angles], materials: [materialOverride] }[kind];
  const by = `Output type ${outputType.code}`;
  return names.flatMap((id) => (id === null ? [] : [{ id, by, node: null, field: null }]));
}

function unknown(
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

/** Templates, cameras and materials that the graph or the output type names and that are not there. */
export function referenceProblems(
  request: { config: WorkflowConfig; catalogue: NodeCatalogue; outputType: OutputType | null },
  tools: { templates: Pick<TemplateService, 'list'>; materials: Pick<MaterialLibrary, 'ids'> },
): WorkflowProblem[] {
  const { config, catalogue, outputType } = request;
  const named = (kind: Kind): Reference[] => [
    ...config.nodes.flatMap((node) => namedByNode(node, catalogue, kind)),
    ...namedByOutputType(outputType, kind),
  ];
  const camerasOf = new Map(
    tools.templates.list().map((template) => [template.id, template.cameras.map((camera) => camera.id)]),
  );
  const materials = tools.materials.ids;
  const templates = named('templates');

  /** Of the node's own template, else of those that the graph chooses, else of the output type's. null = not known. */
  const viewsFor = ({ node }: Reference): string[] | null => {
    const own = templates.filter((template) => node && template.node === node);
    const chosen = templates.filter((template) => template.node);
    const inForce = [own, chosen, templates].find((candidates) => candidates.length > 0) ?? [];
    const known = inForce.flatMap(({ id }) => camerasOf.get(id) ?? []);
    return known.length > 0 ? known : null;
  };

  return [
    ...templates
      .filter(({ id }) => !camerasOf.has(id))
      .map((one) => unknown('preflight.template_unknown', 'template', one, camerasOf.keys())),
    ...named('cameras').flatMap((one) => {
      const views = viewsFor(one);
      return !views || views.includes(one.id) ? [] : [unknown('preflight.camera_unknown', 'camera', one, views)];
    }),
    ...named('materials')
      .filter(({ id }) => !materials.has(id))
      .map((one) => unknown('preflight.material_unknown', 'material', one, materials)),
  ];
}
