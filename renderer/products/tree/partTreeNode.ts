/** A line of the part tree. A group stands for repeats of one part (or sub-assembly) under the same parent. */
export interface PartTreeNode {
  readonly id: string;
  readonly kind: 'assembly' | 'group' | 'part';
  readonly label: string;
  /** Keys of all parts at or below this node, in manifest order. */
  readonly partKeys: readonly string[];
  readonly children: readonly PartTreeNode[];
}
