import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

export const MINIMUM_SIZE = { width: 1100, height: 680 };
const USUAL_SIZE = { width: 1440, height: 900 };
/** How much of the window's strip must be on a screen, so that it can be grasped. */
const GRASPABLE = { width: 160, height: 44 };

const boundsSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Bounds = z.infer<typeof boundsSchema>;

export const windowStateSchema = z.object({
  bounds: boundsSchema.nullable().default(null),
  maximized: z.boolean().default(false),
  /** Kept here too, so that the first picture of the window has the right colours before the settings are read. */
  theme: z.enum(['system', 'light', 'dark']).default('system'),
});
export type WindowState = z.infer<typeof windowStateSchema>;

/** The last state, or the usual one: a missing or damaged file is no reason to trouble anyone. */
export function readWindowState(path: string): WindowState {
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return windowStateSchema.parse({});
  }
}

/** Written by rename, so that an application that is killed leaves the old state or the new one. */
export function writeWindowState(path: string, state: WindowState): void {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}.tmp`;
  writeFileSync(unfinished, `${JSON.stringify(state)}\n`);
  renameSync(unfinished, path);
}

const overlap = (from: number, length: number, areaFrom: number, areaLength: number): number =>
  Math.min(from + length, areaFrom + areaLength) - Math.max(from, areaFrom);

function isGraspable(bounds: Bounds, area: Bounds): boolean {
  return (
    overlap(bounds.x, bounds.width, area.x, area.width) >= GRASPABLE.width &&
    overlap(bounds.y, GRASPABLE.height, area.y, area.height) >= GRASPABLE.height
  );
}

/**
 * Where to open the window: where it was if its strip can still be grasped there, else in the middle of the first
 * screen. Sizes in device-independent pixels; `workAreas` = the screens without task bars, the primary one first.
 */
export function fitBounds(saved: Bounds | null, workAreas: readonly Bounds[]): Bounds {
  const size = {
    width: Math.max(saved?.width ?? USUAL_SIZE.width, MINIMUM_SIZE.width),
    height: Math.max(saved?.height ?? USUAL_SIZE.height, MINIMUM_SIZE.height),
  };
  if (saved && workAreas.some((area) => isGraspable(saved, area))) return { ...size, x: saved.x, y: saved.y };
  const area = workAreas[0] ?? { x: 0, y: 0, ...size };
  const width = Math.max(Math.min(size.width, area.width), MINIMUM_SIZE.width);
  const height = Math.max(Math.min(size.height, area.height), MINIMUM_SIZE.height);
  const x = area.x + Math.max(0, Math.round((area.width - width) / 2));
  const y = area.y + Math.max(0, Math.round((area.height - height) / 2));
  return { x, y, width, height };
}
