import { matchWord } from '../ui/matchWord.ts';

/** What stands smaller behind the name counts less. */
const HINT = 0.5;

/** How well an entry is what was typed, 0..1; 0 = it is not. Every word has to be in its name or in its hint. */
export function paletteScore(typed: string, { label, hint }: { label: string; hint: string }): number {
  return typed
    .split(/\s+/)
    .filter(Boolean)
    .reduce((score, word) => {
      const inLabel = matchWord(label, word)?.score ?? 0;
      const inHint = (matchWord(hint, word)?.score ?? 0) * HINT;
      return score * Math.max(inLabel, inHint);
    }, 1);
}
