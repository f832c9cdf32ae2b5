import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import { diffWorkflows } from '../../../shared/graph/diffWorkflows.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { type DiffMark, diffMarks } from './diffMarks.ts';
import { placeDocument, type PlacedDocument, titleOf } from './placeDocument.ts';
import type { Rectangle } from '../geometry/rectangle.ts';

export interface RevisionMark extends Rectangle {
  readonly id: string;
  readonly mark: DiffMark;
  /** Of a node that is not drawn any more, its title; null = its card says it. */
  readonly title: string | null;
  /** Where a node that was moved stood; null = it stands where it stood. */
  readonly was: Rectangle | null;
}

/** What differs from an older revision, at the places where the nodes are, or were before they were removed. */
export function revisionMarks(
  { before, after, catalogue }: { before: WorkflowConfig; after: WorkflowConfig; catalogue: NodeCatalogue },
  placed: PlacedDocument,
): RevisionMark[] {
  const diff = diffWorkflows(before, after);
  const old = placeDocument(before, { catalogue, pictured: new Set() }).nodes;
  const moved = new Set(diff.nodes.moved.map(({ id }) => id));
  return [...diffMarks(diff)].flatMap(([id, mark]) => {
    const gone = old.get(id);
    const node = mark === 'removed' ? gone : placed.nodes.get(id);
    if (!node) return [];
    const was = moved.has(id) && gone ? boxOf({ ...gone, width: node.width, height: node.height }) : null;
    return [{ id, mark, title: mark === 'removed' ? titleOf(node) : null, was, ...boxOf(node) }];
  });
}

function boxOf({ x, y, width, height }: Rectangle): Rectangle {
  return { x, y, width, height };
}
