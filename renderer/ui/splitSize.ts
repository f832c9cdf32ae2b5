/** Width of a side panel in px that leaves the other side at least `mainMin` px. */
export function clampSplit(size: number, limits: { min: number; max: number; total: number; mainMin: number }): number {
  const room = limits.total > 0 ? limits.total - limits.mainMin : limits.max;
  return Math.round(Math.max(limits.min, Math.min(size, limits.max, Math.max(limits.min, room))));
}
