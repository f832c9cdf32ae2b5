import type { OutputType } from '../../domain/outputType.ts';
import type { WorkflowProblem } from '../../domain/workflowProblem.ts';
import type { GraphIndex, IndexedNode } from '../indexGraph.ts';
import { nodeName } from '../nodeName.ts';
import { primaryKindOf, settingOf } from '../primaryKindOf.ts';
import { workflowProblem } from '../workflowProblem.ts';

/** What an output type promises of the workflow that is bound to it. */
export type ExpectedOutput = Pick<OutputType, 'family' | 'artifactKind' | 'format'>;

/** Whether the workflow delivers what the output type promises. */
export function outputTypeChecks(
  graph: GraphIndex,
  publishers: readonly string[],
  expected: ExpectedOutput,
): WorkflowProblem[] {
  return [
    ...familyCheck(graph, expected),
    ...publishers.flatMap((id) => {
      const publisher = graph.nodes.get(id)!;
      return [...artifactCheck(publisher, expected), ...formatChecks(graph, publisher, expected)];
    }),
  ];
}

function familyCheck({ config }: GraphIndex, { family }: ExpectedOutput): WorkflowProblem[] {
  if (config.family === family) return [];
  const message = `The workflow is for ${config.family}, the output type for ${family}.`;
  const remedy = `Bind a workflow for ${family}.`;
  return [workflowProblem('output_type.family_mismatch', message, remedy, { field: 'family' })];
}

function artifactCheck(publisher: IndexedNode, { artifactKind }: ExpectedOutput): WorkflowProblem[] {
  const kind = primaryKindOf(publisher);
  if (kind === null || kind === artifactKind) return [];
  const { node, definition } = publisher;
  const message = `${nodeName(node)} delivers ${kind}, the output type promises ${artifactKind}.`;
  const field = definition?.contract.artifactKind === null ? 'expectedArtifact' : null;
  const remedy = 'Bind another workflow, or change what this one delivers.';
  return [workflowProblem('output_type.artifact_mismatch', message, remedy, { nodeId: node.id, field })];
}

/** The file is saved in the format of the publisher, and comes in the format of the node whose output is saved. */
function formatChecks(graph: GraphIndex, publisher: IndexedNode, { format }: ExpectedOutput): WorkflowProblem[] {
  const saved = (graph.incoming.get(publisher.node.id) ?? [])
    .filter(({ target }) => target.port === 'artifact')
    .flatMap(({ source }) => graph.nodes.get(source.node) ?? []);
  return [publisher, ...saved].flatMap((indexed) => {
    const own = settingOf(indexed, 'format');
    if (typeof own !== 'string' || own === format) return [];
    const message = `${nodeName(indexed.node)} makes ${own}, the output type promises ${format}.`;
    const remedy = `Set its format to ${format}, or leave it to the output type.`;
    const place = { nodeId: indexed.node.id, field: 'format' };
    return [workflowProblem('output_type.format_mismatch', message, remedy, place)];
  });
}
