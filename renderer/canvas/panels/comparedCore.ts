import type { CoreFields } from '../../../shared/domain/run.ts';
import { coreFieldRows } from '../../runs/coreFieldRows.ts';
import type { ComparedRow } from './comparedRow.ts';

/** The core fields of two runs beside each other. Those that parity is judged on say whether they agree. */
export function comparedCore(a: CoreFields, b: CoreFields): ComparedRow[] {
  return coreFieldRows(a, b).map(({ label, control, candidate, same, code }) => ({
    ...{ key: label, label, a: control, b: candidate, code },
    difference: same === null ? null : same ? '=' : 'differs',
    differs: same === false,
  }));
}
