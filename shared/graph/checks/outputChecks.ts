import type { PortType } from '../../domain/portType.ts';
import type { WorkflowProblem } from '../../domain/workflowProblem.ts';
import { artifactContract, artifactKindsOf } from '../artifactContract.ts';
import { downstreamOf } from '../downstreamOf.ts';
import type { GraphIndex, IndexedNode } from '../indexGraph.ts';
import { nodeName } from '../nodeName.ts';
import { primaryKindOf, settingOf } from '../primaryKindOf.ts';
import { workflowProblem } from '../workflowProblem.ts';

/** What the workflow delivers: exactly one primary, of the promised kind, told of only after it is saved. */
export function outputChecks(graph: GraphIndex, publishers: readonly string[]): WorkflowProblem[] {
  return [
    ...primaryCheck(graph, publishers),
    ...selfPublishChecks(graph, publishers),
    ...artifactChecks(graph),
    ...notifyChecks(graph),
    ...unusedChecks(graph, publishers),
  ];
}

function primaryCheck(graph: GraphIndex, publishers: readonly string[]): WorkflowProblem[] {
  if (publishers.length === 0) {
    const message = 'No node delivers anything.';
    return [workflowProblem('output.missing', message, 'Add output_save and connect its artifact.')];
  }
  const [first, ...others] = publishers;
  return others.map((id) => {
    const message = `${nodeName(graph.nodes.get(id)!.node)} delivers a second time, after node ${first!}.`;
    const remedy = 'Keep one output_save. Connect what else is to be delivered to its attachments.';
    return workflowProblem('output.doubled', message, remedy, { nodeId: id });
  });
}

function selfPublishChecks({ nodes }: GraphIndex, publishers: readonly string[]): WorkflowProblem[] {
  return publishers.flatMap((id) => {
    const { node, definition } = nodes.get(id)!;
    if (definition?.contract.publishes !== 'unless_saved') return [];
    const message = `${nodeName(node)} has no output_save after it and delivers its own output.`;
    const place = { nodeId: id, severity: 'warning' } as const;
    return [workflowProblem('contract.self_publish', message, 'Connect it to an output_save.', place)];
  });
}

/** The types of what is connected at an input, as far as they are known. */
function typesAt({ nodes, incoming }: GraphIndex, id: string, port: string): PortType[] {
  return (incoming.get(id) ?? [])
    .filter(({ target }) => target.port === port)
    .flatMap(({ source }) => nodes.get(source.node)?.definition?.outputs.find(({ name }) => name === source.port) ?? [])
    .flatMap(({ types }) => types);
}

/** Nodes that promise a kind in their settings must get it at `artifact`, in a format that it has. */
function artifactChecks(graph: GraphIndex): WorkflowProblem[] {
  return [...graph.nodes.values()].flatMap((indexed) => {
    const { node, definition } = indexed;
    if (definition?.contract.publishes !== 'always' || definition.contract.artifactKind !== null) return [];
    const kind = primaryKindOf(indexed);
    if (kind === null) return []; // the settings are invalid, and told
    const refuse = (message: string, remedy: string, field: string) =>
      workflowProblem('output.artifact_mismatch', `${nodeName(node)} ${message}`, remedy, { nodeId: node.id, field });
    const { family } = graph.config;
    const wrongType = typesAt(graph, node.id, 'artifact').find((type) => !artifactKindsOf(type, family).includes(kind));
    if (wrongType !== undefined) {
      const fitting = artifactKindsOf(wrongType, family);
      return [
        refuse(
          `is to save ${kind}, but gets ${wrongType} in a workflow for ${family}.`,
          fitting.length === 0
            ? `Connect what ${family} can deliver: ${wrongType} is not.`
            : `Set the expected artifact to ${fitting.join(' or ')}, or connect another output.`,
          'expectedArtifact',
        ),
      ];
    }
    return formatFault(indexed).map((format) =>
      refuse(
        `is to save ${kind} as ${format}, which is no format of it.`,
        `Choose one of ${artifactContract[kind].formats.join(', ')}, or leave the format to the output type.`,
        'format',
      ),
    );
  });
}

/** The format setting when no artifact of the node's kind has it. */
function formatFault(indexed: IndexedNode): string[] {
  const kind = primaryKindOf(indexed);
  const format = settingOf(indexed, 'format');
  if (kind === null || typeof format !== 'string') return [];
  return artifactContract[kind].formats.includes(format) ? [] : [format];
}

function notifyChecks({ config, nodes }: GraphIndex): WorkflowProblem[] {
  const savers = [...nodes.values()].flatMap(({ node, definition }) =>
    definition?.contract.publishes === 'always' ? [node.id] : [],
  );
  const afterSaving = downstreamOf(config, savers);
  return [...nodes.values()]
    .filter(({ node, definition }) => definition?.contract.effect === 'notify' && !afterSaving.has(node.id))
    .map(({ node }) => {
      const message = `${nodeName(node)} would tell of something that no output_save before it has saved.`;
      const remedy = 'Connect it to the asset of an output_save.';
      return workflowProblem('notify.not_downstream', message, remedy, { nodeId: node.id });
    });
}

function unusedChecks({ nodes, outgoing }: GraphIndex, publishers: readonly string[]): WorkflowProblem[] {
  const publishing = new Set(publishers);
  return [...nodes.values()].flatMap(({ node, definition }) => {
    if (definition === null || definition.outputs.length === 0 || outgoing.has(node.id)) return [];
    // `publish` is an effect only where it happens.
    const acts = publishing.has(node.id) || !['none', 'publish'].includes(definition.contract.effect);
    if (acts) return [];
    const message = `${nodeName(node)} works for nothing: nobody takes its outputs.`;
    const place = { nodeId: node.id, severity: 'info' } as const;
    return [workflowProblem('node.unused_output', message, 'Connect an output, or remove the node.', place)];
  });
}
