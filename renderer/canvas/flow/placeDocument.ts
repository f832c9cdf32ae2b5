import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import type { PortType } from '../../../shared/domain/portType.ts';
import type { WorkflowConfig, WorkflowEdge, WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { type NodeGeometry, nodeGeometry, portPoint } from '../geometry/nodeGeometry.ts';
import type { Point, Rectangle } from '../geometry/rectangle.ts';
import { wireBounds } from './wirePath.ts';

export interface PlacedNode extends Rectangle {
  readonly id: string;
  readonly node: WorkflowNode;
  /** null = this build does not know the type. */
  readonly definition: NodeDefinition | null;
  readonly geometry: NodeGeometry;
}

export interface PlacedWire {
  readonly id: string;
  readonly edge: WorkflowEdge;
  readonly from: Point;
  readonly to: Point;
  readonly bounds: Rectangle;
  /** What flows through it; null = its output is not known. */
  readonly type: PortType | null;
}

type Frame = NonNullable<WorkflowConfig['frames']>[number];
type Note = NonNullable<WorkflowConfig['notes']>[number];
export type PlacedFrame = Rectangle & Pick<Frame, 'id' | 'title'>;
export type PlacedNote = Rectangle & Pick<Note, 'id' | 'text'>;

/** Where everything of a document lies. Without drawing anything. */
export interface PlacedDocument {
  readonly nodes: ReadonlyMap<string, PlacedNode>;
  readonly wires: ReadonlyMap<string, PlacedWire>;
  readonly frames: ReadonlyMap<string, PlacedFrame>;
  readonly notes: ReadonlyMap<string, PlacedNote>;
}

export const titleOf = ({ node, definition }: PlacedNode): string => node.label ?? definition?.label ?? node.type;

interface Placing {
  readonly catalogue: Pick<NodeCatalogue, 'get'>;
  /** Nodes that show a picture and are taller by it. */
  readonly pictured: ReadonlySet<string>;
}

/** Wires with an end at no node are left out: there is nowhere to draw them. What is as it was in `before` is kept. */
export function placeDocument(
  config: WorkflowConfig,
  { catalogue, pictured }: Placing,
  before: PlacedDocument | null = null,
): PlacedDocument {
  const nodes = new Map<string, PlacedNode>();
  for (const node of config.nodes) {
    const known = before?.nodes.get(node.id);
    const isSame = known?.node === node && known.height === heightOf(known, pictured);
    nodes.set(node.id, known && isSame ? known : placeNode(node, { catalogue, pictured }));
  }
  const wires = new Map<string, PlacedWire>();
  for (const edge of config.edges) {
    const ends = { source: nodes.get(edge.source.node), target: nodes.get(edge.target.node) };
    if (!ends.source || !ends.target) continue;
    const known = before?.wires.get(edge.id);
    const isSame =
      known?.edge === edge &&
      ends.source === before?.nodes.get(edge.source.node) &&
      ends.target === before.nodes.get(edge.target.node);
    wires.set(edge.id, known && isSame ? known : placeWire(edge, ends.source, ends.target));
  }
  const frames = new Map(
    (config.frames ?? []).map(({ id, title, position, size }) => [id, { id, title, ...position, ...size }]),
  );
  const notes = new Map(
    (config.notes ?? []).map(({ id, text, position, size }) => [id, { id, text, ...position, ...size }]),
  );
  return { nodes, wires, frames, notes };
}

function heightOf({ id, definition }: PlacedNode, pictured: ReadonlySet<string>): number {
  return nodeGeometry(definition, { picture: pictured.has(id) }).height;
}

function placeNode(node: WorkflowNode, { catalogue, pictured }: Placing): PlacedNode {
  const definition = catalogue.get(node.type);
  const geometry = nodeGeometry(definition, { picture: pictured.has(node.id) });
  const { width, height } = geometry;
  return { id: node.id, node, definition, geometry, ...node.position, width, height };
}

function placeWire(edge: WorkflowEdge, source: PlacedNode, target: PlacedNode): PlacedWire {
  const from = portOf(source, 'output', edge.source.port);
  const to = portOf(target, 'input', edge.target.port);
  const output = source.definition?.outputs.find(({ name }) => name === edge.source.port);
  return { id: edge.id, edge, from, to, bounds: wireBounds(from, to), type: output?.types[0] ?? null };
}

/** Where a port lies in the document. */
export function portOf(placed: PlacedNode, direction: 'input' | 'output', port: string): Point {
  const { x, y } = portPoint(placed.geometry, direction, port);
  return { x: placed.x + x, y: placed.y + y };
}
