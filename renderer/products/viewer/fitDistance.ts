import { type Box3, Vector3 } from 'three';

/**
 * How far from the box's centre a perspective camera must stand so that the whole box is in the picture.
 * `towards` is the unit vector from the target to the camera, `up` the camera's up; fovY in radians.
 * `margin` 1.1 leaves a tenth of the picture free.
 */
export function fitDistance(
  box: Box3,
  towards: Vector3,
  up: Vector3,
  fovY: number,
  aspect: number,
  margin: number,
): number {
  const centre = box.getCenter(new Vector3());
  const right = new Vector3().crossVectors(up, towards).normalize();
  const above = new Vector3().crossVectors(towards, right);
  const tangentY = Math.tan(fovY / 2) / margin;
  const tangentX = tangentY * aspect;
  let distance = 0;
  for (const corner of cornersOf(box)) {
    const offset = corner.sub(centre);
    const depth = offset.dot(towards);
    const byWidth = Math.abs(offset.dot(right)) / tangentX;
    const byHeight = Math.abs(offset.dot(above)) / tangentY;
    distance = Math.max(distance, depth + Math.max(byWidth, byHeight));
  }
  return distance;
}

function cornersOf(box: Box3): Vector3[] {
  const { min, max } = box;
  return [min.x, max.x].flatMap((x) => [min.y, max.y].flatMap((y) => [min.z, max.z].map((z) => new Vector3(x, y, z))));
}
