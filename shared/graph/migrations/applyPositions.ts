import type { WorkflowNode } from '../../domain/workflow.ts';
import { isRecord } from '../isRecord.ts';
import type { Json, MigrationLedger } from './migrationLedger.ts';

/** `{ x, y }` with nothing else in it, or `[x, y]`. */
export function readPosition(value: unknown): WorkflowNode['position'] | null {
  const pair = Array.isArray(value)
    ? value
    : isRecord(value) && Object.keys(value).length === 2
      ? [value.x, value.y]
      : [];
  const [x, y] = pair as unknown[];
  return pair.length === 2 && typeof x === 'number' && typeof y === 'number' ? { x, y } : null;
}

/** Places from a map of node id (or type, or id of the source) to position. */
export function applyPositions(
  placed: Map<string, WorkflowNode['position']>,
  nodes: readonly WorkflowNode[],
  ledger: MigrationLedger,
  { path, value, ids }: { path: readonly string[]; value: Json; ids?: ReadonlyMap<string, string> },
): void {
  if (!isRecord(value)) return ledger.keptAside(path, value, 'Positions are a map of node ids to places.');
  for (const [key, place] of Object.entries(value) as [string, Json][]) {
    const wanted = ids?.get(key) ?? key;
    const node = nodes.find(({ id }) => id === wanted) ?? nodes.find(({ type }) => type === key);
    const position = readPosition(place);
    const at = [...path, key];
    if (node === undefined) ledger.keptAside(at, place, `There is no node ${key}.`);
    else if (position === null) ledger.keptAside(at, place, 'A place is x and y, and nothing else.');
    else if (placed.has(node.id)) ledger.keptAside(at, place, `Node ${node.id} has a place already.`);
    else {
      placed.set(node.id, position);
      ledger.mapped(at, `nodes.${node.id}.position`);
    }
  }
}
