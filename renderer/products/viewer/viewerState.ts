import type { Vec3 } from '../../../shared/domain/geometry.ts';

/** What the 3D view can say of itself; the screen around it stays usable in every state. */
export type ViewerState =
  | { readonly kind: 'empty' | 'loading' | 'unavailable' | 'lost' }
  | { readonly kind: 'failed'; readonly message: string }
  | {
      readonly kind: 'ready';
      /** Mesh nodes in the GLB, with or without a partKey. */
      readonly meshNodes: number;
      /** Keys of the parts that the viewer draws, one entry a node: a repeated key stands twice. */
      readonly partKeys: readonly string[];
      /** Part sizes in the part's own frame, metres. */
      readonly sizes: ReadonlyMap<string, Vec3>;
      readonly triangles: number;
    };
