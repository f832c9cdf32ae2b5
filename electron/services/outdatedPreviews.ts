import type { PreviewResult } from '../persistence/repositories/keptFileRepository.ts';

export interface PreviewLimits {
  /** What was used before that goes; ISO 8601, as are all times here. */
  readonly keepSince: string;
  /** What was used since then stays, whatever the budget says: somebody may be looking at it. */
  readonly recentSince: string;
  /** Of all files that nothing but previews refers to. */
  readonly budgetBytes: number;
}

interface Held {
  readonly bytes: number;
  /** Results that have this file. */
  holders: number;
}

/** The files that go when previews go: nothing lasting has them. */
function ownFiles(previews: readonly PreviewResult[], lasting: ReadonlySet<string>): Map<string, Held> {
  const own = new Map<string, Held>();
  for (const { files } of previews) {
    for (const { sha256, bytes } of uniqueFiles(files)) {
      if (lasting.has(sha256)) continue;
      const held = own.get(sha256);
      if (held) held.holders += 1;
      else own.set(sha256, { bytes, holders: 1 });
    }
  }
  return own;
}

const uniqueFiles = (files: PreviewResult['files']): PreviewResult['files'] =>
  files.length < 2 ? files : [...new Map(files.map((file) => [file.sha256, file])).values()];

const sum = (own: ReadonlyMap<string, Held>): number =>
  [...own.values()].reduce((total, { bytes }) => total + bytes, 0);

/** How much room previews take: every file once. */
export function previewBytes(previews: readonly PreviewResult[], lasting: ReadonlySet<string>): number {
  return sum(ownFiles(previews, lasting));
}

/**
 * Which results of previews have to go: those that were not used for too long, then the least recently used until the
 * rest is within the budget. `previews`: least recently used first.
 */
export function outdatedPreviews(
  previews: readonly PreviewResult[],
  lasting: ReadonlySet<string>,
  { keepSince, recentSince, budgetBytes }: PreviewLimits,
): PreviewResult[] {
  const own = ownFiles(previews, lasting);
  let total = sum(own);
  return previews.filter(({ usedAt, files }) => {
    const held = uniqueFiles(files).flatMap(({ sha256 }) => own.get(sha256) ?? []);
    const isTooMuch = total > budgetBytes && held.length > 0;
    if (usedAt >= recentSince || !(usedAt < keepSince || isTooMuch)) return false;
    for (const one of held) {
      one.holders -= 1;
      if (one.holders === 0) total -= one.bytes;
    }
    return true;
  });
}
