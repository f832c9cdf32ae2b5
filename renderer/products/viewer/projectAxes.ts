import { type Quaternion, Vector3 } from 'three';

export interface ProjectedAxis {
  readonly name: 'X' | 'Y' | 'Z';
  /** -1..1, right and down, as SVG has it. */
  readonly x: number;
  readonly y: number;
  /** Greater is nearer to the eye: draw in this order, small first. */
  readonly depth: number;
}

const AXES = [
  { name: 'X', direction: new Vector3(1, 0, 0) },
  { name: 'Y', direction: new Vector3(0, 1, 0) },
  { name: 'Z', direction: new Vector3(0, 0, 1) },
] as const;

/** Where the product's axes point on screen, for a camera of this orientation; the farthest first. */
export function projectAxes(camera: Quaternion): ProjectedAxis[] {
  const toView = camera.clone().invert();
  return AXES.map(({ name, direction }) => {
    const seen = direction.clone().applyQuaternion(toView);
    return { name, x: seen.x, y: -seen.y, depth: seen.z };
  }).sort((a, b) => a.depth - b.depth);
}
