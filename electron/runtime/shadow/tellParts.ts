import type { DifferingPart, PartAttribution, PictureMetrics } from '../../../shared/domain/comparison.ts';
import { toErrorValue } from '../../../shared/errors/appError.ts';
import type { ComparisonTools } from './comparisonRequest.ts';
import type { Pair } from './pair.ts';
import { untilAborted } from './untilAborted.ts';

/** So many are kept, and so much of a name: every look at the run carries the list. */
const MOST_PARTS = 500;
const LONGEST_NAME = 200;

const notTold = (why: string): PartAttribution => ({ known: false, reason: `Parts could not be told: ${why}` });

/**
 * Which parts the difference of two pictures of one kind lies in. Never rejects: what goes wrong here, or that the signal
 * aborts, is said and changes nothing else, for the verdict is there already. Pictures without a difference over the
 * threshold cost nothing.
 */
export async function tellParts(
  { control, candidate, thresholds }: Pick<Pair, 'control' | 'candidate' | 'thresholds'>,
  picture: Pick<PictureMetrics, 'shareOverThreshold'>,
  { comparators, parts: { materials, index } }: Pick<ComparisonTools, 'comparators' | 'parts'>,
  signal: AbortSignal,
): Promise<PartAttribution> {
  const parts = Object.keys(materials ?? {}).length;
  if (picture.shareOverThreshold === 0) return { known: true, parts, differing: [], backdrop: null };
  if (materials === null) return notTold('The control does not say which parts it shows.');
  try {
    const { told, counted } = await untilAborted(signal, async () => {
      const told = await index();
      const counted = await comparators.parts({
        ...{ control: control.path, candidate: candidate.path, index: told.path, parts: told.parts.length },
        threshold: thresholds.threshold,
      });
      return { told, counted };
    });
    const differing = counted.flatMap(({ number, ...region }): DifferingPart[] => {
      const partKey = told.parts[number - 1];
      if (partKey === undefined) return [];
      const name = told.names.get(partKey) ?? partKey;
      return [{ partKey, name: name.slice(0, LONGEST_NAME), material: materials[partKey] ?? null, ...region }];
    });
    const kept = differing.sort((one, other) => other.differing - one.differing).slice(0, MOST_PARTS);
    const more = differing.length - kept.length;
    const backdrop = counted.find(({ number }) => number === 0);
    return {
      ...{ known: true, parts, differing: kept.sort(byShare), ...(more > 0 && { more }) },
      backdrop: backdrop ? withoutNumber(backdrop) : null,
    };
  } catch (thrown) {
    if (signal.aborted) return notTold('This was stopped before its end. Compare again to see them.');
    const { code, message } = toErrorValue(thrown);
    return notTold(`${message} (${code})`);
  }
}

function withoutNumber<T extends { readonly number: number }>({ number: _number, ...region }: T): Omit<T, 'number'> {
  return region;
}

/** The largest share first, then the most pixels. */
function byShare(one: DifferingPart, other: DifferingPart): number {
  return other.differing / other.pixels - one.differing / one.pixels || other.differing - one.differing;
}
