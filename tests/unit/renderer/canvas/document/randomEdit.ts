import { copyItems, duplicateItems, pasteClip, readClip } from '../../../../../renderer/canvas/document/clipboard.ts';
import type { Attempt, Edit } from '../../../../../renderer/canvas/document/edit.ts';
import { addFrame } from '../../../../../renderer/canvas/document/edits/addFrame.ts';
import { addNode } from '../../../../../renderer/canvas/document/edits/addNode.ts';
import { addNote } from '../../../../../renderer/canvas/document/edits/addNote.ts';
import { alignItems } from '../../../../../renderer/canvas/document/edits/alignItems.ts';
import { applyPositions } from '../../../../../renderer/canvas/document/edits/applyPositions.ts';
import { connectPorts } from '../../../../../renderer/canvas/document/edits/connectPorts.ts';
import { distributeItems } from '../../../../../renderer/canvas/document/edits/distributeItems.ts';
import { editFrame } from '../../../../../renderer/canvas/document/edits/editFrame.ts';
import { editNote } from '../../../../../renderer/canvas/document/edits/editNote.ts';
import { insertOnEdge } from '../../../../../renderer/canvas/document/edits/insertOnEdge.ts';
import { nudge } from '../../../../../renderer/canvas/document/edits/nudge.ts';
import { reconnectEdge } from '../../../../../renderer/canvas/document/edits/reconnectEdge.ts';
import { removeEdges } from '../../../../../renderer/canvas/document/edits/removeEdges.ts';
import { removeAndJoin } from '../../../../../renderer/canvas/document/edits/removeAndJoin.ts';
import { removeItems } from '../../../../../renderer/canvas/document/edits/removeItems.ts';
import { replaceConfig } from '../../../../../renderer/canvas/document/edits/replaceConfig.ts';
import { resetSetting } from '../../../../../renderer/canvas/document/edits/resetSetting.ts';
import { setNodeLabel } from '../../../../../renderer/canvas/document/edits/setNodeLabel.ts';
import { setNodeNote } from '../../../../../renderer/canvas/document/edits/setNodeNote.ts';
import { setSetting } from '../../../../../renderer/canvas/document/edits/setSetting.ts';
import { setWorkflowFields } from '../../../../../renderer/canvas/document/edits/setWorkflowFields.ts';
import { columnLayout } from '../../../../../renderer/canvas/document/columnLayout.ts';
import { type Selection, selectionOf } from '../../../../../renderer/canvas/document/selection.ts';
import type { WorkflowConfig } from '../../../../../shared/domain/workflow.ts';
import type { NodeCatalogue } from '../../../../../shared/graph/nodeCatalogue.ts';

/** What an edit is drawn from: which kind, and numbers that choose among what the document has. */
export interface Draw {
  readonly kind: number;
  readonly numbers: readonly number[];
}

interface Hand {
  readonly config: WorkflowConfig;
  readonly catalogue: NodeCatalogue;
  readonly selection: Selection;
  /** One of a list, by the number at this place; undefined of an empty one. */
  pick<T>(list: readonly T[] | undefined, place: number): T | undefined;
  number(place: number): number;
}

type Maybe = Edit | null;
const allowed = (attempt: Attempt): Maybe => (attempt.ok ? attempt.edit : null);
const at = (hand: Hand) => ({ x: hand.number(0) * 10 - 500, y: hand.number(1) * 10 - 500 });

/** A wire that fits by the types alone; whether it may be drawn is for the edit to say. */
function anyWire({ config, catalogue, pick }: Hand) {
  const from = pick(config.nodes, 0);
  const to = pick(config.nodes, 1);
  const output = pick(catalogue.get(from?.type ?? '')?.outputs, 2);
  const input = pick(catalogue.get(to?.type ?? '')?.inputs, 3);
  if (!from || !to || !output || !input) return null;
  return { source: { node: from.id, port: output.name }, target: { node: to.id, port: input.name } };
}

const familyTypes = ({ config, catalogue }: Hand) =>
  catalogue.list().filter(({ families }) => families.includes(config.family));

