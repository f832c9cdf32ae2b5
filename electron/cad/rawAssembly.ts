import type { BoundingBox, LinearColor } from '../../shared/domain/geometry.ts';
import type { Matrix } from './matrix.ts';

/** The tree of a STEP file as the reader found it, before keys, units and names are settled. Lengths in millimetres. */
export interface RawNode {
  /** Null when the file gives none, or only one that its writer made up. */
  readonly instanceName: string | null;
  readonly productName: string | null;
  /** Parent frame from this node's frame. */
  readonly transform: Matrix;
  /** The colour given to this use of the product. */
  readonly instanceColor: LinearColor | null;
  /** The colour given to the product itself. */
  readonly productColor: LinearColor | null;
  /** Index into the prototypes for a leaf, null for an assembly. */
  readonly prototype: number | null;
  readonly children: readonly RawNode[];
}

/** The shape of a leaf product, shared by all its uses. */
export interface RawPrototype {
  readonly solids: number;
  readonly faces: number;
  /** Same for the same shape whatever file, order of entities or tessellation it comes with. Empty without faces. */
  readonly identity: string;
  /** In the part's own frame; null without faces. */
  readonly box: BoundingBox | null;
}

/** Triangles of one colour; null stands for the colour of the part. Metres, in the part's own Z-up frame. */
export interface RawSurface {
  readonly color: LinearColor | null;
  /** x, y, z for each vertex. */
  readonly positions: Float64Array;
  /** Of unit length, from the exact surface, one for each vertex. */
  readonly normals: Float32Array;
  /** Three vertices for each triangle, counter-clockwise seen from outside. */
  readonly indices: Uint32Array;
}
