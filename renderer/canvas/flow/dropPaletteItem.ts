import type { Canvas } from '../canvas.ts';
import { addNode } from '../document/edits/addNode.ts';
import { insertOnEdge } from '../document/edits/insertOnEdge.ts';
import type { Point } from './rectangle.ts';

/** What a palette item carries while it is dragged: the type of the node. */
export const paletteItemType = 'application/x-hartomat-node';

/** Adds a node of a type, and puts it on a wire when it is let go over one that it fits. */
export function dropPaletteItem({ editor, refuse }: Canvas, type: string, at: Point, wire: string | null): void {
  const { config, catalogue } = editor;
  const definition = catalogue.get(type);
  if (definition === null) return refuse(`There is no node type ${type}.`);
  if (wire !== null) {
    const inserted = insertOnEdge(config, catalogue, wire, { definition, at });
    if (inserted.ok) return editor.apply(inserted.edit);
    refuse(inserted.reason);
  }
  editor.apply(addNode(config, { definition, at }).edit);
}
