import type { Color } from 'three';
import { type Box3, BufferGeometry, Float32BufferAttribute, LineBasicMaterial, LineSegments, Vector3 } from 'three';

const SEGMENTS = 24;
const OPACITY = 0.22;

/** Distance of two grid lines for a model of this size: 1, 2 or 5 times a power of ten, about an eighth of it. */
export function gridStep(size: number): number {
  const wanted = size / 8;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const lead = wanted / power;
  return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
}

/** A floor under the box whose lines fade out with distance. The caller disposes geometry and material. */
export function createFloorGrid(box: Box3, color: Color): LineSegments<BufferGeometry, LineBasicMaterial> {
  const size = box.getSize(new Vector3());
  const centre = box.getCenter(new Vector3());
  const step = gridStep(Math.max(size.x, size.y, size.z, 1e-6));
  const radius = step * Math.ceil((Math.hypot(size.x, size.y) * 1.25) / step);
  const positions: number[] = [];
  const colors: number[] = [];
  const add = (x: number, y: number): void => {
    positions.push(centre.x + x, centre.y + y, box.min.z);
    const fade = Math.max(0, 1 - Math.hypot(x, y) / radius);
    colors.push(1, 1, 1, fade ** 1.4);
  };
  for (let line = -radius; line <= radius + step / 2; line += step) {
    for (let i = 0; i < SEGMENTS; i++) {
      const from = -radius + (2 * radius * i) / SEGMENTS;
      const to = -radius + (2 * radius * (i + 1)) / SEGMENTS;
      add(line, from);
      add(line, to);
      add(from, line);
      add(to, line);
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute(positions, 3));
  geometry.setAttribute('color', new Float32BufferAttribute(colors, 4));
  const material = new LineBasicMaterial({
    color,
    vertexColors: true,
    transparent: true,
    opacity: OPACITY,
    depthWrite: false,
    toneMapped: false,
  });
  return new LineSegments(geometry, material);
}
