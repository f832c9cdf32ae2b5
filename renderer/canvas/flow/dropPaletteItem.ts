import type { Canvas } from '../canvas.ts';
import { addNode } from '../document/edits/addNode.ts';
import { insertOnEdge } from '../document/edits/insertOnEdge.ts';
import { familyReason } from '../document/familyOf.ts';
import type { Point } from '../geometry/rectangle.ts';

/** What a palette item carries while it is dragged: the type of the node. */
export const paletteItemType = 'application/x-hartomat-node';

/**
 * Adds a node of a type, and puts it on a wire when it is let go over one that it fits. What is dropped may come from
 * the palette of another window, whose workflow is of the other family.
 */
export function dropPaletteItem({ editor, refuse }: Canvas, type: string, at: Point, wire: string | null): void {
  const { config, catalogue } = editor;
  const definition = catalogue.get(type);
  if (definition === null) return refuse(`There is no node type ${type}.`);
  const foreign = familyReason(definition, config.family);
  if (foreign !== null) return refuse(foreign);
  if (wire !== null) {
    const inserted = insertOnEdge(config, catalogue, wire, { definition, at });
    if (inserted.ok) return editor.apply(inserted.edit);
    refuse(inserted.reason);
  }
  editor.apply(addNode(config, { definition, at }).edit);
}
