import { WORKFLOW_SCHEMA_VERSION, type WorkflowConfig, workflowConfigSchema } from '../domain/workflow.ts';
import type { WorkflowProblem } from '../domain/workflowProblem.ts';
import { duplicateIds } from './duplicateIds.ts';
import { isRecord } from './isRecord.ts';
import { jsonFaults } from './jsonFaults.ts';
import { schemaProblems } from './schemaProblems.ts';
import { showValue } from './showValue.ts';
import { workflowProblem } from './workflowProblem.ts';

export type ParsedWorkflow = { config: WorkflowConfig; problems: [] } | { config: null; problems: WorkflowProblem[] };

/** Takes the canonical schema only, and tells everything that is wrong at once. Never throws. */
export function parseWorkflow(input: unknown): ParsedWorkflow {
  const refuse = (problems: WorkflowProblem[]) => ({ config: null, problems });
  if (!isRecord(input)) {
    const message = `A workflow is an object, not ${Array.isArray(input) ? 'a list' : showValue(input)}.`;
    return refuse([workflowProblem('config.not_object', message, 'Choose a workflow file.')]);
  }
  const { faults, hopeless } = jsonFaults(input);
  if (hopeless) return refuse(faults);
  const version = versionProblem(input);
  // What a newer version allows is unknown here: more findings would only mislead.
  if (version !== null && isNewer(input.schemaVersion)) return refuse([version]);

  const checked = workflowConfigSchema.safeParse(input);
  const findings = checked.success ? [] : schemaProblems(input, checked.error.issues);
  const problems = [
    ...(version === null ? [] : [version]),
    ...faults,
    ...findings.filter(({ field }) => field !== 'schemaVersion' && !faults.some((fault) => isAt(fault.field!, field!))),
    ...duplicateIds(input),
  ];
  return checked.success && problems.length === 0 ? { config: checked.data, problems: [] } : refuse(problems);
}

function isNewer(version: unknown): boolean {
  return typeof version === 'number' && version > WORKFLOW_SCHEMA_VERSION;
}

function versionProblem(input: Readonly<Record<string, unknown>>): WorkflowProblem | null {
  const version = input.schemaVersion;
  if (version === WORKFLOW_SCHEMA_VERSION) return null;
  const refuse = (message: string, remedy: string) =>
    workflowProblem('config.schema_version', message, remedy, { field: 'schemaVersion' });
  if (version === undefined) {
    return refuse('schemaVersion is missing.', 'Migrate the file if it is of an older generation, or give 1.');
  }
  if (isNewer(version)) {
    return refuse(`schemaVersion is ${showValue(version)}; this application knows 1.`, 'Update the application.');
  }
  return refuse(`schemaVersion is ${showValue(version)}; there is only 1.`, 'Give 1.');
}

/** Whether a fault is at the field of a finding, or inside it: then both say the same. */
function isAt(fault: string, field: string): boolean {
  return fault === field || fault.startsWith(`${field}.`) || fault.startsWith(`${field}[`);
}
