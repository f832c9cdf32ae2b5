import type { NodePort } from '../../domain/nodeDefinition.ts';
import type { WorkflowEdge, WorkflowNode } from '../../domain/workflow.ts';
import { connectable } from '../connectable.ts';
import { downstreamOf } from '../downstreamOf.ts';
import type { NodeCatalogue } from '../nodeCatalogue.ts';

interface Output {
  readonly index: number;
  readonly node: string;
  readonly port: NodePort;
}

/**
 * Adds the edges that a list of steps leaves to be understood. An input that takes several gets what fits of the nodes
 * that nobody takes anything from. A required input without a connection gets the nearest fitting output before it,
 * else after it where that makes no cycle. Of several types the input's first is preferred.
 */
export function wireInputs(
  nodes: readonly WorkflowNode[],
  edges: readonly WorkflowEdge[],
  catalogue: NodeCatalogue,
): WorkflowEdge[] {
  const wired = [...edges];
  const outputs = nodes.flatMap(({ id, type }, index): Output[] =>
    (catalogue.get(type)?.outputs ?? []).map((port) => ({ index, node: id, port })),
  );
  const connect = (output: Output, node: string, port: string) =>
    wired.push({
      id: `wired_${wired.length + 1}`,
      source: { node: output.node, port: output.port.name },
      target: { node, port },
    });

  for (const [index, { id, type }] of nodes.entries()) {
    for (const input of catalogue.get(type)?.inputs ?? []) {
      const taken = () => wired.some(({ target }) => target.node === id && target.port === input.name);
      if (input.multiple) {
        const free = outputs.filter((output) => output.index < index && isFree(wired, output));
        for (const output of free.filter(({ port }) => connectable(port, input).ok)) connect(output, id, input.name);
      }
      if (!input.required || taken()) continue;
      const producer = findProducer(outputs, input, { index, id, edges: wired });
      if (producer !== null) connect(producer, id, input.name);
    }
  }
  return wired;
}

function isFree(edges: readonly WorkflowEdge[], { node }: Output): boolean {
  return !edges.some(({ source }) => source.node === node);
}

function findProducer(
  outputs: readonly Output[],
  input: NodePort,
  { index, id, edges }: { index: number; id: string; edges: readonly WorkflowEdge[] },
): Output | null {
  const after = downstreamOf({ edges: [...edges] }, [id]);
  for (const type of input.types) {
    const giving = outputs.filter((output) => output.port.types.includes(type) && output.index !== index);
    const before = giving.filter((output) => output.index < index && !after.has(output.node)).at(-1);
    const found = before ?? giving.find((output) => output.index > index && !after.has(output.node));
    if (found !== undefined) return found;
  }
  return null;
}
