interface Placed {
  readonly position: { readonly x: number; readonly y: number };
}

/** Nodes that lie nearer hide each other's heads. */
const NEAR = 16;
const STEP = 24;

/** The place itself, or one below and to the right of it where no node begins. */
export function nearbyPlace(
  { nodes }: { readonly nodes: readonly Placed[] },
  at: { readonly x: number; readonly y: number },
): { x: number; y: number } {
  let { x, y } = at;
  const taken = ({ position }: Placed): boolean => Math.abs(position.x - x) < NEAR && Math.abs(position.y - y) < NEAR;
  // So far out that a step makes no other number, every place is the same one.
  for (let steps = 0; steps < nodes.length && nodes.some(taken); steps += 1) {
    x += STEP;
    y += STEP;
  }
  return { x, y };
}