/** Every kind of edit that the canvas has. */
export const kinds: readonly ((hand: Hand) => Maybe)[] = [
  (hand) => addNode(hand.config, { definition: hand.pick(familyTypes(hand), 2)!, at: at(hand) }).edit,
  (hand) => {
    const node = hand.pick(hand.config.nodes, 2);
    const port = hand.pick(hand.catalogue.get(node?.type ?? '')?.outputs, 3)?.name;
    if (!node || !port) return null;
    const { config, catalogue } = hand;
    const definition = hand.pick(familyTypes(hand), 4)!;
    return addNode(config, {
      definition,
      at: at(hand),
      connect: { node: node.id, port, direction: 'output' },
      catalogue,
    }).edit;
  },
  (hand) => {
    const wire = anyWire(hand);
    return wire && allowed(connectPorts(hand.config, hand.catalogue, wire.source, wire.target));
  },
  (hand) => {
    const wire = anyWire(hand);
    const edge = hand.pick(hand.config.edges, 4);
    return wire && edge ? allowed(reconnectEdge(hand.config, hand.catalogue, edge.id, wire.source, wire.target)) : null;
  },
  (hand) => {
    const edge = hand.pick(hand.config.edges, 3);
    const definition = hand.pick(familyTypes(hand), 2)!;
    return edge ? allowed(insertOnEdge(hand.config, hand.catalogue, edge.id, { definition, at: at(hand) })) : null;
  },
  ({ config, catalogue, number }) => {
    const edges = [...config.edges.slice(number(3)), ...config.edges.slice(0, number(3))];
    const attempts = edges.flatMap(({ id }) =>
      config.nodes.map((node) => () => insertOnEdge(config, catalogue, id, { nodeId: node.id })),
    );
    return attempts.map((attempt) => allowed(attempt())).find((edit) => edit !== null) ?? null;
  },
  ({ config, selection, catalogue, number }) => nudge(config, selection, number(0) - 50, 8, catalogue),
  ({ config, selection }) => removeItems(config, selection),
  ({ config, catalogue, selection }) => removeAndJoin(config, catalogue, selection),
  ({ config, pick }) => removeEdges([pick(config.edges, 0)?.id ?? '']),
  ({ config, pick, number }) => setSetting(pick(config.nodes, 0)?.id ?? '', 'samples', number(1)),
  ({ config, pick, number }) =>
    setSetting(pick(config.nodes, 0)?.id ?? '', 'layers', [{ name: 'a', depth: number(1) }], { merge: true }),
  ({ config, pick }) => resetSetting(pick(config.nodes, 0)?.id ?? '', 'samples'),
  ({ config, pick, number }) => setNodeLabel(pick(config.nodes, 0)?.id ?? '', 'x'.repeat(number(1) % 4)),
  ({ config, pick, number }) => setNodeNote(pick(config.nodes, 0)?.id ?? '', 'x'.repeat(number(1) % 4)),
  ({ config, catalogue, number }) =>
    allowed(setWorkflowFields(config, catalogue, { name: `N${number(0)}`, description: 'x'.repeat(number(1) % 3) })),
  ({ config, catalogue, number }) =>
    allowed(setWorkflowFields(config, catalogue, { executionMode: number(0) % 2 ? 'graph' : 'shadow' })),
  ({ config, catalogue, selection }) => addFrame(config, { around: selection, catalogue }).edit,
  (hand) => addFrame(hand.config, { at: at(hand), size: { width: 100, height: hand.number(2) } }).edit,
  ({ config, pick, number }) => editFrame(pick(config.frames, 0)?.id ?? '', { title: `T${number(1)}` }),
  (hand) => addNote(hand.config, { at: at(hand) }).edit,
  ({ config, pick, number }) => editNote(pick(config.notes, 0)?.id ?? '', { text: `T${number(1)}` }),
  ({ config, selection, catalogue, number }) =>
    allowed(alignItems(config, selection, number(0) % 2 ? 'middle' : 'right', catalogue)),
  ({ config, selection, catalogue }) => allowed(distributeItems(config, selection, 'horizontal', catalogue)),
  ({ config, selection }) => duplicateItems(config, selection),
  (hand) => {
    const clip = readClip(copyItems(hand.config, hand.selection))!;
    const pasted = pasteClip(hand.config, hand.catalogue, clip, hand.number(2) % 2 ? at(hand) : null);
    return pasted.ok ? pasted.edit : null;
  },
  ({ config, catalogue }) => applyPositions(config, catalogue, columnLayout(config, catalogue), 'Auto-align'),
  ({ config, number }) =>
    replaceConfig({ ...config, nodes: config.nodes.toReversed(), edges: [], name: `R${number(0)}` }, 'Restore'),
];

/** The edit and what is selected before it; null = the document has nothing that it could be done to. */
export function randomEdit(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  { kind, numbers }: Draw,
): { select: Selection; edit: Maybe } {
  const number = (place: number) => numbers[place % numbers.length]!;
  const pick: Hand['pick'] = (list, place) => list?.[number(place) % Math.max(1, list.length)];
  const some = (list: readonly { id: string }[] = []) =>
    list.filter((_, index) => number(index) % 3 === 0).map(({ id }) => id);
  const select = selectionOf({
    nodes: some(config.nodes),
    edges: some(config.edges),
    frames: some(config.frames),
    notes: some(config.notes),
  });
  return { select, edit: kinds[kind % kinds.length]!({ config, catalogue, selection: select, pick, number }) };
}
