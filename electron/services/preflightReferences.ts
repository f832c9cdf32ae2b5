import type { WorkflowProblem } from '../../shared/domain/workflowProblem.ts';
import type { MaterialLibrary } from './materialLibrary.ts';
import { namedByNodes, namedByOutputType, unknownReference } from './namedReferences.ts';
import { cameraProblems, type CameraRequest } from './preflightCameras.ts';
import type { TemplateService } from './templateService.ts';

/** Templates, cameras and materials that the graph or the output type names and that are not there. */
export function referenceProblems(
  request: CameraRequest,
  tools: { templates: Pick<TemplateService, 'list'>; materials: Pick<MaterialLibrary, 'ids'> },
): WorkflowProblem[] {
  const { config, catalogue, outputType } = request;
  const { templateId = null, materialOverride = null } = outputType?.profile ?? {};
  const materials = [
    ...namedByNodes(config, catalogue, 'materials'),
    ...namedByOutputType(outputType, [materialOverride]),
  ];
  const templates = [...namedByNodes(config, catalogue, 'templates'), ...namedByOutputType(outputType, [templateId])];
  const camerasOf = new Map(
    tools.templates.list().map((template) => [template.id, template.cameras.map((camera) => camera.id)]),
  );
  const known = tools.materials.ids;

  return [
    ...templates
      .filter(({ id }) => !camerasOf.has(id))
      .map((one) => unknownReference('preflight.template_unknown', 'template', one, camerasOf.keys())),
    ...cameraProblems(request, templates, camerasOf),
    ...materials
      .filter(({ id }) => !known.has(id))
      .map((one) => unknownReference('preflight.material_unknown', 'material', one, known)),
  ];
}
