import type { Provenance } from '../../../shared/domain/media.ts';
import { deviceUsed } from '../../../shared/media/deviceUsed.ts';
import type { DispatchOrder } from '../contracts/dispatch.ts';
import type { ActualConditions } from '../contracts/renderBatch.ts';

/**
 * What goes into the file: all that decided it, nothing of this run (no ids, no times). `actual` null = no Blender
 * took part.
 */
export function provenanceOf(order: DispatchOrder, actual: ActualConditions | null): Provenance {
  const { outputType } = order;
  return {
    schemaVersion: 1,
    application: { name: 'HartOMat', version: order.applicationVersion },
    mode: 'legacy',
    executor: 'legacy',
    outputType: {
      code: outputType.code,
      settings: {
        artifactKind: outputType.artifactKind,
        format: outputType.format,
        profile: outputType.profile,
        renderer: outputType.renderer,
      },
    },
    workflow: null,
    product: {
      name: order.product.name,
      articleNumber: order.product.articleNumber,
      cadSha256: order.cad.sha256,
    },
    materials: { ...order.assignments },
    template: { id: order.template.value.id, sha256: order.template.sha256 },
    blender: {
      version: actual?.blenderVersion ?? '',
      device: actual ? deviceUsed(actual) : '',
      engine: actual?.engine ?? '',
      samples: actual?.samples ?? 0,
      seed: actual?.seed ?? 0,
    },
  };
}
