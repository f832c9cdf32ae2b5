import type { Comparison, DifferingRegion } from '../../shared/domain/comparison.ts';
import { partNames } from '../runs/partNames.ts';
import { formatNumber } from '../ui/format.ts';
import type { PairKind } from './pairKind.ts';
import type { Box } from './pictureView.ts';

/** A part that differs, or what is no part. */
export interface PartRow {
  /** partKey, or that of the backdrop. */
  readonly key: string;
  /** See partNames. */
  readonly name: string;
  /** '' = it has none. */
  readonly material: string;
  /** 0..1 of its own pixels. */
  readonly share: number;
  readonly differing: number;
  /** Of 255. */
  readonly maxDelta: number;
  readonly box: Box;
}

/** No partKey has a blank. */
const BACKDROP = 'the backdrop';

/** What differs, the largest share first; the backdrop comes last, whatever its share: it is everything else. */
export function partRows(parts: Comparison['parts']): PartRow[] {
  if (!parts?.known) return [];
  const row = (key: string, name: string, material: string, region: DifferingRegion): PartRow => {
    const { pixels, differing, maxDelta, box } = region;
    return { key, name, material, share: differing / pixels, differing, maxDelta, box };
  };
  const names = partNames(parts.differing);
  const rows = parts.differing.map((part, index) =>
    row(part.partKey, names[index]!, part.material ?? 'not known', part),
  );
  return parts.backdrop ? [...rows, row(BACKDROP, 'Backdrop', '', parts.backdrop)] : rows;
}

/** The row after or before the one with this key, round in a circle; the first or the last when there is none. */
export function nextPart(rows: readonly PartRow[], key: string | null, by: 1 | -1): PartRow | null {
  const at = rows.findIndex((row) => row.key === key);
  const from = at < 0 && by < 0 ? 0 : at;
  return rows[(from + by + rows.length) % rows.length] ?? null;
}

/** A share 0..1 as whole per cents that claim neither nothing nor everything when it is not so. */
export function formatPartShare(share: number): string {
  if (share >= 1) return '100\u00a0%';
  if (share < 0.01) return '<\u00a01\u00a0%';
  return `${Math.min(99, Math.round(share * 100))}\u00a0%`;
}

/** "2 of 18" parts; null = not known. */
export function partCount(parts: Comparison['parts']): string | null {
  if (parts?.known && parts.parts === 0) return '0';
  return parts?.known
    ? `${formatNumber(parts.differing.length + (parts.more ?? 0))} of ${formatNumber(parts.parts)}`
    : null;
}

/** Why there is no list of parts, in words; null = there is one, or it would be empty. */
export function noPartsReason(
  { parts, metrics }: Pick<Comparison, 'parts' | 'metrics'>,
  kind: PairKind,
): string | null {
  if (parts?.known) return null;
  if (parts) return parts.reason;
  if (kind === 'film' || kind === 'loop') return 'Parts are told for stills only.';
  if (kind !== 'picture') return 'There are no pixels to tell parts by.';
  if (!metrics?.picture) return 'The pixels were not compared, so no part is known to differ.';
  return 'This pair was compared before parts were told. Compare it again to see them.';
}
