import type { DispatchOrder } from '../contracts/dispatch.ts';
import type { RunWorkflow } from '../contracts/runWorkflow.ts';
import type { SubjectFacet, SubjectFacets } from '../contracts/node.ts';

/** All that nodes may know of the thing that a run is about. No ids of the run, no times, no paths, no limits. */
export function facetsOf(order: DispatchOrder, workflow: RunWorkflow): SubjectFacets {
  const { product, cad, outputType } = order;
  const { engine, samples, seed, denoise } = outputType.renderer;
  return {
    product: { name: product.name, articleNumber: product.articleNumber },
    rules: order.rules,
    cad: { fileName: cad.fileName, sha256: cad.sha256, glbSha256: cad.glbSha256 },
    profile: outputType.profile,
    renderer: { engine, samples, seed, denoise, device: order.device },
    outputType: { code: outputType.code, artifactKind: outputType.artifactKind, format: outputType.format },
    library: order.library,
    workflow: { id: workflow.id, name: workflow.name, revision: workflow.revision, sha256: workflow.sha256 },
  };
}

/** Those that a definition names. */
export function pickFacets(all: SubjectFacets, reads: readonly SubjectFacet[]): Partial<SubjectFacets> {
  return Object.fromEntries(reads.map((facet) => [facet, all[facet]]));
}
