import { referencesOf, type StepStatement } from './scanStep.ts';

/**
 * How many uses of parts the assembly records of a file add up to (next_assembly_usage_occurrence), a sub-assembly's
 * parts counted for each of its uses. Products without a shape do not count. 0 for a file without an assembly. The
 * records must be free of circles.
 */
export function countPartUses(statements: readonly StepStatement[]): number {
  const children = new Map<number, number[]>();
  const used = new Set<number>();
  const shaped = new Set<number>();
  for (const { keyword, text } of statements) {
    const [first, second] = referencesOf(text);
    if (keyword === 'PRODUCT_DEFINITION_SHAPE' && first !== undefined) shaped.add(first);
    if (keyword !== 'NEXT_ASSEMBLY_USAGE_OCCURRENCE' || first === undefined || second === undefined) continue;
    children.set(first, [...(children.get(first) ?? []), second]);
    used.add(second);
  }
  const counts = new Map<number, number>();
  const count = (product: number): number => {
    const known = counts.get(product);
    if (known !== undefined) return known;
    const parts = children.get(product);
    const sum = parts ? parts.reduce((total, part) => total + count(part), 0) : Number(shaped.has(product));
    counts.set(product, sum);
    return sum;
  };
  return [...children.keys()].filter((product) => !used.has(product)).reduce((sum, root) => sum + count(root), 0);
}
