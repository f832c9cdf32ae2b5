import { categoryTitles, type NodeCategory } from './categoryTitles.ts';
import type { DefinitionHit } from './rankDefinitions.ts';

export interface HitGroup {
  readonly title: string;
  readonly hits: readonly DefinitionHit[];
}

/** By category, in the order of the palette; categories without a hit are absent. */
export function groupByCategory(hits: readonly DefinitionHit[]): HitGroup[] {
  return (Object.keys(categoryTitles) as NodeCategory[])
    .map((category) => ({
      title: categoryTitles[category],
      hits: hits.filter(({ definition }) => definition.category === category),
    }))
    .filter((group) => group.hits.length > 0);
}
