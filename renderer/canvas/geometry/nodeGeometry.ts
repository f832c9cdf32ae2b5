import type { NodeDefinition, NodePort } from '../../../shared/domain/nodeDefinition.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Lengths in the units of the document; points from the top left corner of the node. */
export interface NodeGeometry {
  readonly width: number;
  readonly height: number;
  /** Middle of the glyph of each port, by the name of the port, in the order of the definition. */
  readonly inputs: ReadonlyMap<string, Point>;
  readonly outputs: ReadonlyMap<string, Point>;
}

/** What a node is built of, from top to bottom. The style of NodeCard.svelte says the same. */
export const nodeMeasures = {
  width: 176,
  head: 40,
  portsTop: 4,
  portRow: 20,
  portsBottom: 4,
  summary: 20,
  picture: 92,
  status: 24,
} as const;

/** Positions are multiples of it, unless Alt is held. */
export const gridStep = 8;

/** Whether a result of such a node can be looked at on the node. */
export function mayShowPicture(definition: Pick<NodeDefinition, 'outputs'> | null): boolean {
  const pixels: readonly string[] = ['image', 'frames', 'video'];
  return definition?.outputs.some(({ types }) => types.some((type) => pixels.includes(type))) ?? false;
}

/**
 * The size of a node and the places of its ports, known without drawing it. A picture makes it taller and moves no port;
 * who leaves room for one asks `mayShowPicture`. A node of an unknown type has no ports: wires end at its head.
 */
export function nodeGeometry(
  definition: Pick<NodeDefinition, 'inputs' | 'outputs'> | null,
  { picture = false }: { readonly picture?: boolean } = {},
): NodeGeometry {
  const { width, head, portsTop, portRow, portsBottom, summary, status } = nodeMeasures;
  const column = (ports: readonly NodePort[], x: number): ReadonlyMap<string, Point> =>
    new Map(ports.map(({ name }, row) => [name, { x, y: head + portsTop + (row + 0.5) * portRow }]));
  const inputs = column(definition?.inputs ?? [], 0);
  const outputs = column(definition?.outputs ?? [], width);
  const rows = Math.max(inputs.size, outputs.size);
  const ports = rows === 0 ? 0 : portsTop + rows * portRow + portsBottom;
  return {
    width,
    height: head + ports + summary + (picture ? nodeMeasures.picture : 0) + status,
    inputs,
    outputs,
  };
}

/** Where a wire ends at a node, from its top left corner. A port that the node does not have counts as its head. */
export function portPoint(geometry: NodeGeometry, direction: 'input' | 'output', port: string): Point {
  const known = (direction === 'input' ? geometry.inputs : geometry.outputs).get(port);
  return known ?? { x: direction === 'input' ? 0 : geometry.width, y: nodeMeasures.head / 2 };
}
