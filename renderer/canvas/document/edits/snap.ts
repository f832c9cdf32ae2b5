import { gridStep } from '../../geometry/nodeGeometry.ts';

/** The next line of the grid to the right, or below. */
export const nextGridLine = (value: number): number => Math.ceil(value / gridStep) * gridStep + 0;

/** The nearest point of the grid. Adding 0 turns -0, which no file can hold, into 0. */
export function snap({ x, y }: { readonly x: number; readonly y: number }): { x: number; y: number } {
  const toGrid = (value: number) => Math.round(value / gridStep) * gridStep + 0;
  return { x: toGrid(x), y: toGrid(y) };
}
