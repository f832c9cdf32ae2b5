import type { ExecutionMode } from '../../shared/domain/outputType.ts';
import type { RunRecord } from '../persistence/repositories/runRecord.ts';
import type { ServiceContext } from './serviceContext.ts';

/**
 * The mode in force for a run that starts now. A run that was ordered in another mode before a rollback starts as
 * legacy: a rollback counts from the next dispatch on. `why` is set when it is not the mode that was ordered.
 */
export function effectiveMode(
  { settings, repositories }: Pick<ServiceContext, 'settings' | 'repositories'>,
  run: Pick<RunRecord, 'mode' | 'outputTypeId' | 'outputTypeName'>,
): { mode: ExecutionMode; why: string | null } {
  if (run.mode === 'legacy') return { mode: 'legacy', why: null };
  if (settings.get().forceLegacy) return { mode: 'legacy', why: 'legacy is forced in Settings.' };
  if (repositories.outputTypes.get(run.outputTypeId)?.rolloutMode === 'legacy') {
    return { mode: 'legacy', why: `${run.outputTypeName} was rolled back to legacy.` };
  }
  return { mode: run.mode, why: null };
}
