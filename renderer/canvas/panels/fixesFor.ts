import type { WorkflowConfig, WorkflowNode } from '../../../shared/domain/workflow.ts';
import type { WorkflowProblem, WorkflowProblemCode } from '../../../shared/domain/workflowProblem.ts';
import { artifactKindsOf } from '../../../shared/graph/artifactContract.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import type { QuickAddRequest } from '../canvas.ts';
import { connectPorts } from '../document/edits/connectPorts.ts';
import { removeEdges } from '../document/edits/removeEdges.ts';
import { removeItems } from '../document/edits/removeItems.ts';
import { resetSetting } from '../document/edits/resetSetting.ts';
import { setSetting } from '../document/edits/setSetting.ts';
import type { Edit } from '../document/edit.ts';
import { selectionOf } from '../document/selection.ts';
import { settingOfPath } from '../settings/settingOfPath.ts';
import { hrefOf } from '../../shell/parseRoute.ts';
import { withoutCapital } from '../../runs/withoutCapital.ts';
import { freePlace } from '../geometry/freePlace.ts';
import { insertSaver, lastDeliverable } from './insertSaver.ts';
import { loneSource } from './loneSource.ts';
import { nodeTitleOf } from '../document/nodeTitle.ts';
import { settingTitle } from '../words/settingText.ts';

/** One way out of a problem. What a click does, as its button says it. */
export type ProblemFix =
  | { readonly kind: 'edit'; readonly label: string; readonly edit: Edit }
  /** `at` null = where one looks. */
  | {
      readonly kind: 'quickAdd';
      readonly label: string;
      readonly at: QuickAddRequest['at'] | null;
      readonly from: QuickAddRequest['from'];
    }
  /** To the place of the problem, where only a person can decide. */
  | { readonly kind: 'goTo'; readonly label: string }
  | { readonly kind: 'href'; readonly label: string; readonly href: string };

export interface FixContext {
  readonly config: WorkflowConfig;
  readonly catalogue: NodeCatalogue;
  /** What preflight was asked for; null = none is chosen. */
  readonly productId: string | null;
}

/** A problem with the node that it stands at, when the config has it. */
interface Case extends FixContext {
  readonly problem: WorkflowProblem;
  readonly node: WorkflowNode | null;
}

type Rule = (found: Case) => (ProblemFix | null)[];

/** What helps against a problem, the likeliest first. Edits were checked against this config and hold for it only. */
export function fixesFor(problem: WorkflowProblem, context: FixContext): ProblemFix[] {
  const node = context.config.nodes.find(({ id }) => id === problem.nodeId) ?? null;
  const found = { ...context, problem, node };
  const fixes = rules[problem.code](found).filter((fix) => fix !== null);
  return fixes.length > 0 ? fixes : goTo(found);
}

/** To the field, the node or the wire; nowhere when the problem is of none of them. */
const goTo = ({ problem, node, catalogue }: Case): ProblemFix[] => {
  const title = node && problem.field ? settingTitle(catalogue.get(node.type), settingOfPath(problem.field)) : null;
  if (title !== null) return [{ kind: 'goTo', label: `Choose ${withoutCapital(title)}` }];
  if (node !== null) return [{ kind: 'goTo', label: 'Show node' }];
  return problem.edgeId === null ? [] : [{ kind: 'goTo', label: 'Show wire' }];
};

const link = (label: string, path: string): ProblemFix => ({ kind: 'href', label, href: hrefOf(path) });
const openSettings: Rule = () => [link('Open settings', 'settings')];
const openOutputTypes = link('Open output types', 'output-types');
const openProduct: Rule = ({ productId }) =>
  productId === null ? [] : [link('Open product', `products/${productId}`)];

const removeNode: Rule = ({ config, node }) =>
  node === null
    ? []
    : [{ kind: 'edit', label: 'Remove node', edit: removeItems(config, selectionOf({ nodes: [node.id] })) }];

const removeWire: Rule = ({ config, problem: { edgeId } }) =>
  edgeId === null || config.edges.every(({ id }) => id !== edgeId)
    ? []
    : [{ kind: 'edit', label: 'Remove wire', edit: removeEdges([edgeId]) }];

/** Takes the setting out of the node, so that its default holds. */
const reset =
  (verb: 'Reset' | 'Remove'): Rule =>
  ({ problem: { field }, node, catalogue }) => {
    if (node === null || field === null) return [];
    const name = settingOfPath(field);
    const title = settingTitle(catalogue.get(node.type), name);
    const words = title === null ? name : withoutCapital(title);
    return [{ kind: 'edit', label: `${verb} ${words}`, edit: resetSetting(node.id, name) }];
  };

/** An input waits: the only output that it can mean, else a node that gives what it takes. */
function connectInput({ config, catalogue, node }: Case, port: string | null): ProblemFix[] {
  const input = node && catalogue.get(node.type)?.inputs.find(({ name }) => name === port);
  if (!node || !input) return [];
  const end = { node: node.id, port: input.name };
  const source = loneSource(config, catalogue, end);
  const attempt = source && connectPorts(config, catalogue, source, end);
  const wire: ProblemFix[] =
    source && attempt?.ok
      ? [{ kind: 'edit', label: `Connect ${nodeTitleOf(source.node, config, catalogue)}`, edit: attempt.edit }]
      : [];
  const from = { ...end, direction: 'input' } as const;
  return [...wire, { kind: 'quickAdd', label: 'Add node…', at: freePlace(config, node, 'left'), from }];
}

