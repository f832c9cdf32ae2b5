/** full: everything. compact: title, ports without labels, status, picture. overview: coloured blocks. */
export type ZoomLevel = 'full' | 'compact' | 'overview';

export const zoomLimits = { min: 0.03, max: 2 } as const;

export function zoomLevel(zoom: number): ZoomLevel {
  if (zoom >= 0.75) return 'full';
  return zoom >= 0.4 ? 'compact' : 'overview';
}

export function limitZoom(zoom: number): number {
  return Math.min(zoomLimits.max, Math.max(zoomLimits.min, zoom));
}
