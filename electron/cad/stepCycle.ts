import { referencesOf, type StepStatement } from './scanStep.ts';

/**
 * A circle of containment, as the ids from an entity back to itself, or null: an assembly that contains itself
 * (next_assembly_usage_occurrence) or a representation that maps itself (mapped_item). The reader would never return.
 */
export function findStepCycle(statements: readonly StepStatement[]): number[] | null {
  const contains = new Map<number, number[]>();
  const link = (from: number, to: readonly number[]): void => {
    contains.set(from, [...(contains.get(from) ?? []), ...to]);
  };
  for (const { id, keyword, text } of statements) {
    const references = referencesOf(text);
    if (keyword === 'NEXT_ASSEMBLY_USAGE_OCCURRENCE') {
      const [relating, related] = references;
      if (relating !== undefined && related !== undefined) link(relating, [related]);
    } else if (keyword === 'MAPPED_ITEM') link(id, references.slice(0, 1));
    else if (keyword === 'REPRESENTATION_MAP') link(id, references.slice(1, 2));
    else if (keyword === 'REPRESENTATION' || keyword.endsWith('SHAPE_REPRESENTATION')) link(id, references);
  }
  return findCycle(contains);
}

/** Depth first without recursion: assemblies may be deeper than the call stack. */
function findCycle(contains: ReadonlyMap<number, readonly number[]>): number[] | null {
  const done = new Set<number>();
  for (const start of contains.keys()) {
    if (done.has(start)) continue;
    const path: { id: number; next: number }[] = [{ id: start, next: 0 }];
    const onPath = new Set([start]);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const child = contains.get(top.id)?.[top.next++];
      if (child === undefined) {
        done.add(top.id);
        onPath.delete(top.id);
        path.pop();
      } else if (onPath.has(child)) {
        const ids = path.map((step) => step.id);
        return [...ids.slice(ids.indexOf(child)), child];
      } else if (!done.has(child)) {
        path.push({ id: child, next: 0 });
        onPath.add(child);
      }
    }
  }
  return null;
}
