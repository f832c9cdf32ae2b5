import type { Status } from '../../ui/status.ts';

export type StatusTable = ReadonlyMap<string, Status>;

export const noStatuses: StatusTable = new Map();

/** The status of each node. As long as none has become another one it is the table from before: nothing is painted anew. */
export function statusTable(
  ids: Iterable<string>,
  statusOf: (nodeId: string) => Status,
  before: StatusTable,
): StatusTable {
  const table = new Map<string, Status>();
  let isSame = true;
  for (const id of ids) {
    const status = statusOf(id);
    table.set(id, status);
    isSame &&= before.get(id) === status;
  }
  return isSame && table.size === before.size ? before : table;
}
