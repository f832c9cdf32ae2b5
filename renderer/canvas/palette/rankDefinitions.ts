import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import { categoryTitles } from './categoryTitles.ts';
import { type FittingPorts, type OpenWire, portsOnWire } from './openWire.ts';
import { matchWord, type TextRange } from '../../ui/matchWord.ts';

export interface DefinitionHit {
  readonly definition: NodeDefinition;
  /** What of the label and of the type was searched for. */
  readonly label: readonly TextRange[];
  readonly type: readonly TextRange[];
  /** The ports that would be connected. */
  readonly ports: FittingPorts;
}

export interface RankedDefinitions {
  /** Best first; without a query in the order that was given. */
  readonly hits: readonly DefinitionHit[];
  /** How many are absent because they do not fit the open wire, whatever was typed. */
  readonly unfitting: number;
}

const ANY: OpenWire = { source: null, target: null };
/** A name that was typed is meant more than a port that happens to be called so. */
const WORTH = { name: 0.95, output: 0.55, category: 0.5, input: 0.35, description: 0.25 };
/** Shorter words are in every description. */
const SHORTEST_IN_DESCRIPTION = 3;

/** Searches node types by all that a person may remember of them. Each word of the query must be found somewhere. */
export function rankDefinitions(
  definitions: readonly NodeDefinition[],
  query: string,
  wire: OpenWire = ANY,
): RankedDefinitions {
  const words = query.split(/\s+/).filter((word) => word !== '');
  const scored: { hit: DefinitionHit; score: number }[] = [];
  let unfitting = 0;
  for (const definition of definitions) {
    const ports = portsOnWire(definition, wire);
    if (ports === null) {
      unfitting += 1;
      continue;
    }
    const found = words.map((word) => findWord(definition, word));
    const score = found.reduce((product, match) => product * match.score, 1);
    if (score === 0) continue;
    const label = joinRanges(found.flatMap((match) => match.label));
    const type = joinRanges(found.flatMap((match) => match.type));
    scored.push({ hit: { definition, label, type, ports }, score });
  }
  const hits = scored.toSorted((a, b) => b.score - a.score).map(({ hit }) => hit);
  return { hits, unfitting };
}

interface Found {
  readonly score: number;
  readonly label: readonly TextRange[];
  readonly type: readonly TextRange[];
}

function findWord(definition: NodeDefinition, word: string): Found {
  const label = matchWord(definition.label, word);
  const type = matchWord(definition.type, word);
  const scoreOf = (text: string, worth: number): number => (matchWord(text, word)?.score ?? 0) * worth;
  const portScore = (ports: NodeDefinition['inputs'], worth: number): number =>
    Math.max(0, ...ports.flatMap(({ name, types }) => [name, ...types].map((text) => scoreOf(text, worth))));
  const score = together([
    (label?.score ?? 0) * WORTH.name,
    (type?.score ?? 0) * WORTH.name,
    scoreOf(categoryTitles[definition.category], WORTH.category),
    portScore(definition.outputs, WORTH.output),
    portScore(definition.inputs, WORTH.input),
    isInText(definition.description, word) ? WORTH.description : 0,
  ]);
  return { score, label: label?.ranges ?? [], type: type?.ranges ?? [] };
}

/** Each place where a word is found makes it likelier that this node is meant. 0..1 */
function together(scores: readonly number[]): number {
  return 1 - scores.reduce((doubt, score) => doubt * (1 - score), 1);
}

/** Prose is not searched letter by letter: every word would be found. */
function isInText(text: string, word: string): boolean {
  if (word.length < SHORTEST_IN_DESCRIPTION) return false;
  const beginnings = text.toLowerCase().split(/[^\p{L}\p{N}.]+/u);
  return beginnings.some((beginning) => beginning.startsWith(word.toLowerCase()));
}

/** Sorted, without overlaps. */
function joinRanges(ranges: readonly TextRange[]): TextRange[] {
  const joined: [number, number][] = [];
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}
