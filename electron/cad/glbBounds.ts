import type { BoundingBox } from '../../shared/domain/geometry.ts';
import { BoundingBoxBuilder } from './boundingBoxBuilder.ts';
import { glbTriangles } from './glbTriangles.ts';

/**
 * The bounding box of everything that a GLB shows, in metres, in the product's Z-up frame: what the manifest says of the
 * same product, measured in the model itself.
 * @throws AppError `cad.model_damaged`
 */
export async function glbBounds(glb: Uint8Array): Promise<BoundingBox> {
  const box = new BoundingBoxBuilder();
  for await (const { points } of glbTriangles(glb)) {
    for (const point of points) box.add(point);
  }
  return box.build();
}
