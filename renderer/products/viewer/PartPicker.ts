import { type BufferGeometry, DoubleSide, Matrix4, Ray, Vector3 } from 'three';
import { MeshBVH } from 'three-mesh-bvh';
import type { ModelPart } from './loadModel.ts';

/**
 * Finds the part under a ray. Works on the parts themselves, not on what is drawn, so that instancing and
 * highlighting never change what a click means. A tree per shared geometry is built when a ray first meets it.
 */
export class PartPicker {
  readonly #parts: readonly ModelPart[];
  readonly #trees = new Map<BufferGeometry, MeshBVH>();
  readonly #inverse = new Matrix4();
  readonly #local = new Ray();
  readonly #point = new Vector3();

  constructor(parts: readonly ModelPart[]) {
    this.#parts = parts;
  }

  /** The nearest part that the ray (product frame) meets among those that are shown, or null. */
  pick(ray: Ray, isShown: (part: ModelPart) => boolean): string | null {
    const entries = this.#parts
      .flatMap((part) => {
        const entry = isShown(part) ? this.#entryDistance(ray, part) : null;
        return entry === null ? [] : [{ part, entry }];
      })
      .sort((a, b) => a.entry - b.entry);
    let nearest: { partKey: string; distance: number } | null = null;
    for (const { part, entry } of entries) {
      // Boxes are met in order: one that begins behind the best hit cannot hold a nearer one.
      if (nearest !== null && entry > nearest.distance) break;
      const distance = this.#hitDistance(ray, part);
      if (distance !== null && (nearest === null || distance < nearest.distance)) {
        nearest = { partKey: part.partKey, distance };
      }
    }
    return nearest?.partKey ?? null;
  }

  #entryDistance(ray: Ray, part: ModelPart): number | null {
    if (part.box.containsPoint(ray.origin)) return 0;
    return ray.intersectBox(part.box, this.#point) ? this.#point.distanceTo(ray.origin) : null;
  }

  #hitDistance(ray: Ray, part: ModelPart): number | null {
    this.#inverse.copy(part.matrix).invert();
    this.#local.copy(ray).applyMatrix4(this.#inverse);
    let nearest: number | null = null;
    for (const { geometry } of part.surfaces) {
      const hit = this.#tree(geometry).raycastFirst(this.#local, DoubleSide);
      if (!hit) continue;
      const distance = this.#point.copy(hit.point).applyMatrix4(part.matrix).distanceTo(ray.origin);
      if (nearest === null || distance < nearest) nearest = distance;
    }
    return nearest;
  }

  #tree(geometry: BufferGeometry): MeshBVH {
    let tree = this.#trees.get(geometry);
    if (!tree) {
      // Indirect: the drawn index stays as it is.
      tree = new MeshBVH(geometry, { indirect: true });
      this.#trees.set(geometry, tree);
    }
    return tree;
  }
}
