import canonicalize from 'canonicalize';
import type { WorkflowConfig, WorkflowEdge, WorkflowNode } from '../domain/workflow.ts';

type Json = WorkflowNode['settings'][string];

/** A field that differs. The side that does not have it is left out. */
export interface FieldChange {
  readonly field: string;
  readonly before?: Json;
  readonly after?: Json;
}

export interface WorkflowDiff {
  /** Nothing differs: both give the same canonical text. */
  readonly identical: boolean;
  readonly nodes: {
    readonly added: readonly WorkflowNode[];
    readonly removed: readonly WorkflowNode[];
    readonly moved: readonly { id: string; before: WorkflowNode['position']; after: WorkflowNode['position'] }[];
    /** Fields of the node, settings as `settings.<name>`. A node may be moved and changed. */
    readonly changed: readonly { id: string; fields: readonly FieldChange[] }[];
  };
  /** An edge whose ends changed is removed and added. */
  readonly edges: { readonly added: readonly WorkflowEdge[]; readonly removed: readonly WorkflowEdge[] };
  /** Everything else, the order of the lists among it. */
  readonly fields: readonly FieldChange[];
}

/** What leads from one config to another, in the order in which it stands in them. */
export function diffWorkflows(before: WorkflowConfig, after: WorkflowConfig): WorkflowDiff {
  const nodes = diffNodes(before.nodes, after.nodes);
  const { kept: _kept, ...edges } = diffEntries(before.edges, after.edges, same);
  const fields = [
    ...diffFields(withoutLists(before), withoutLists(after)),
    ...diffOrder('nodes', before.nodes, after.nodes, () => true),
    ...diffOrder('edges', before.edges, after.edges, same),
  ];
  const changes = [nodes.added, nodes.removed, nodes.moved, nodes.changed, edges.added, edges.removed, fields];
  return { identical: changes.every(({ length }) => length === 0), nodes, edges, fields };
}

const same = (a: unknown, b: unknown): boolean => canonicalize(a) === canonicalize(b);

/** What only one list has. Entries of one id that are not `equal` count as removed and added. */
function diffEntries<T extends { id: string }>(
  before: readonly T[],
  after: readonly T[],
  equal: (a: T, b: T) => boolean,
): { added: T[]; removed: T[]; kept: [T, T][] } {
  const old = new Map(before.map((entry) => [entry.id, entry]));
  const kept = after.flatMap((entry): [T, T][] => {
    const counterpart = old.get(entry.id);
    return counterpart !== undefined && equal(counterpart, entry) ? [[counterpart, entry]] : [];
  });
  const keptIds = new Set(kept.map(([{ id }]) => id));
  const isLoose = ({ id }: T) => !keptIds.has(id);
  return { added: after.filter(isLoose), removed: before.filter(isLoose), kept };
}

function diffNodes(before: readonly WorkflowNode[], after: readonly WorkflowNode[]): WorkflowDiff['nodes'] {
  const { added, removed, kept } = diffEntries(before, after, () => true);
  return {
    added,
    removed,
    moved: kept
      .filter(([old, now]) => !same(old.position, now.position))
      .map(([old, now]) => ({ id: now.id, before: old.position, after: now.position })),
    changed: kept
      .map(([old, now]) => ({ id: now.id, fields: diffFields(nodeFields(old), nodeFields(now)) }))
      .filter(({ fields }) => fields.length > 0),
  };
}

function nodeFields({ id: _id, position: _position, settings, ...rest }: WorkflowNode): Map<string, Json> {
  return new Map<string, Json>([
    ...(Object.entries(rest) as [string, Json][]),
    ...Object.entries(settings).map(([name, value]): [string, Json] => [`settings.${name}`, value]),
  ]);
}

function withoutLists({ nodes: _nodes, edges: _edges, ...rest }: WorkflowConfig): Map<string, Json> {
  return new Map(Object.entries(rest) as [string, Json][]);
}

function diffFields(before: ReadonlyMap<string, Json>, after: ReadonlyMap<string, Json>): FieldChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((field) => {
    const old = before.get(field);
    const now = after.get(field);
    if (same(old, now)) return [];
    return [{ field, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) }];
  });
}

/** Whether what both lists have stands in another order. */
function diffOrder<T extends { id: string }>(
  list: string,
  before: readonly T[],
  after: readonly T[],
  equal: (a: T, b: T) => boolean,
): FieldChange[] {
  const kept = new Set(diffEntries(before, after, equal).kept.map(([{ id }]) => id));
  const idsOf = (entries: readonly T[]) => entries.flatMap(({ id }) => (kept.has(id) ? [id] : []));
  const [old, now] = [idsOf(before), idsOf(after)];
  return same(old, now) ? [] : [{ field: `${list}.order`, before: old, after: now }];
}
