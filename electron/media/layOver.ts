interface Rgba {
  readonly width: number;
  readonly height: number;
  /** Four samples of 8 bits a pixel; alpha is not multiplied in. */
  readonly data: Uint8Array;
}

/** Puts `picture` over `canvas` at `left`, `top`, by its alpha. It must lie inside. Rounds to the nearest step. */
export function layOver(canvas: Rgba, picture: Rgba, left: number, top: number): void {
  for (let row = 0; row < picture.height; row += 1) {
    const from = row * picture.width * 4;
    const to = ((top + row) * canvas.width + left) * 4;
    for (let at = 0; at < picture.width * 4; at += 4) layPixel(canvas.data, to + at, picture.data, from + at);
  }
}

function layPixel(under: Uint8Array, to: number, over: Uint8Array, from: number): void {
  const alpha = over[from + 3]!;
  if (alpha === 0) return;
  const rest = under[to + 3]! * (255 - alpha);
  // In steps of 255 x 255; zero only when both are transparent.
  const sum = alpha * 255 + rest;
  for (let channel = 0; channel < 3; channel += 1) {
    const mixed = over[from + channel]! * alpha * 255 + under[to + channel]! * rest;
    under[to + channel] = Math.floor((mixed * 2 + sum) / (sum * 2));
  }
  under[to + 3] = Math.floor((sum * 2 + 255) / 510);
}
