/** How finely curved surfaces are cut into triangles. */
export interface TessellationSettings {
  /** Largest distance between surface and triangle, as a share of the part's own bounding-box diagonal. */
  readonly relativeDeflection: number;
  /** Largest angle between neighbouring triangles of one surface, in radians. */
  readonly angularDeflection: number;
}

/**
 * Measured against pictures of 1920 pixels: a part that fills the picture is off its true outline by less than a pixel,
 * and small parts, which the angle governs, still look round in a close-up.
 */
export const defaultTessellation: TessellationSettings = { relativeDeflection: 0.0006, angularDeflection: 0.24 };
