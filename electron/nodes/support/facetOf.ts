import type { NodeContext, SubjectFacet, SubjectFacets } from '../../runtime/contracts/node.ts';

/** A facet that the definition names in `reads`; without it the executor and its definition are at odds. */
export function facetOf<K extends SubjectFacet>(
  context: Pick<NodeContext, 'node' | 'subject'>,
  facet: K,
): SubjectFacets[K] {
  const value: SubjectFacets[K] | undefined = context.subject[facet];
  if (value === undefined)
    throw new Error(`${context.node.type} reads '${facet}', which its definition does not name.`);
  return value;
}
