import type { PortType } from '../../../shared/domain/portType.ts';
import type { Point } from '../geometry/rectangle.ts';

type Shape = 'square' | 'circle' | 'diamond' | 'hexagon';

const shapes: Readonly<Record<PortType, Shape>> = {
  ...{ cad: 'square', glb: 'square', bbox: 'square', model: 'square' },
  ...{ manifest: 'circle', material_map: 'circle', template: 'circle', order_line: 'circle' },
  ...{ image: 'diamond', frames: 'diamond', video: 'diamond' },
  ...{ blend: 'hexagon', asset: 'hexagon' },
};

/** The glyph of a port type around `at`, as the `d` of an SVG path, larger by `growth` on each side. */
export function portOutline(type: PortType, { x, y }: Point, growth = 0): string {
  switch (shapes[type]) {
    case 'square': {
      const half = 4.5 + growth;
      return `M${x - half} ${y - half}h${2 * half}v${2 * half}h${-2 * half}z`;
    }
    case 'circle': {
      const radius = 5 + growth;
      return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
    }
    case 'diamond': {
      const half = 6 + growth;
      return `M${x} ${y - half}l${half} ${half}l${-half} ${half}l${-half} ${-half}z`;
    }
    case 'hexagon': {
      const half = 6 + growth;
      const [side, upper] = [half * 0.866, half / 2];
      return `M${x} ${y - half}l${side} ${upper}v${half}l${-side} ${upper}l${-side} ${-upper}v${-half}z`;
    }
  }
}
