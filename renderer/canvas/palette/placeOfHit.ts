import type { QuickAddRequest } from '../canvas.ts';
import { nodeGeometry, portPoint } from '../geometry/nodeGeometry.ts';
import type { DefinitionHit } from './rankDefinitions.ts';

/**
 * The upper left corner of a node that is added for a request: the port that is connected lies where the wire was let go,
 * a node on a wire stands in its middle, and one for no wire begins there.
 */
export function placeOfHit(
  { at, from, onEdge }: QuickAddRequest,
  { definition, ports }: DefinitionHit,
): { x: number; y: number } {
  const geometry = nodeGeometry(definition);
  if (onEdge !== null) return { x: at.x - geometry.width / 2, y: at.y - geometry.height / 2 };
  const port = from?.direction === 'output' ? ports.input : ports.output;
  if (from === null || port === null) return { ...at };
  const point = portPoint(geometry, from.direction === 'output' ? 'input' : 'output', port.name);
  return { x: at.x - point.x, y: at.y - point.y };
}
