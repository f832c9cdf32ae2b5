import type { WorkflowNode } from '../../domain/workflow.ts';
import type { NodeCatalogue } from '../nodeCatalogue.ts';
import { showValue } from '../showValue.ts';
import { type LegacyParam, legacyParams } from './legacyParams.ts';
import type { Json, MigrationLedger } from './migrationLedger.ts';

/** A graph in the making. Settings are filled in as the source gives them. */
export interface GraphDraft {
  readonly nodes: readonly WorkflowNode[];
  readonly catalogue: NodeCatalogue;
  readonly ledger: MigrationLedger;
  /** Who gave a setting, by `<node id>.<setting>`: a later parameter does not overrule an earlier one. */
  readonly givenBy: Map<string, string>;
}

interface SourceParam {
  readonly path: readonly (string | number)[];
  readonly name: string;
  readonly value: Json;
  /** Where it is kept under `legacy` when it cannot be mapped. */
  readonly asideAt?: readonly string[];
}

const byName = new Map(legacyParams.flatMap((param) => param.names.map((name) => [name, param] as const)));

/** Writes a legacy parameter into the settings of every node (of these) that it meant, or keeps it aside with the reason. */
export function applyLegacyParam(draft: GraphDraft, param: SourceParam, nodes = draft.nodes): void {
  const { ledger } = draft;
  const { path, value, asideAt } = param;
  const keepAside = (reason: string) => ledger.keptAside(path, value, reason, asideAt);
  const meaning = meaningOf(draft, param, nodes);
  if (meaning === null) return keepAside('No node of this workflow has such a setting.');
  const targets = nodes.filter(({ type }) => meaning.types.includes(type) && draft.catalogue.get(type) !== null);
  if (targets.length === 0) return keepAside(`The workflow has no ${meaning.types.join(' or ')}.`);
  const settings = meaning.read(value);
  if (settings === null) return keepAside(`${showValue(value)} is not understood; the default is used.`);

  const tried = targets.map((node) => ({ node, refused: refusal(draft, node, settings, path) }));
  const taking = tried.filter(({ refused }) => refused === null).map(({ node }) => node);
  for (const node of taking) take(draft, node, settings, path);
  if (taking.length > 0) {
    const names = Object.keys(settings);
    const places = taking.flatMap(({ id }) => names.map((name) => `${id}.settings.${name}`));
    const meant = names.map((name) => showValue(settings[name])).join(', ');
    ledger.mapped(path, `${places.join(', ')} = ${meant}`);
  }
  const reasons = [...new Set(tried.flatMap(({ refused }) => refused ?? []))];
  if (reasons.length > 0) keepAside(reasons.join(' '));
}

/** The table, else a setting of that very name when only one type of node has it. */
function meaningOf(
  { catalogue }: GraphDraft,
  { name }: SourceParam,
  nodes: readonly WorkflowNode[],
): Pick<LegacyParam, 'types' | 'read'> | null {
  const types = [...new Set(nodes.map(({ type }) => type))];
  const having = types.filter((type) => Object.hasOwn(catalogue.get(type)?.defaults ?? {}, name));
  const listed = byName.get(name);
  if (listed !== undefined && (having.length !== 1 || listed.types.includes(having[0]!))) return listed;
  return having.length === 1 ? { types: having, read: (value) => ({ [name]: value }) } : null;
}

/** Why a node does not take the settings, or null when it does. */
function refusal(
  { catalogue, givenBy }: GraphDraft,
  node: WorkflowNode,
  settings: Readonly<Record<string, Json>>,
  path: SourceParam['path'],
): string | null {
  for (const [name, value] of Object.entries(settings)) {
    const giver = givenBy.get(`${node.id}.${name}`);
    if (giver !== undefined && giver !== path.join('.') && node.settings[name] !== value) {
      return `${node.id}.${name} is already given by ${giver}.`;
    }
    const finding = catalogue
      .checkSettings(node.type, { [name]: value })
      .find(({ field }) => field === name || field.startsWith(`${name}.`));
    if (finding !== undefined) return `${node.id}: ${finding.message} The default is used.`;
  }
  return null;
}

function take(
  { givenBy }: GraphDraft,
  node: WorkflowNode,
  settings: Readonly<Record<string, Json>>,
  path: SourceParam['path'],
): void {
  for (const [name, value] of Object.entries(settings)) {
    node.settings[name] = value;
    givenBy.set(`${node.id}.${name}`, path.join('.'));
  }
}
