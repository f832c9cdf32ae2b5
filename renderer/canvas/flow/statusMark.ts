import type { Status } from '../../ui/status.ts';

/** Paths of StatusGlyph.svelte, in a box of 16, for what is painted. `solid` is filled, `line` drawn. */
const disc = 'M14.6 8A6.6 6.6 0 1 1 1.4 8a6.6 6.6 0 0 1 13.2 0z';
const ring = 'M13.8 8A5.8 5.8 0 1 1 2.2 8a5.8 5.8 0 0 1 11.6 0z';

interface Mark {
  readonly solid?: string;
  readonly line?: string;
  readonly dash?: readonly number[];
}

const marks: Record<Status, Mark> = {
  pass: { solid: disc, line: 'm5 8.2 2.1 2.1 4-4.4' },
  reused: { line: `${ring}M5.4 8.1l1.9 1.9 3.4-3.8` },
  warn: { solid: 'M8 1.4 15 14H1z', line: 'M8 6v4M8 11.9v.01' },
  fail: { solid: 'M5.2 1.4h5.6l3.8 3.8v5.6l-3.8 3.8H5.2L1.4 10.8V5.2z', line: 'm5.6 5.6 4.8 4.8M10.4 5.6l-4.8 4.8' },
  inconclusive: { line: ring, dash: [2.4, 1.6] },
  running: { line: 'M8 2.2a5.8 5.8 0 1 1-4.9 8.9' },
  waiting: { line: ring },
  fallback: { line: 'M1.6 1.6h12.8v12.8H1.6zM4.8 4.8h3.7a2.5 2.5 0 0 1 0 5H5.2M7 7.8l-2 2 2 2' },
  parked: { solid: 'M2.2 2.2h11.6v11.6H2.2z', line: 'M6.2 5.4v5.2M9.8 5.4v5.2' },
  skipped: { line: `${ring}M4.2 11.8 11.8 4.2` },
  info: { line: `${ring}M8 7.4v3.4M8 5v.01` },
};

const paths = new Map<string, Path2D>();

function pathOf(text: string): Path2D {
  const known = paths.get(text) ?? new Path2D(text);
  paths.set(text, known);
  return known;
}

/** Paints a status at `x`, `y`, as large as `size`. `cut` is the colour of what is left out of a filled mark. */
export function paintStatus(
  paint: CanvasRenderingContext2D,
  status: Status,
  at: { x: number; y: number; size: number; ink: string; cut: string },
): void {
  const { solid, line, dash = [] } = marks[status];
  paint.save();
  paint.translate(at.x, at.y);
  paint.scale(at.size / 16, at.size / 16);
  paint.lineCap = 'round';
  paint.lineJoin = 'round';
  paint.lineWidth = 1.8;
  if (solid) {
    paint.fillStyle = at.ink;
    paint.fill(pathOf(solid));
  }
  if (line) {
    paint.setLineDash([...dash]);
    paint.strokeStyle = solid ? at.cut : at.ink;
    paint.stroke(pathOf(line));
  }
  paint.restore();
}