function useOutput({ config, catalogue, node }: Case): ProblemFix[] {
  const output = node && catalogue.get(node.type)?.outputs[0];
  if (!node || !output) return [];
  const from = { node: node.id, port: output.name, direction: 'output' } as const;
  return [{ kind: 'quickAdd', label: 'Add node…', at: freePlace(config, node, 'right'), from }];
}

function saveAfter({ config, catalogue }: FixContext, node: WorkflowNode | null): ProblemFix[] {
  const edit = node && insertSaver(config, catalogue, node);
  return edit ? [{ kind: 'edit', label: edit.label, edit }] : [];
}

const addAnyNode: ProblemFix = { kind: 'quickAdd', label: 'Add node…', at: null, from: null };

/** Expects what arrives, when that can only be one thing; a format that does not fit is left to the output type. */
const expectArrival: Rule = (found) => {
  const { config, catalogue, node, problem } = found;
  if (problem.field === 'format') return reset('Reset')(found);
  const edge = config.edges.find(({ target }) => target.node === node?.id && target.port === 'artifact');
  const source = config.nodes.find(({ id }) => id === edge?.source.node);
  const types = catalogue.get(source?.type ?? '')?.outputs.find(({ name }) => name === edge?.source.port)?.types ?? [];
  const [kind, ...others] = types.flatMap((type) => artifactKindsOf(type, config.family));
  if (node === null || kind === undefined || others.length > 0) return [];
  return [{ kind: 'edit', label: `Expect ${kind}`, edit: setSetting(node.id, 'expectedArtifact', kind) }];
};

const useCpu: Rule = ({ node, problem: { field } }) =>
  node && field
    ? [
        { kind: 'edit', label: 'Choose device auto', edit: setSetting(node.id, field, 'auto') },
        link('Open settings', 'settings'),
      ]
    : [openOutputTypes];

/** What a node names is chosen at the node, what the output type names at the output type. */
const chooseAnother: Rule = (found) => (found.node === null ? [openOutputTypes] : goTo(found));

/** Every code has its rule, so that a new one cannot be forgotten. No fix = go to the place, if it has one. */
const rules: Readonly<Record<WorkflowProblemCode, Rule>> = {
  // A document with these cannot be opened, or is repaired where it is read: here is nothing to change.
  'config.not_json': () => [],
  'config.not_object': () => [],
  'config.schema_version': () => [],
  'config.field_missing': () => [],
  'config.field_invalid': () => [],
  'config.field_unknown': () => [],
  'config.duplicate_id': () => [],
  'config.too_large': () => [],
  'migration.unknown_preset': () => [],
  'migration.unknown_step': () => [],
  // Which input was meant is known to its author only; the wire may be right.
  'migration.ambiguous_port': (found) => [...goTo(found), ...removeWire(found)],
  'node.unknown_type': removeNode,
  // A newer application made it: removing it would lose its settings.
  'node.unknown_version': goTo,
  'node.disabled': removeNode,
  'node.foreign_family': removeNode,
  'settings.invalid': reset('Reset'),
  'settings.unknown': reset('Remove'),
  'edge.unknown_node': removeWire,
  'edge.unknown_port': removeWire,
  'edge.type_mismatch': removeWire,
  'edge.duplicate': removeWire,
  'edge.input_taken': removeWire,
  // Any wire of the cycle could be the wrong one.
  'graph.cycle': goTo,
  'graph.empty': () => [addAnyNode],
  'input.missing': (found) => connectInput(found, found.problem.port),
  'output.missing': (found) => {
    const fixes = saveAfter(found, lastDeliverable(found.config, found.catalogue));
    return fixes.length > 0 ? fixes : [addAnyNode];
  },
  // Which of the two is to deliver is a decision.
  'output.doubled': goTo,
  'output.artifact_mismatch': expectArrival,
  'output_type.family_mismatch': () => [openOutputTypes],
  'output_type.artifact_mismatch': (found) => [...goTo(found), openOutputTypes],
  'output_type.format_mismatch': (found) => [...reset('Reset')(found), openOutputTypes],
  'notify.not_downstream': (found) => connectInput(found, openInput(found)),
  'contract.self_publish': (found) => saveAfter(found, found.node),
  'node.unused_output': (found) => [...useOutput(found), ...removeNode(found)],
  'preflight.blender_missing': openSettings,
  'preflight.disk_space': openSettings,
  'preflight.device_unavailable': useCpu,
  'preflight.file_missing': openProduct,
  'preflight.unmatched_parts': openProduct,
  'preflight.template_unknown': chooseAnother,
  'preflight.camera_unknown': chooseAnother,
  'preflight.material_unknown': chooseAnother,
};

/** The first required input that nothing is connected to. */
function openInput({ config, catalogue, node }: Case): string | null {
  if (node === null) return null;
  const taken = new Set(config.edges.flatMap(({ target }) => (target.node === node.id ? [target.port] : [])));
  const open = catalogue.get(node.type)?.inputs.find(({ name, required }) => required && !taken.has(name));
  return open?.name ?? null;
}
