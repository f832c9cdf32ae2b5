import { Box3, Vector3 } from 'three';
import type { ModelPart } from './loadModel.ts';
import { outermostPoints } from './outermostPoints.ts';

/** Enough points of a model to frame it; all of them would cost more than the eye can see. */
const MAX_POINTS = 6000;

/** Where the camera stands and looks so that all points are in the picture, centred. */
export interface FittedView {
  readonly target: Vector3;
  readonly distance: number;
}

/** Points on the parts, in the product frame: what the picture must hold. Boxes would be loose around round parts. */
export function framePoints(parts: readonly ModelPart[]): Vector3[] {
  const each = Math.max(8, Math.floor(MAX_POINTS / Math.max(1, parts.length)));
  return parts.flatMap((part) =>
    part.surfaces.flatMap(({ geometry }) => {
      const position = geometry.getAttribute('position');
      if (!position) return [];
      const step = Math.max(1, Math.floor(position.count / each));
      // Those between say how round it is; without the outermost ones a corner of it would be cut off.
      const points = outermostPoints(geometry).map((point) => point.clone().applyMatrix4(part.matrix));
      for (let index = 0; index < position.count; index += step) {
        points.push(new Vector3().fromBufferAttribute(position, index).applyMatrix4(part.matrix));
      }
      return points;
    }),
  );
}

/**
 * `towards` is the unit vector from the target to the camera, `up` the camera's up; fovY in radians. `margin` 1.1 leaves
 * a tenth of the picture free. Needs at least one point.
 */
export function fitView(
  points: readonly Vector3[],
  towards: Vector3,
  up: Vector3,
  fovY: number,
  aspect: number,
  margin: number,
): FittedView {
  const right = new Vector3().crossVectors(up, towards).normalize();
  const above = new Vector3().crossVectors(towards, right);
  const slopeY = Math.tan(fovY / 2) / margin;
  const slopeX = slopeY * aspect;
  const target = new Box3().setFromPoints([...points]).getCenter(new Vector3());
  // The four planes of the view pyramid, each pushed out until it touches: exact for a perspective picture.
  const reach = { right: -Infinity, left: -Infinity, top: -Infinity, bottom: -Infinity };
  for (const point of points) {
    const offset = point.clone().sub(target);
    const depth = offset.dot(towards);
    const x = offset.dot(right);
    const y = offset.dot(above);
    reach.right = Math.max(reach.right, x + depth * slopeX);
    reach.left = Math.max(reach.left, -x + depth * slopeX);
    reach.top = Math.max(reach.top, y + depth * slopeY);
    reach.bottom = Math.max(reach.bottom, -y + depth * slopeY);
  }
  const distance = Math.max((reach.right + reach.left) / (2 * slopeX), (reach.top + reach.bottom) / (2 * slopeY));
  target.addScaledVector(right, (reach.right - reach.left) / 2).addScaledVector(above, (reach.top - reach.bottom) / 2);
  return { target, distance };
}
