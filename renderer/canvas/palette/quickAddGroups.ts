import type { NodeDefinition } from '../../../shared/domain/nodeDefinition.ts';
import type { ComboGroup, ComboOption } from '../../ui/comboOption.ts';
import type { OpenWire } from './openWire.ts';
import { groupByCategory } from './groupByCategory.ts';
import { matchWord } from '../../ui/matchWord.ts';
import { rankDefinitions, type DefinitionHit } from './rankDefinitions.ts';

/** What is not a node and can be put on the canvas all the same. */
export type CanvasThing = 'note' | 'frame';

export interface NodeOption extends ComboOption {
  readonly hit: DefinitionHit;
}
interface ThingOption extends ComboOption {
  readonly thing: CanvasThing;
}
export type QuickAddOption = NodeOption | ThingOption;

export const thingLabels: Readonly<Record<CanvasThing, string>> = { note: 'Note', frame: 'Frame around selection' };

interface Offer {
  /** Of the workflow's family. */
  readonly definitions: readonly NodeDefinition[];
  readonly wire: OpenWire;
  /** Node types, newest first. */
  readonly recent: readonly string[];
  readonly selected: boolean;
}

/**
 * What quick-add lists: found ones best first; while nothing is typed those used last, then all others by category.
 * Notes and frames are offered when no wire waits for a node.
 */
export function quickAddGroups(
  query: string,
  { definitions, wire, recent, selected }: Offer,
): { groups: ComboGroup<QuickAddOption>[]; unfitting: number } {
  const { hits, unfitting } = rankDefinitions(definitions, query, wire);
  const things = wire.source === null && wire.target === null ? thingOptions(query, selected) : [];
  const groups = query.trim() === '' ? browse(hits, things, recent) : found(query, hits, things);
  return { groups: groups.filter(({ options }) => options.length > 0), unfitting };
}

function browse(
  hits: readonly DefinitionHit[],
  things: readonly ThingOption[],
  recent: readonly string[],
): ComboGroup<QuickAddOption>[] {
  const used = recent.flatMap((type) => hits.find(({ definition }) => definition.type === type) ?? []);
  const others = groupByCategory(hits.filter((hit) => !used.includes(hit)));
  return [
    { title: 'Used last', options: used.map(nodeOption) },
    ...others.map((group) => ({ title: group.title, options: group.hits.map(nodeOption) })),
    { title: 'On the canvas', options: things },
  ];
}

function found(
  query: string,
  hits: readonly DefinitionHit[],
  things: readonly ThingOption[],
): ComboGroup<QuickAddOption>[] {
  const isMeant = ({ thing }: ThingOption): boolean =>
    thingLabels[thing].toLowerCase().startsWith(query.trim().toLowerCase());
  const meant = things.filter(isMeant);
  const others = things.filter((option) => !meant.includes(option));
  return [{ title: null, options: [...meant, ...hits.map(nodeOption), ...others] }];
}

function nodeOption(hit: DefinitionHit): NodeOption {
  return { key: hit.definition.type, disabledReason: hit.definition.disabled, hit };
}

function thingOptions(query: string, selected: boolean): ThingOption[] {
  const words = query.split(/\s+/).filter((word) => word !== '');
  const isFound = (thing: CanvasThing): boolean => words.every((word) => matchWord(thingLabels[thing], word) !== null);
  return (['note', 'frame'] as const).filter(isFound).map((thing) => ({
    key: `+${thing}`,
    disabledReason: thing === 'frame' && !selected ? 'Select nodes or notes first' : null,
    thing,
  }));
}
