import { familySchema, type Family } from '../../domain/outputType.ts';
import { WORKFLOW_SCHEMA_VERSION, type WorkflowConfig, type WorkflowEdge } from '../../domain/workflow.ts';
import type { WorkflowProblem } from '../../domain/workflowProblem.ts';
import { artifactKindsOf } from '../artifactContract.ts';
import { isRecord } from '../isRecord.ts';
import type { NodeCatalogue } from '../nodeCatalogue.ts';
import { applyLegacyParam, type GraphDraft } from './applyLegacyParam.ts';
import { arrange } from './arrange.ts';
import { applyPositions } from './applyPositions.ts';
import type { Json, MigrationLedger } from './migrationLedger.ts';
import { reportDefaults } from './reportDefaults.ts';
import { readUntypedEdges } from './readUntypedEdges.ts';
import { readUntypedNodes } from './readUntypedNodes.ts';
import { applyWorkflowField } from './applyWorkflowField.ts';

type Fields = Partial<Pick<WorkflowConfig, 'name' | 'description' | 'executionMode'>>;

/** Migrates `{ nodes, edges }` without ports and versions. */
export function migrateUntypedGraph(
  source: Readonly<Record<string, Json>>,
  catalogue: NodeCatalogue,
  ledger: MigrationLedger,
): { config: WorkflowConfig; problems: WorkflowProblem[] } {
  const list = Array.isArray(source.nodes) ? source.nodes : [];
  const given = familySchema.safeParse(source.family);
  const family = given.data ?? familyOf(list, catalogue);
  const { nodes, byId, ids, placed, params, foreign } = readUntypedNodes(list, { catalogue, family }, ledger);
  const draft: GraphDraft = { nodes, catalogue, ledger, givenBy: new Map() };
  for (const { path, node, name, value } of params) {
    const asideAt = ['nodes', node.id, String(path[2]), name];
    applyLegacyParam(draft, { path, name, value, asideAt }, [node]);
  }
  const { edges, problems } = readUntypedEdges(
    Array.isArray(source.edges) ? source.edges : [],
    { byId, ids, catalogue },
    ledger,
  );

  const fields: Fields = {};
  for (const [name, value] of Object.entries(source)) {
    const path = [name];
    if (name === 'nodes' || (name === 'edges' && Array.isArray(value))) continue;
    if (name === 'positions') applyPositions(placed, nodes, ledger, { path, value, ids });
    else if (name === 'family' && given.success) ledger.mapped(path, `family = ${family}`);
    else if (!applyWorkflowField(fields, ledger, { path, name, value })) {
      ledger.keptAside(path, value, 'The canonical workflow has no such field.');
    }
  }
  const whole = withDefaults(fields, family, given.success, ledger);
  fitExpectedArtifacts(draft, edges, whole.family);
  reportDefaults(draft);
  return { config: { ...whole, nodes: arrange(nodes, edges, placed), edges }, problems: [...foreign, ...problems] };
}

/** The family of most of the nodes that have only one. */
function familyOf(list: readonly Json[], catalogue: NodeCatalogue): Family {
  const votes = list.flatMap((entry) => {
    const type = isRecord(entry) && typeof entry.type === 'string' ? entry.type : '';
    const families = catalogue.get(type)?.families ?? [];
    return families.length === 1 ? families : [];
  });
  const ofCad = votes.filter((family) => family === 'cad_file').length;
  return ofCad > votes.length - ofCad ? 'cad_file' : 'order_line';
}

function withDefaults(
  fields: Fields,
  family: Family,
  familyGiven: boolean,
  ledger: MigrationLedger,
): Omit<WorkflowConfig, 'nodes' | 'edges'> {
  if (!familyGiven) ledger.defaulted(['family'], family);
  const { name = 'Migrated workflow', executionMode = 'legacy' } = fields;
  if (fields.name === undefined) ledger.defaulted(['name'], name);
  if (fields.executionMode === undefined) ledger.defaulted(['executionMode'], executionMode);
  return { schemaVersion: WORKFLOW_SCHEMA_VERSION, family, ...fields, name, executionMode };
}

/** The older generations saved whatever came. Where that can be only one kind, the saving node now says so. */
function fitExpectedArtifacts(
  { nodes, catalogue, givenBy }: GraphDraft,
  edges: readonly WorkflowEdge[],
  family: Family,
): void {
  for (const { id, type, settings } of nodes) {
    const expected = catalogue.get(type)?.defaults.expectedArtifact;
    if (expected === undefined || givenBy.has(`${id}.expectedArtifact`)) continue;
    const edge = edges.find(({ target }) => target.node === id && target.port === 'artifact');
    const giver = nodes.find((node) => node.id === edge?.source.node);
    const output = catalogue.get(giver?.type ?? '')?.outputs.find(({ name }) => name === edge?.source.port);
    const kinds = (output?.types ?? []).flatMap((portType) => artifactKindsOf(portType, family));
    if (kinds.length === 1 && kinds[0] !== expected) settings.expectedArtifact = kinds[0]!;
  }
}
