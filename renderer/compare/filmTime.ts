/** The time in seconds at which a film is in the middle of a frame: no rounding of a player ends beside it. Frames count from 1. */
export function timeOfFrame(frame: number, framesPerSecond: number): number {
  return (frame - 0.5) / framesPerSecond;
}

/** The frame under a share 0..1 of the width of a scrubber, whose frames are equally wide. */
export function frameAtShare(share: number, frames: number): number {
  return clampFrame(Math.floor(share * frames) + 1, frames);
}

export function clampFrame(frame: number, frames: number): number {
  return Math.min(Math.max(1, Math.round(frame)), Math.max(1, frames));
}

/** The frame that is seen `seconds` after `frame` was, of a film that begins again at its end. */
export function frameAfter(frame: number, seconds: number, framesPerSecond: number, frames: number): number {
  const passed = Math.max(0, Math.floor(seconds * framesPerSecond));
  return ((frame - 1 + passed) % Math.max(1, frames)) + 1;
}

/** Where a key moves a scrubber, or null when it does not. */
export function movedFrame(frame: number, key: string, large: boolean, frames: number): number | null {
  const step = large ? 10 : 1;
  if (key === 'ArrowLeft' || key === 'ArrowDown') return clampFrame(frame - step, frames);
  if (key === 'ArrowRight' || key === 'ArrowUp') return clampFrame(frame + step, frames);
  if (key === 'PageDown') return clampFrame(frame - 10, frames);
  if (key === 'PageUp') return clampFrame(frame + 10, frames);
  if (key === 'Home') return 1;
  return key === 'End' ? clampFrame(frames, frames) : null;
}
