import canonicalize from 'canonicalize';
import type { ResultParts } from '../contracts/engine.ts';
import type { SubjectFacet } from '../contracts/node.ts';

/** Why a node does not take outputs that are kept. `previous`: what decided them when it last made some. */
export type RunReason =
  | { readonly kind: 'fresh' | 'observer' | 'fault' }
  | { readonly kind: 'damaged'; readonly file: string }
  | { readonly kind: 'changed'; readonly parts: ResultParts; readonly previous: ResultParts | null }
  /** A dry run only: what comes in is not known yet. */
  | { readonly kind: 'follows'; readonly label: string };

/** More differences than these are counted, not listed. */
const LISTED = 4;
const VALUE_LENGTH = 40;

const facetWords: Record<SubjectFacet, string> = {
  cad: 'CAD file',
  product: 'product',
  rules: 'material map',
  profile: 'profile',
  renderer: 'renderer',
  outputType: 'output type',
  library: 'library',
  workflow: 'workflow',
};

/** `Reused: same CAD file, settings and Blender 4.5.15` */
export function explainHit(parts: ResultParts): string {
  const same = (Object.keys(facetWords) as SubjectFacet[])
    .filter((facet) => facet in parts.facets)
    .map((facet) => facetWords[facet]);
  if (Object.values(parts.inputs).some((hashes) => hashes.length > 0)) same.push('inputs');
  same.push('settings');
  if (parts.blender !== null) same.push(`Blender ${parts.blender}`);
  return `Reused: same ${listOf(same)}`;
}

/** `Runs: samples now 128, were 64` */
export function explainRun(reason: RunReason): string {
  switch (reason.kind) {
    case 'fresh':
      return 'Runs: every node runs again, as asked';
    case 'observer':
      return 'Runs: observers make everything themselves';
    case 'fault':
      return 'Runs: a fault is put in here on purpose';
    case 'damaged':
      return `Runs: the kept file ${reason.file} is damaged`;
    case 'follows':
      return `Runs: ${reason.label} runs first and may give something new`;
    case 'changed':
      return `Runs: ${whatChanged(reason.parts, reason.previous)}`;
  }
}

function whatChanged(now: ResultParts, before: ResultParts | null): string {
  const differences = before ? differencesOf(now, before) : [];
  // Nothing differs from the last time, or there was none: what is looked for has not been made, or is gone.
  if (differences.length === 0) return 'never run before with these inputs';
  if (differences.length <= LISTED) return differences.join('; ');
  return `${differences.slice(0, LISTED).join('; ')}; and ${differences.length - LISTED} more changes`;
}

function differencesOf(now: ResultParts, before: ResultParts): string[] {
  if (now.nodeType !== before.nodeType) return [`the node is now ${now.nodeType}, was ${before.nodeType}`];
  const found: string[] = [];
  if (now.version !== before.version) {
    found.push(`the node type is now version ${now.version}, was ${before.version}`);
  }
  found.push(...fieldDifferences(now.settings, before.settings));
  for (const facet of Object.keys(facetWords) as SubjectFacet[]) {
    if (!isEqual(now.facets[facet], before.facets[facet])) {
      found.push(...facetDifferences(facet, now.facets[facet], before.facets[facet]));
    }
  }
  for (const port of namesOf(now.inputs, before.inputs)) {
    if (!isEqual(now.inputs[port], before.inputs[port])) found.push(`input ${port} changed`);
  }
  if (now.blender !== before.blender) {
    found.push(`Blender is now ${now.blender ?? 'not used'}, was ${before.blender ?? 'not used'}`);
  }
  return found;
}

function facetDifferences(facet: SubjectFacet, now: unknown, before: unknown): string[] {
  if ((facet === 'profile' || facet === 'renderer') && isRecord(now) && isRecord(before)) {
    return fieldDifferences(now, before);
  }
  if (facet === 'library' && isRecord(now) && isRecord(before)) {
    return namesOf(now, before)
      .filter((name) => !isEqual(now[name], before[name]))
      .map((name) => `the ${name} of the library changed`);
  }
  if (facet === 'workflow' && isRecord(now) && isRecord(before) && now.id !== before.id) {
    return ['it is another workflow'];
  }
  if (facet === 'workflow' && isRecord(now) && isRecord(before) && now.revision !== before.revision) {
    return [`the workflow is now revision ${String(now.revision)}, was ${String(before.revision)}`];
  }
  return [`the ${facetWords[facet]} changed`];
}

function fieldDifferences(now: Readonly<Record<string, unknown>>, before: Readonly<Record<string, unknown>>): string[] {
  return namesOf(now, before)
    .filter((name) => !isEqual(now[name], before[name]))
    .map((name) => {
      const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
      const [is, was] = [valueWords(now[name]), valueWords(before[name])];
      const verb = words.endsWith('s') ? 'were' : 'was';
      return is === null || was === null ? `${words} changed` : `${words} now ${is}, ${verb} ${was}`;
    });
}

/** null = too long to be read in a sentence. */
function valueWords(value: unknown): string | null {
  if (value === undefined || value === null) return 'not set';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text === '' || text === '[]' || text === '{}') return 'empty';
  return text.length > VALUE_LENGTH ? null : text;
}

const namesOf = (one: object, other: object): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isEqual = (one: unknown, other: unknown): boolean => canonicalize(one) === canonicalize(other);

/** `a`, `a and b`, `a, b and c` */
function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
