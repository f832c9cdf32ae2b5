import { type Selection, selectionSize } from '../document/selection.ts';
import { formatCounted } from '../../ui/format.ts';
import { type PlacedDocument, titleOf } from './placeDocument.ts';

interface Shown {
  readonly placed: PlacedDocument;
  readonly statuses: ReadonlyMap<string, string>;
}

/** What is selected, as it is said to who cannot see it. */
export function spokenSelection(selection: Selection, { placed, statuses }: Shown): string {
  const count = selectionSize(selection);
  const [only] = selection.nodes;
  const node = count === 1 && only !== undefined ? placed.nodes.get(only) : undefined;
  if (node) return `${titleOf(node)}, ${node.node.type}, ${statuses.get(node.id) ?? 'waiting'}, selected`;
  return count === 0 ? '' : `${formatCounted(count, 'item')} selected`;
}
