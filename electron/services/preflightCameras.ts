import type { ArtifactKind, ExecutionMode, OutputType } from '../../shared/domain/outputType.ts';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import type { WorkflowProblem } from '../../shared/domain/workflowProblem.ts';
import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';
import { hasSeveralAngles } from '../runtime/legacy/pipelineOf.ts';
import {
  namedByNodes,
  namedByOutputType,
  type Reference,
  settingsNaming,
  unknownReference,
} from './namedReferences.ts';

export interface CameraRequest {
  readonly config: WorkflowConfig;
  readonly catalogue: NodeCatalogue;
  readonly outputType: OutputType | null;
  /** In every mode but graph, legacy delivers. */
  readonly mode: ExecutionMode;
}

type CamerasOf = ReadonlyMap<string, readonly string[]>;

/** A camera that is asked for and that its template does not have. */
interface MissingCamera {
  readonly reference: Reference;
  /** Those that there are. */
  readonly cameras: readonly string[];
}

/** From where the output type has a picture of that kind taken. */
function camerasFor({ profile }: OutputType, artifactKind: ArtifactKind | null): readonly (string | null)[] {
  if (artifactKind === 'model_export') return [];
  const several = artifactKind !== null && hasSeveralAngles({ artifactKind, profile });
  return several ? profile.angles : [profile.camera];
}

/** Cameras of the output type that nodes use, as they set none of their own. */
function camerasTaken({ config, catalogue, outputType }: CameraRequest): Reference[] {
  const isNull = ({ value }: { value: unknown }): boolean => value === null;
  const taking = config.nodes.filter(
    (node) =>
      settingsNaming(node, catalogue, 'cameras').some(isNull) &&
      // A node with a template of its own uses the default camera of that.
      settingsNaming(node, catalogue, 'templates').every(isNull),
  );
  const kinds = taking.map(({ type }) => catalogue.get(type)?.contract.artifactKind ?? null);
  return namedByOutputType(outputType, outputType ? kinds.flatMap((kind) => camerasFor(outputType, kind)) : []);
}

function missingForNodes(
  request: CameraRequest,
  templates: readonly Reference[],
  camerasOf: CamerasOf,
): MissingCamera[] {
  const references = [...namedByNodes(request.config, request.catalogue, 'cameras'), ...camerasTaken(request)];
  return references.flatMap((reference) => {
    // Of the node's own template, else of those that the graph chooses, else of the output type's.
    const own = templates.filter(({ node }) => node && node === reference.node);
    const chosen = templates.filter(({ node }) => node);
    const inForce = [own, chosen, templates].find((candidates) => candidates.length > 0) ?? [];
    const cameras = inForce.flatMap(({ id }) => camerasOf.get(id) ?? []);
    // Of a template that does not exist nobody knows the cameras.
    return cameras.length === 0 || cameras.includes(reference.id) ? [] : [{ reference, cameras }];
  });
}

/** The fixed pipeline knows no settings of nodes: it takes what the output type says. */
function missingForLegacy({ outputType }: CameraRequest, camerasOf: CamerasOf): MissingCamera[] {
  if (!outputType) return [];
  const cameras = camerasOf.get(outputType.profile.templateId);
  if (!cameras) return [];
  return namedByOutputType(outputType, camerasFor(outputType, outputType.artifactKind))
    .filter(({ id }) => !cameras.includes(id))
    .map((reference) => ({ reference, cameras }));
}

/**
 * Cameras that whoever delivers would ask for in vain. What only a fallback to legacy would miss is a warning. `templates`:
 * those that the graph and the output type name.
 */
export function cameraProblems(
  request: CameraRequest,
  templates: readonly Reference[],
  camerasOf: CamerasOf,
): WorkflowProblem[] {
  const problem = ({ reference, cameras }: MissingCamera): WorkflowProblem =>
    unknownReference('preflight.camera_unknown', 'camera', reference, cameras);
  const forNodes = missingForNodes(request, templates, camerasOf);
  const told = new Set(forNodes.filter(({ reference }) => !reference.node).map(({ reference }) => reference.id));
  const forLegacy = missingForLegacy(request, camerasOf).filter(({ reference }) => !told.has(reference.id));
  const toLegacy = (missing: MissingCamera): WorkflowProblem => {
    const found = problem(missing);
    if (request.mode !== 'graph') return found;
    const words = 'The nodes use others, but legacy could not deliver if the graph failed.';
    return { ...found, severity: 'warning', message: `${found.message} ${words}` };
  };
  return [...forNodes.map(problem), ...forLegacy.map(toLegacy)];
}
