import type { MigrationReport, WorkflowConfig } from '../domain/workflow.ts';
import type { WorkflowProblem } from '../domain/workflowProblem.ts';
import { isRecord } from './isRecord.ts';
import { jsonFaults } from './jsonFaults.ts';
import { createMigrationLedger, type Json } from './migrations/migrationLedger.ts';
import { migratePreset } from './migrations/migratePreset.ts';
import { migrateUntypedGraph } from './migrations/migrateUntypedGraph.ts';
import { nearestName } from './nearestName.ts';
import type { NodeCatalogue } from './nodeCatalogue.ts';
import { parseWorkflow } from './parseWorkflow.ts';
import { type WorkflowPreset, workflowPresets } from './presetConfig.ts';
import { showValue } from './showValue.ts';
import { workflowProblem } from './workflowProblem.ts';

/** With a config, `problems` holds warnings only: what a person should look at. */
export type MigratedWorkflow =
  | { config: WorkflowConfig; report: MigrationReport; problems: WorkflowProblem[] }
  | { config: null; problems: WorkflowProblem[] };

type Source = Readonly<Record<string, Json>>;

/** Longer lists are refused before they cost time. Nobody has written as many steps by hand. */
const listLimits = [
  { list: 'nodes', most: 5000 },
  { list: 'edges', most: 20_000 },
  { list: 'steps', most: 500 },
] as const;

/**
 * Any of the four generations -> the canonical config. Every value of the source is mapped, or kept verbatim under
 * `legacy`; the report says which, and what was defaulted. Never throws.
 */
export function migrateWorkflow(input: unknown, catalogue: NodeCatalogue): MigratedWorkflow {
  if (!isRecord(input) || Object.hasOwn(input, 'schemaVersion')) return takeCanonical(input);
  const { faults } = jsonFaults(input);
  if (faults.length > 0) return { config: null, problems: faults };
  const source = input as Source;
  const tooLong = listLimits.flatMap((limit) => tooLongList(source, limit));
  if (tooLong.length > 0) return { config: null, problems: tooLong };
  if (Object.hasOwn(source, 'nodes')) return migrateGraph(source, catalogue);
  return Object.hasOwn(source, 'type')
    ? migratePresetOf(source, catalogue)
    : { config: null, problems: [unrecognised()] };
}

function tooLongList(source: Source, { list, most }: (typeof listLimits)[number]): WorkflowProblem[] {
  const entries = source[list];
  if (!Array.isArray(entries) || entries.length <= most) return [];
  const message = `${list} has ${entries.length} entries; at most ${most} are allowed.`;
  return [workflowProblem('config.too_large', message, 'Split the workflow into smaller ones.', { field: list })];
}

function takeCanonical(input: unknown): MigratedWorkflow {
  const parsed = parseWorkflow(input);
  if (parsed.config === null) return parsed;
  return { ...parsed, report: { from: 'canonical', mapped: [], defaulted: [], keptAside: [] } };
}

function migrateGraph(source: Source, catalogue: NodeCatalogue): MigratedWorkflow {
  if (!Array.isArray(source.nodes)) {
    const message = `nodes is ${showValue(source.nodes)}, which is not a list.`;
    return {
      config: null,
      problems: [workflowProblem('config.field_invalid', message, 'Give a list.', { field: 'nodes' })],
    };
  }
  const ledger = createMigrationLedger('untyped_graph');
  return finish(migrateUntypedGraph(source, catalogue, ledger), ledger);
}

function migratePresetOf(source: Source, catalogue: NodeCatalogue): MigratedWorkflow {
  const preset = workflowPresets.find((name) => name === source.type);
  if (preset === undefined) return { config: null, problems: [unknownPreset(source.type)] };
  const ledger = createMigrationLedger(Array.isArray(source.steps) ? 'preset_with_steps' : 'preset');
  return finish(migratePreset(source, preset, catalogue, ledger), ledger);
}

/** What a migration makes is held to the same schema as everything that is saved. */
function finish(
  { config, problems }: { config: WorkflowConfig; problems: WorkflowProblem[] },
  ledger: ReturnType<typeof createMigrationLedger>,
): MigratedWorkflow {
  const legacy = ledger.legacy();
  const parsed = parseWorkflow(legacy === null ? config : { ...config, legacy });
  return parsed.config === null ? parsed : { config: parsed.config, report: ledger.report, problems };
}

function unrecognised(): WorkflowProblem {
  return workflowProblem(
    'config.field_missing',
    'It has neither a schemaVersion, nor nodes, nor the type of a preset.',
    'Choose a workflow file of HartOMat.',
    { field: 'schemaVersion' },
  );
}

function unknownPreset(type: unknown): WorkflowProblem {
  const nearest =
    typeof type === 'string' ? nearestName(type, workflowPresets satisfies readonly WorkflowPreset[]) : null;
  return workflowProblem(
    'migration.unknown_preset',
    `There is no preset ${showValue(type)}.`,
    `${nearest === null ? '' : `Did you mean ${nearest}? `}Presets are ${workflowPresets.join(', ')}.`,
    { field: 'type' },
  );
}
