import { executionModeSchema } from '../../domain/outputType.ts';
import { type WorkflowConfig, workflowConfigSchema } from '../../domain/workflow.ts';
import { showValue } from '../showValue.ts';
import { asWord } from './legacyValues.ts';
import type { Json, MigrationLedger } from './migrationLedger.ts';

type Fields = Partial<Pick<WorkflowConfig, 'name' | 'description' | 'executionMode'>>;

const names: Readonly<Record<string, keyof Fields>> = {
  name: 'name',
  title: 'name',
  description: 'description',
  execution_mode: 'executionMode',
  executionMode: 'executionMode',
};

const modes = Object.fromEntries(executionModeSchema.options.map((mode) => [mode, mode]));

/** What the workflow as a whole is called and how it is run. Takes the value or keeps it aside; false = no such field. */
export function applyWorkflowField(
  fields: Fields,
  ledger: MigrationLedger,
  { path, name, value }: { path: readonly string[]; name: string; value: Json },
): boolean {
  if (!Object.hasOwn(names, name)) return false;
  const field = names[name]!;
  if (fields[field] !== undefined && fields[field] !== value) {
    ledger.keptAside(path, value, `The ${field} is already given.`);
    return true;
  }
  const meant = field === 'executionMode' ? asWord(value, modes) : value;
  const checked = workflowConfigSchema.shape[field].safeParse(meant);
  // Also when only spaces around it would be lost: what is told as mapped is all there.
  if (!checked.success || checked.data !== meant) {
    const [reason] = checked.error?.issues ?? [];
    const why = reason === undefined ? 'begins or ends with spaces' : 'is not allowed';
    ledger.keptAside(path, value, `${showValue(value)} ${why} as ${field}; the default is used.`);
    return true;
  }
  Object.assign(fields, { [field]: checked.data });
  ledger.mapped(path, `${field} = ${showValue(checked.data)}`);
  return true;
}
