import type { NodeDefinition } from '../../domain/nodeDefinition.ts';
import type { WorkflowNode } from '../../domain/workflow.ts';
import type { WorkflowProblem } from '../../domain/workflowProblem.ts';
import { familyCheck } from '../familyProblems.ts';
import type { GraphIndex } from '../indexGraph.ts';
import { nearestName } from '../nearestName.ts';
import { nodeName } from '../nodeName.ts';
import { showValue } from '../showValue.ts';
import { workflowProblem } from '../workflowProblem.ts';

/** Each node by itself: its type, version, family and settings. */
export function nodeChecks(graph: GraphIndex): WorkflowProblem[] {
  return [...graph.nodes.values()].flatMap(({ node, definition }) =>
    definition === null
      ? [unknownType(graph, node)]
      : [
          ...versionCheck(node, definition),
          ...disabledCheck(node, definition),
          ...familyCheck(graph.config.family, node, definition),
          ...settingsCheck(graph, node, definition),
        ],
  );
}

function unknownType({ catalogue }: GraphIndex, node: WorkflowNode): WorkflowProblem {
  const nearest = nearestName(
    node.type,
    catalogue.list().map(({ type }) => type),
  );
  return workflowProblem(
    'node.unknown_type',
    `${nodeName(node)} has the type ${showValue(node.type)}, which does not exist.`,
    nearest === null ? 'Replace or remove the node.' : `Did you mean ${nearest}? Replace or remove the node.`,
    { nodeId: node.id, field: 'type' },
  );
}

function versionCheck(node: WorkflowNode, { type, version }: NodeDefinition): WorkflowProblem[] {
  if (node.version <= version) return [];
  const message = `${nodeName(node)} was made for version ${node.version} of ${type}; this application has ${version}.`;
  const remedy = 'Update the application, or put a new node in its place.';
  return [workflowProblem('node.unknown_version', message, remedy, { nodeId: node.id, field: 'version' })];
}

function disabledCheck(node: WorkflowNode, { type, disabled }: NodeDefinition): WorkflowProblem[] {
  if (disabled === null) return [];
  const message = `${nodeName(node)}: ${type} cannot be run. ${disabled}`;
  return [workflowProblem('node.disabled', message, 'Replace or remove the node.', { nodeId: node.id })];
}

function settingsCheck({ catalogue }: GraphIndex, node: WorkflowNode, definition: NodeDefinition): WorkflowProblem[] {
  // The settings of a newer version are unknown here: versionCheck has said so.
  if (node.version > definition.version) return [];
  return catalogue.checkSettings(node.type, node.settings).map(({ field, message, unknown }) => {
    const place = { nodeId: node.id, field };
    if (!unknown) {
      const remedy = `Correct ${field}, or remove it to use the default.`;
      return workflowProblem('settings.invalid', `${nodeName(node)}: ${message}`, remedy, place);
    }
    const nearest = nearestName(field, Object.keys(definition.defaults));
    const remedy = nearest === null ? `Remove ${field}.` : `Did you mean ${nearest}? Rename or remove ${field}.`;
    return workflowProblem('settings.unknown', `${nodeName(node)}: ${message}`, remedy, place);
  });
}
