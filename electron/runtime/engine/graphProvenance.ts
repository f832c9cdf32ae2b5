import { deviceUsed } from '../../../shared/media/deviceUsed.ts';
import type { Provenance } from '../../../shared/domain/media.ts';
import type { GraphRunRequest } from '../contracts/engine.ts';
import type { NodeContext, SubjectFacet, SubjectFacets } from '../contracts/node.ts';

/** What provenance is made of, and with it what decides the bytes of a file that it is written into. */
const facetsNeeded: readonly SubjectFacet[] = ['product', 'cad', 'profile', 'renderer', 'outputType', 'workflow'];

/**
 * What goes into a file that a node writes for delivery: all that decided it, nothing of this run (no ids, no times).
 * It says only what the node's key holds too, so that a file that is reused tells the truth.
 * @throws Error when the definition of the node does not name every facet that provenance is made of
 */
export function graphProvenance(
  nodeType: string,
  subject: Partial<SubjectFacets>,
  request: Pick<GraphRunRequest, 'workflow' | 'authority' | 'applicationVersion'>,
  made: Parameters<NodeContext['provenance']>[0],
): Provenance {
  const missing = facetsNeeded.filter((facet) => !(facet in subject));
  if (missing.length > 0) {
    throw new Error(`Node type ${nodeType} writes provenance without reading ${missing.join(', ')}.`);
  }
  const { product, cad, profile, renderer, outputType, workflow } = subject as SubjectFacets;
  return {
    schemaVersion: 1,
    application: { name: 'HartOMat', version: request.applicationVersion },
    // What a preview made is delivered by a later run that finds it.
    mode: request.authority === 'observer' ? 'shadow' : 'graph',
    executor: 'graph',
    outputType: {
      code: outputType.code,
      settings: { artifactKind: outputType.artifactKind, format: outputType.format, profile, renderer },
    },
    workflow: { ...workflow, config: request.workflow.config },
    product: { ...product, cadSha256: cad.sha256 },
    // A file that no Blender had a part in (a model) has no scene behind it.
    materials: made?.origin.materials ?? {},
    template: made?.origin.template ?? { id: '', sha256: '' },
    blender: {
      version: made?.actual.blenderVersion ?? '',
      device: made ? deviceUsed(made.actual) : '',
      engine: made?.actual.engine ?? '',
      samples: made?.actual.samples ?? 0,
      seed: made?.actual.seed ?? 0,
    },
  };
}
