import { NEW_DRAFT_PREFIX, type WorkflowDraft } from '../../shared/domain/draft.ts';
import type { Family } from '../../shared/domain/outputType.ts';
import { WORKFLOW_SCHEMA_VERSION, type WorkflowConfig } from '../../shared/domain/workflow.ts';
import { presetConfig, type WorkflowPreset, workflowPresets } from '../../shared/graph/presetConfig.ts';

/** What a new workflow can start from: nothing, or one of the shipped graphs. */
export type WorkflowStart = 'empty' | WorkflowPreset;

const NAME_LIMIT = 120;

/** The shipped graphs of a family, in the order of the list. */
export function presetsOf(family: Family): WorkflowPreset[] {
  return workflowPresets.filter((preset) => presetConfig(preset).family === family);
}

/** The document that a new workflow begins as. A preset of another family than asked for gives way to nothing. */
export function startConfig(start: WorkflowStart, { name, family }: { name: string; family: Family }): WorkflowConfig {
  const empty: WorkflowConfig = {
    ...{ schemaVersion: WORKFLOW_SCHEMA_VERSION, name, family, executionMode: 'legacy' },
    ...{ nodes: [], edges: [] },
  };
  if (start === 'empty') return empty;
  const preset = presetConfig(start);
  return preset.family === family ? { ...preset, name } : empty;
}

/** A draft that no workflow stands behind yet. `unique` makes its id. */
export function newDraft(config: WorkflowConfig, unique: string): Omit<WorkflowDraft, 'updatedAt'> {
  return { id: `${NEW_DRAFT_PREFIX}${unique}`, workflowId: null, baseRevision: 0, config };
}

/** The name, or with the lowest number behind it that nothing else has. Case does not make a name another. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.trim().toLowerCase()));
  const base = wanted.trim().slice(0, NAME_LIMIT);
  if (!used.has(base.toLowerCase())) return base;
  for (let number = 2; ; number += 1) {
    const suffix = ` ${number}`;
    const name = `${base.slice(0, NAME_LIMIT - suffix.length)}${suffix}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}

/** Why a workflow cannot be called this, or null when it can. */
export function nameProblem(name: string, taken: readonly string[]): string | null {
  const trimmed = name.trim();
  if (trimmed === '') return 'A workflow needs a name. Type one.';
  if (trimmed.length > NAME_LIMIT) return `The name has ${trimmed.length} characters. Shorten it to ${NAME_LIMIT}.`;
  const other = taken.find((each) => each.trim().toLowerCase() === trimmed.toLowerCase());
  return other === undefined ? null : `There is a workflow ‘${other}’ already. Choose another name.`;
}
