import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../../shared/graph/nodeCatalogue.ts';
import { mayShowPicture, nodeGeometry } from '../../geometry/nodeGeometry.ts';
import type { Rectangle } from '../../geometry/rectangle.ts';
import type { Selection } from '../selection.ts';

/** An item and the room that it takes on the canvas, in the units of the document. */
export interface Box extends Rectangle {
  readonly kind: 'nodes' | 'frames' | 'notes';
  readonly id: string;
}

type Items = Pick<WorkflowConfig, 'nodes' | 'frames' | 'notes'>;

interface Options {
  /** Whether nodes that may show a picture count with the room for it. */
  readonly pictures?: boolean;
}

/** The boxes of nodes, frames and notes, in the order of the config. Wires have none. */
export function boxesOf(
  items: Items,
  catalogue: Pick<NodeCatalogue, 'get'>,
  { pictures = false }: Options = {},
): Box[] {
  const sized = (kind: 'frames' | 'notes') =>
    (items[kind] ?? []).map(({ id, position, size }): Box => ({ kind, id, ...position, ...size }));
  return [
    ...items.nodes.map(({ id, type, position }): Box => {
      const definition = catalogue.get(type);
      const picture = pictures && mayShowPicture(definition);
      const { width, height } = nodeGeometry(definition, { picture });
      return { kind: 'nodes', id, ...position, width, height };
    }),
    ...sized('frames'),
    ...sized('notes'),
  ];
}

export function selectedBoxes(
  config: Items,
  selection: Selection,
  catalogue: Pick<NodeCatalogue, 'get'>,
  options?: Options,
): Box[] {
  return boxesOf(config, catalogue, options).filter(({ kind, id }) => selection[kind].has(id));
}

/** Where boxes go, in the form that moving takes. */
export function movesOf(places: readonly { box: Box; x: number; y: number }[]) {
  const of = (kind: Box['kind']) =>
    new Map(places.flatMap(({ box, x, y }) => (box.kind === kind ? [[box.id, { x: x + 0, y: y + 0 }] as const] : [])));
  return { nodes: of('nodes'), frames: of('frames'), notes: of('notes') };
}
