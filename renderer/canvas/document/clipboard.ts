import { z } from 'zod';
import { familySchema } from '../../../shared/domain/outputType.ts';
import { type WorkflowConfig, workflowConfigSchema } from '../../../shared/domain/workflow.ts';
import { duplicateIds } from '../../../shared/graph/duplicateIds.ts';
import { isRecord } from '../../../shared/graph/isRecord.ts';
import { jsonFaults } from '../../../shared/graph/jsonFaults.ts';
import type { NodeCatalogue } from '../../../shared/graph/nodeCatalogue.ts';
import { parseWorkflow } from '../../../shared/graph/parseWorkflow.ts';
import { readJsonText } from '../../../shared/graph/readJsonText.ts';
import { type Clip, clipOf } from './clip.ts';
import type { Edit } from './edit.ts';
import { countOf } from './edits/countOf.ts';
import { type ForeignNode, foreignNodes } from './familyOf.ts';
import { placeClip } from './placeClip.ts';
import type { Selection } from './selection.ts';

const { nodes, edges, frames, notes } = workflowConfigSchema.shape;
const clipSchema = z.strictObject({
  hartomat: z.literal('nodes'),
  version: z.literal(1),
  family: familySchema,
  ...{ nodes, edges, frames, notes },
});

/** What is selected, and the wires between selected nodes, as text that any program can keep. */
export function copyItems(config: WorkflowConfig, selection: Selection): string {
  const { frames: framed, notes: noted, ...rest } = clipOf(config, selection);
  return JSON.stringify({
    hartomat: 'nodes',
    version: 1,
    ...rest,
    ...(framed.length === 0 ? {} : { frames: framed }),
    ...(noted.length === 0 ? {} : { notes: noted }),
  });
}

/** What was copied, or a whole workflow in its canonical form; null = the text is neither. Never throws. */
export function readClip(text: string): Clip | null {
  // Most of what a clipboard holds is no JSON at all.
  if (!/^\uFEFF?\s*\{/.test(text)) return null;
  const { value } = readJsonText(text);
  if (!isRecord(value)) return null;
  if (Object.hasOwn(value, 'schemaVersion')) {
    const { config } = parseWorkflow(value);
    return config === null ? null : clipOf(config, null);
  }
  if (jsonFaults(value).faults.length > 0 || duplicateIds(value).length > 0) return null;
  const clip = clipSchema.safeParse(value).data;
  return clip === undefined ? null : clipOf(clip, null);
}

/** Pasted as a whole, or not at all: then why, and what would be left without the nodes of the other family. */
export type Paste =
  | { readonly ok: true; readonly edit: Edit }
  | {
      readonly ok: false;
      readonly reason: string;
      readonly foreign: readonly ForeignNode[];
      /** Pastes the nodes that fit, and the wires among them; null = none do. */
      readonly fitting: Edit | null;
      readonly fittingCount: number;
    };

/** `at` is where the upper left corner comes; null = beside where it was copied from. */
export function pasteClip(
  config: WorkflowConfig,
  catalogue: NodeCatalogue,
  clip: Clip,
  at: { readonly x: number; readonly y: number } | null,
): Paste {
  const refuse = (reason: string): Paste => ({ ok: false, reason, foreign: [], fitting: null, fittingCount: 0 });
  if (sizeOf(clip) === 0) return refuse('There is nothing to paste.');
  const full = fullReason(config, clip);
  if (full !== null) return refuse(full);
  const foreign = foreignNodes(clip, catalogue, config.family);
  if (foreign.length === 0) return { ok: true, edit: pasteEdit(config, clip, at) };

  const ids = new Set(foreign.map(({ id }) => id));
  const left = clipOf({ ...clip, nodes: clip.nodes.filter(({ id }) => !ids.has(id)) }, null);
  const verb = foreign.length === 1 ? 'is' : 'are';
  return {
    ok: false,
    reason: `${countOf({ nodes: foreign.length })} of ${clip.nodes.length} ${verb} not for ${config.family} workflows.`,
    foreign,
    fitting: left.nodes.length === 0 ? null : pasteEdit(config, left, at),
    fittingCount: left.nodes.length,
  };
}

/** Copies what is selected beside itself. */
export function duplicateItems(config: WorkflowConfig, selection: Selection): Edit {
  const clip = clipOf(config, selection);
  return { ...placeClip(config, clip, null), label: `Duplicate ${countOf(lengthsOf(clip))}` };
}

function lengthsOf(clip: Clip) {
  return { nodes: clip.nodes.length, frames: clip.frames.length, notes: clip.notes.length };
}

function sizeOf(clip: Clip): number {
  return clip.nodes.length + clip.frames.length + clip.notes.length;
}

/** Why the workflow would be larger than one may be; null = it would not. */
function fullReason(config: WorkflowConfig, clip: Clip): string | null {
  const limits = { nodes: 5000, edges: 20_000, frames: 500, notes: 500 } as const;
  const kinds = ['nodes', 'edges', 'frames', 'notes'] as const;
  const over = kinds.find((kind) => (config[kind]?.length ?? 0) + clip[kind].length > limits[kind]);
  if (over === undefined) return null;
  const things = countOf({ [over]: limits[over] });
  return `A workflow has at most ${things}. Paste less, or split it into smaller ones.`;
}

function pasteEdit(config: WorkflowConfig, clip: Clip, at: { x: number; y: number } | null): Edit {
  return { ...placeClip(config, clip, at), label: `Paste ${countOf(lengthsOf(clip))}` };
}
