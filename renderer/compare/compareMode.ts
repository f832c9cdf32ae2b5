import type { PairKind } from './pairKind.ts';

export type CompareMode = 'sideBySide' | 'wipe' | 'flicker';

/** Why a pair cannot be looked at on top of each other, or null when it can. */
export function overlayReason(kind: PairKind, bothThere: boolean): string | null {
  if (kind === 'scene') return 'Scenes are compared as text';
  if (kind === 'file') return 'No window can draw these files';
  if (kind === 'loop') return 'A GIF cannot be held at a frame, so two of them never show the same one';
  return bothThere ? null : 'There is only one side to look at';
}

interface HeatSource {
  readonly heatMapUrl: string | null;
  readonly kind: PairKind;
  /** The frame that the heat map was made of; null = a picture, or no frame was the worst. */
  readonly worstFrame: number | null;
  readonly compared: boolean;
}

/** Why there is no heat map to lay over the pair, or null when there is one. */
export function heatReason({ heatMapUrl, kind, compared }: HeatSource): string | null {
  if (kind === 'scene' || kind === 'file') return 'There are no pixels to compare';
  if (!compared) return 'Control and candidate are not compared yet';
  return heatMapUrl === null ? 'This comparison made no heat map' : null;
}

/** A heat map of a film shows its worst frame and lies over no other. */
export function heatFits({ kind, worstFrame }: Pick<HeatSource, 'kind' | 'worstFrame'>, frame: number): boolean {
  return kind !== 'film' || worstFrame === frame;
}
