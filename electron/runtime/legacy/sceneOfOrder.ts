import type { DispatchOrder } from '../contracts/dispatch.ts';
import type { PictureConditions, SceneRequest } from '../contracts/renderServices.ts';

/** What stands in front of the camera. */
export function sceneOfOrder(order: DispatchOrder): SceneRequest {
  return {
    glb: { path: order.cad.glbPath, sha256: order.cad.glbSha256 },
    parts: order.cad.partKeys.length,
    template: order.template,
    materials: order.materials,
    assignments: order.assignments,
  };
}

/** Every condition of the picture, said. */
export function conditionsOfOrder(order: DispatchOrder): PictureConditions {
  const { profile, renderer } = order.outputType;
  return {
    engine: renderer.engine,
    device: order.device,
    samples: renderer.samples,
    seed: renderer.seed,
    denoise: renderer.denoise,
    width: profile.width,
    height: profile.height,
    transparent: profile.background === 'transparent' || (order.template.value.studio?.transparent ?? false),
  };
}
