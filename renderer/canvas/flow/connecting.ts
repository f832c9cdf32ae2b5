import type { WorkflowEdge } from '../../../shared/domain/workflow.ts';
import type { Canvas } from '../canvas.ts';
import type { OpenEnd } from '../document/openEnd.ts';
import { canConnect } from '../document/edits/canConnect.ts';
import { connectPorts } from '../document/edits/connectPorts.ts';
import { reconnectEdge } from '../document/edits/reconnectEdge.ts';
import { wireBetween } from '../document/wireBetween.ts';
import type { PlacedNode } from './placeDocument.ts';

interface Ends {
  readonly source: WorkflowEdge['source'];
  readonly target: WorkflowEdge['target'];
}

/** As Svelte Flow names the two ends of a wire. */
interface Connection {
  readonly source: string;
  readonly sourceHandle?: string | null | undefined;
  readonly target: string;
  readonly targetHandle?: string | null | undefined;
}

export function endsOfConnection({ source, sourceHandle, target, targetHandle }: Connection): Ends {
  return {
    source: { node: source, port: sourceHandle ?? '' },
    target: { node: target, port: targetHandle ?? '' },
  };
}

/** Wires two ports, or takes `edgeId` to them; says why not when they do not fit. */
export function connect({ editor, refuse }: Canvas, { source, target }: Ends, edgeId: string | null): void {
  const { config, catalogue } = editor;
  const reason = editor.attempt(
    edgeId === null
      ? connectPorts(config, catalogue, source, target)
      : reconnectEdge(config, catalogue, edgeId, source, target),
  );
  if (reason !== null) refuse(reason);
}

/** A wire that is let go over a node goes to the first of its ports that takes it. */
export function connectToNode(canvas: Canvas, from: OpenEnd, onto: PlacedNode, edgeId: string | null): void {
  const { config, catalogue } = canvas.editor;
  const direction = from.direction === 'output' ? 'input' : 'output';
  const ports = [...(direction === 'input' ? onto.geometry.inputs : onto.geometry.outputs).keys()];
  let first: string | null = null;
  for (const port of ports) {
    const ends = wireBetween(from, { node: onto.id, port });
    const answer = canConnect(config, catalogue, ends.source, ends.target);
    if (answer.ok) return connect(canvas, ends, edgeId);
    first ??= answer.reason;
  }
  canvas.refuse(first ?? `This node has no ${direction}.`);
}
