/** Of the map itself, and how far it stands from the corner, in px. */
export const minimapSize = { width: 150, height: 86, margin: 12 } as const;
