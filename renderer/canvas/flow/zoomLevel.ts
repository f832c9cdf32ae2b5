/** full: everything. compact: title, ports without labels, status, picture. overview: coloured blocks. */
export type ZoomLevel = 'full' | 'compact' | 'overview';

export const zoomLimits = { min: 0.03, max: 2 } as const;

/** From here on what can be read on a card, a note or a frame is an element; nearer, all of it can be read. */
export const leastWithElements = 0.4;

export function zoomLevel(zoom: number): ZoomLevel {
  if (zoom >= 0.75) return 'full';
  return zoom >= leastWithElements ? 'compact' : 'overview';
}

export function limitZoom(zoom: number): number {
  return Math.min(zoomLimits.max, Math.max(zoomLimits.min, zoom));
}
