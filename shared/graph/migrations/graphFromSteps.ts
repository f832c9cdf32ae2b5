import type { WorkflowConfig, WorkflowEdge, WorkflowNode } from '../../domain/workflow.ts';
import type { WorkflowProblem } from '../../domain/workflowProblem.ts';
import { nearestName } from '../nearestName.ts';
import type { NodeCatalogue } from '../nodeCatalogue.ts';
import { showValue } from '../showValue.ts';
import { workflowProblem } from '../workflowProblem.ts';
import { foreignReason, foreignWarning } from './foreignFamily.ts';
import type { Json, MigrationLedger } from './migrationLedger.ts';
import { wireInputs } from './wireInputs.ts';

interface StepsGraph {
  readonly nodes: WorkflowNode[];
  readonly edges: WorkflowEdge[];
  readonly problems: WorkflowProblem[];
}

/**
 * The graph of a list of steps: nodes of the preset where it has them, new ones otherwise, in the order of the list.
 * Edges of the preset stay where both ends do; inputs that lost theirs are connected anew. Steps that are no node type
 * or of the other family, are kept aside.
 */
export function graphFromSteps(
  preset: WorkflowConfig,
  steps: readonly Json[],
  catalogue: NodeCatalogue,
  ledger: MigrationLedger,
): StepsGraph {
  const problems: WorkflowProblem[] = [];
  const supply = new Map<string, WorkflowNode[]>();
  for (const node of preset.nodes) supply.set(node.type, [...(supply.get(node.type) ?? []), node]);
  const counts = new Map<Json, number>();
  for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + 1);

  const nodes: WorkflowNode[] = [];
  for (const [index, step] of steps.entries()) {
    const path = ['steps', index];
    const definition = typeof step === 'string' ? catalogue.get(step) : null;
    if (typeof step !== 'string' || definition === null) {
      const { reason, remedy } = unknownStep(step, catalogue);
      ledger.keptInList('steps', path, step, reason);
      const place = { field: `steps[${index}]`, severity: 'warning' } as const;
      problems.push(workflowProblem('migration.unknown_step', reason, remedy, place));
      continue;
    }
    const foreign = foreignReason(definition, preset.family);
    if (foreign !== null) {
      ledger.keptInList('steps', path, step, foreign);
      problems.push(foreignWarning(foreign, `steps[${index}]`));
      continue;
    }
    // A step that is named once stands for all its nodes in the preset: the sheet renders several pictures in one step.
    const left = supply.get(step) ?? [];
    const taken = left.splice(0, counts.get(step) === 1 ? left.length : 1);
    const made = taken.length > 0 ? taken : [newNode(step, definition.version, [...preset.nodes, ...nodes])];
    nodes.push(...made);
    ledger.mapped(path, made.map(({ id }) => `nodes.${id}`).join(', '));
  }
  return { nodes, edges: connect(nodes, preset.edges, catalogue), problems };
}

function unknownStep(step: Json, catalogue: NodeCatalogue): { reason: string; remedy: string } {
  const reason = `The step ${showValue(step)} is no node type.`;
  const types = catalogue.list().map(({ type }) => type);
  const nearest = typeof step === 'string' ? nearestName(step, types) : null;
  const remedy = 'Add a node for what it did, if that is still wanted.';
  return { reason, remedy: nearest === null ? remedy : `Did you mean ${nearest}? ${remedy}` };
}

function newNode(type: string, version: number, existing: readonly WorkflowNode[]): WorkflowNode {
  const ids = new Set(existing.map(({ id }) => id));
  let id = type;
  for (let count = 2; ids.has(id); count += 1) id = `${type}_${count}`;
  return { id, type, version, position: { x: 0, y: 0 }, settings: {} };
}

function connect(
  nodes: readonly WorkflowNode[],
  edges: readonly WorkflowEdge[],
  catalogue: NodeCatalogue,
): WorkflowEdge[] {
  const ids = new Set(nodes.map(({ id }) => id));
  const kept = edges.filter(({ source, target }) => ids.has(source.node) && ids.has(target.node));
  return wireInputs(nodes, kept, catalogue).map((edge, index) => ({ ...edge, id: `e${index + 1}` }));
}
