/** Where letters of a text were found: from the first to before the last index. */
export type TextRange = readonly [start: number, end: number];

export interface WordMatch {
  /** 0..1; 1 = the text is the word. */
  readonly score: number;
  readonly ranges: readonly TextRange[];
}

/** A letter that begins a word is what people type; one in the middle of a word is likely chance. */
const WORD_START = 0.85;
const INSIDE_WORD = 0.15;
const FURTHER = 0.999;
const UNFINISHED = 0.98;
/** Three chance letters or more are no hit any more. */
const LOWEST = 0.003;

interface Way {
  readonly score: number;
  readonly at: number;
  readonly next: Way | null;
}

/**
 * Finds the letters of a word in a text in their order, though not all together: `bldr` in `blender_still`. Letters side by
 * side, and those that begin words, count most. null = not there, or by chance only. Case does not matter.
 */
export function matchWord(text: string, word: string): WordMatch | null {
  const letters = text.toLowerCase();
  const wanted = word.toLowerCase();
  if (wanted === '' || wanted.length > letters.length) return null;
  const known = new Map<number, Way | null>();

  const best = (from: number, index: number): Way | null => {
    const key = from * wanted.length + index;
    const before = known.get(key);
    if (before !== undefined) return before;
    let found: Way | null = null;
    for (let at = letters.indexOf(wanted[index]!, from); at >= 0; at = letters.indexOf(wanted[index]!, at + 1)) {
      const next = index + 1 < wanted.length ? best(at + 1, index + 1) : null;
      if (index + 1 < wanted.length && next === null) continue;
      const score = (next?.score ?? 1) * worthOf(letters, from, at);
      if (found === null || score > found.score) found = { score, at, next };
    }
    known.set(key, found);
    return found;
  };

  const way = best(0, 0);
  if (way === null || way.score < LOWEST) return null;
  const complete = wanted.length === letters.length;
  return { score: way.score * (complete ? 1 : UNFINISHED), ranges: rangesOf(way) };
}

function worthOf(letters: string, from: number, at: number): number {
  if (at === from) return 1;
  const begins = /[^\p{L}\p{N}]/u.test(letters[at - 1]!);
  return (begins ? WORD_START : INSIDE_WORD) * FURTHER ** (at - from);
}

function rangesOf(way: Way): TextRange[] {
  const ranges: [number, number][] = [];
  for (let step: Way | null = way; step !== null; step = step.next) {
    const last = ranges.at(-1);
    if (last?.[1] === step.at) last[1] += 1;
    else ranges.push([step.at, step.at + 1]);
  }
  return ranges;
}
