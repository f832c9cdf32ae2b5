import type { NodePort } from '../../../shared/domain/nodeDefinition.ts';
import type { WorkflowConfig, WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { nodeName } from '../../../shared/graph/nodeName.ts';
import { nodeTitle } from '../document/nodeTitle.ts';
import { settingOfPath } from '../settings/settingOfPath.ts';
import { settingTitle } from './settingText.ts';

interface Words {
  /** What is wrong, with names in place of ids, and without what `place` says already. */
  readonly message: string;
  /** "Detail inset, Camera"; null = the workflow as a whole, or something outside of it. */
  readonly place: string | null;
}

type Nodes = ReadonlyMap<string, WorkflowNode>;

/** A problem as the canvas tells it, where nobody sees ids. Files and the command line tell it with ids. */
export function problemWords(
  problem: WorkflowProblem,
  { nodes: list, edges }: Pick<WorkflowConfig, 'nodes' | 'edges'>,
  catalogue: NodeCatalogue,
): Words {
  const nodes = new Map(list.map((node) => [node.id, node]));
  const edge = edges.find(({ id }) => id === problem.edgeId);
  const nodeId = problem.nodeId ?? [edge?.target.node, edge?.source.node].find((id) => id && nodes.has(id)) ?? null;
  const node = nodeId === null ? undefined : nodes.get(nodeId);
  return {
    message: capital(namesForIds(withoutPlace(problem, node), nodes, catalogue)),
    place: node === undefined ? null : placeOf(problem, node, catalogue),
  };
}

/** The message without the node or the edge in front of it. */
function withoutPlace({ message, edgeId }: WorkflowProblem, node: WorkflowNode | undefined): string {
  const lead = node === undefined ? null : `${nodeName(node)}: `;
  if (lead !== null && message.startsWith(lead)) return message.slice(lead.length);
  if (edgeId === null) return message;
  return message
    .replace(/^Edge [\w-]+(?: \([^)]*\))?: /, '')
    .replace(/^Edge [\w-]+ /, 'This wire ')
    .replace(/\bedge [\w-]+\.$/, 'another wire.');
}

function namesForIds(message: string, nodes: Nodes, catalogue: NodeCatalogue): string {
  const mentioned = [...message.matchAll(/\bnode ([A-Za-z][\w-]*)/gi)].flatMap(([, id]) => nodes.get(id ?? '') ?? []);
  const named = mentioned.reduce((text, node) => {
    const [, rest] = nodeName(node).split(/^Node /);
    const title = nodeTitle(node, catalogue);
    return text
      .replaceAll(`Node ${rest}`, title)
      .replaceAll(`node ${rest}`, title)
      .replaceAll(`node ${node.id}`, title);
  }, message);
  // Ends of wires and nodes of a cycle stand around arrows: `n1.glb -> n2.glb`, `a -> b -> a`.
  return named
    .replace(/([A-Za-z][\w-]*)(?:\.(\w+))?(?=(?: ->| takes one))|(?<=-> )([A-Za-z][\w-]*)(?:\.(\w+))?/g, (...match) => {
      const [text, from, fromPort, to, toPort] = match as [string, ...(string | undefined)[]];
      const node = nodes.get(from ?? to ?? '');
      return node === undefined ? text : [nodeTitle(node, catalogue), fromPort ?? toPort].filter(Boolean).join(', ');
    })
    .replaceAll(' -> ', ' → ');
}

function placeOf({ port, field }: WorkflowProblem, node: WorkflowNode, catalogue: NodeCatalogue): string {
  const definition = catalogue.get(node.type);
  const labelIn = (ports: readonly NodePort[] = []) => ports.find(({ name }) => name === port)?.label;
  const detail =
    port === null
      ? settingTitle(definition, settingOfPath(field ?? ''))
      : (labelIn(definition?.inputs) ?? labelIn(definition?.outputs) ?? port);
  return [nodeTitle(node, catalogue), detail].filter((part) => part !== null).join(', ');
}

/** Names of types stay as a person greps them. */
export function capital(text: string): string {
  if (/^[a-z0-9]+_/.test(text)) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
