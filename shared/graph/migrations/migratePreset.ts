import type { WorkflowConfig, WorkflowEdge, WorkflowNode } from '../../domain/workflow.ts';
import type { WorkflowProblem } from '../../domain/workflowProblem.ts';
import { isRecord } from '../isRecord.ts';
import type { NodeCatalogue } from '../nodeCatalogue.ts';
import { presetConfig, type WorkflowPreset } from '../presetConfig.ts';
import { showValue } from '../showValue.ts';
import { applyLegacyParam, type GraphDraft } from './applyLegacyParam.ts';
import { arrange } from './arrange.ts';
import { applyPositions } from './applyPositions.ts';
import type { Json, MigrationLedger } from './migrationLedger.ts';
import { GIVEN_BY_PRESET, reportDefaults } from './reportDefaults.ts';
import { graphFromSteps } from './graphFromSteps.ts';
import { applyWorkflowField } from './applyWorkflowField.ts';

const angleNames = ['angles', 'camera_angles'];

/** Migrates `{ type, params, steps? }`: the preset's graph, or the graph of its steps, with the parameters in its nodes. */
export function migratePreset(
  source: Readonly<Record<string, Json>>,
  preset: WorkflowPreset,
  catalogue: NodeCatalogue,
  ledger: MigrationLedger,
): { config: WorkflowConfig; problems: WorkflowProblem[] } {
  ledger.mapped(['type'], `preset ${preset}`);
  const params = isRecord(source.params) ? (source.params as Record<string, Json>) : {};
  const cameras = preset === 'multi_angle' ? readAngles(params) : null;
  const base = presetConfig(preset, cameras?.cameras);
  const { nodes, edges, problems } = Array.isArray(source.steps)
    ? graphFromSteps(base, source.steps, catalogue, ledger)
    : { ...base, problems: [] };
  const draft = draftOf(nodes, catalogue, ledger);
  markCameras(draft, preset, cameras);

  // A graph that is the preset's stands as the preset does.
  const own = isGraphOf(base, nodes, edges) ? base.nodes : [];
  const placed = new Map(own.map(({ id, position }) => [id, position]));
  const fields = {};
  const place = (path: string[], value: Json) => applyPositions(placed, draft.nodes, ledger, { path, value });
  const rest = Object.entries(source).filter(([key]) => !isStructure(key, source));
  for (const [name, value] of rest) {
    const path = [name];
    if (name === 'positions') place(path, value);
    else if (name === 'family' && value === base.family) ledger.mapped(path, `family = ${showValue(value)}`);
    else if (applyWorkflowField(fields, ledger, { path, name, value })) continue;
    else ledger.keptAside(path, value, 'The canonical workflow has no such field.');
  }
  for (const [name, value] of Object.entries(params)) {
    const path = ['params', name];
    if (cameras?.name === name) continue;
    if (name === 'positions') place(path, value);
    else if (applyWorkflowField(fields, ledger, { path, name, value })) continue;
    else applyLegacyParam(draft, { path, name, value });
  }
  reportFields(fields, base, ledger);
  reportDefaults(draft);
  return { config: { ...base, ...fields, nodes: arrange(draft.nodes, edges, placed), edges }, problems };
}

function isGraphOf(base: WorkflowConfig, nodes: readonly WorkflowNode[], edges: readonly WorkflowEdge[]): boolean {
  const wire = ({ source, target }: WorkflowEdge): string =>
    [source.node, source.port, target.node, target.port].join(' ');
  const known = new Set([...base.nodes.map(({ id }) => id), ...base.edges.map(wire)]);
  const found = [...nodes.map(({ id }) => id), ...edges.map(wire)];
  return found.length === known.size && found.every((item) => known.has(item));
}

/** What the graph was made from, and so needs no mapping of its own. */
function isStructure(key: string, source: Readonly<Record<string, Json>>): boolean {
  if (key === 'type') return true;
  return (key === 'params' && isRecord(source.params)) || (key === 'steps' && Array.isArray(source.steps));
}

/** Settings of its own for each node, of the version that the catalogue has. */
function draftOf(nodes: readonly WorkflowNode[], catalogue: NodeCatalogue, ledger: MigrationLedger): GraphDraft {
  const own = nodes.map((node) => ({
    ...node,
    version: catalogue.get(node.type)?.version ?? node.version,
    settings: { ...node.settings },
  }));
  return { nodes: own, catalogue, ledger, givenBy: new Map() };
}

/** The cameras of a sheet, when the parameters name them. */
function readAngles(params: Readonly<Record<string, Json>>): { name: string; cameras: string[] } | null {
  const name = angleNames.find((key) => Object.hasOwn(params, key));
  const angles = name === undefined ? null : params[name];
  if (name === undefined || !Array.isArray(angles) || angles.length === 0 || angles.length > 16) return null;
  const cameras = angles.filter((angle): angle is string => typeof angle === 'string' && angle.trim() !== '');
  return cameras.length === angles.length ? { name, cameras } : null;
}

/** Each picture of a sheet has its own camera: one camera for all must not overrule them. */
function markCameras(draft: GraphDraft, preset: WorkflowPreset, cameras: ReturnType<typeof readAngles>): void {
  if (preset !== 'multi_angle') return;
  const stills = draft.nodes.filter(
    ({ type, settings }) => type === 'blender_still' && Object.hasOwn(settings, 'camera'),
  );
  for (const { id } of stills)
    draft.givenBy.set(`${id}.camera`, cameras === null ? GIVEN_BY_PRESET : `params.${cameras.name}`);
  for (const [index, camera] of (cameras?.cameras ?? []).entries()) {
    const path = ['params', cameras!.name, index];
    const still = stills.find(({ settings }, at) => at >= index && settings.camera === camera);
    if (still === undefined) draft.ledger.keptAside(path, camera, 'The steps have no picture for it.');
    else draft.ledger.mapped(path, `${still.id}.settings.camera = ${showValue(camera)}`);
  }
}

function reportFields(fields: Partial<WorkflowConfig>, base: WorkflowConfig, ledger: MigrationLedger): void {
  for (const field of ['name', 'description', 'executionMode'] as const) {
    if (fields[field] === undefined) ledger.defaulted([field], base[field] ?? '');
  }
}
