/** How finely curved surfaces are cut into triangles. */
export interface TessellationSettings {
  /** Largest distance between surface and triangle, as a share of the part's own bounding-box diagonal. */
  readonly partDeflection: number;
  /** The same as a share of the whole product's diagonal: small parts need not be finer than this. */
  readonly productDeflection: number;
  /** Largest angle between neighbouring triangles of one surface, in radians. */
  readonly angularDeflection: number;
}

/**
 * In a picture 1920 pixels wide that the product fills, outlines are off by less than a fifth of a pixel; the angle keeps
 * small parts round in a close-up.
 */
export const defaultTessellation: TessellationSettings = {
  partDeflection: 0.0006,
  productDeflection: 0.0001,
  angularDeflection: 0.3,
};

/** What the mesher is told for one part: a length in the unit of the diagonals, and radians. */
export interface Fineness {
  readonly linearDeflection: number;
  readonly angularDeflection: number;
}

export function finenessFor(settings: TessellationSettings, partDiagonal: number, productDiagonal: number): Fineness {
  const linear = Math.max(partDiagonal * settings.partDeflection, productDiagonal * settings.productDeflection);
  // A part without extent still needs a positive length.
  return { linearDeflection: Math.max(linear, 1e-6), angularDeflection: settings.angularDeflection };
}
