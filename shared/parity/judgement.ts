import type { ComparisonReason, Verdict } from '../domain/comparison.ts';

/** A verdict with all reasons that apply, the one that decides first. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reasons: readonly ComparisonReason[];
}

/** A number as people read it: four digits that count. */
export const figure = (value: number): string => String(Number(value.toPrecision(4)));

/** A share of 0..1 in per cent. */
export const percent = (share: number): string => `${figure(share * 100)} %`;
