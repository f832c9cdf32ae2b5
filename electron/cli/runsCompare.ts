import type { Comparison } from '../../shared/domain/comparison.ts';
import type { RunDetail } from '../../shared/domain/run.ts';
import { AppError, type ErrorValue } from '../../shared/errors/appError.ts';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { describeComparison } from './describeComparison.ts';
import { findRun } from './findRun.ts';
import { withApplication } from './openApplication.ts';

/** A warning is a difference that people may judge; without evidence nothing was shown to be equal. */
function errorOf(run: RunDetail, { verdict, reasons }: Comparison): ErrorValue | null {
  if (verdict === 'pass' || verdict === 'warn') return null;
  const why = reasons.map((reason) => reason.message).join(' ');
  return new AppError('comparison.not_passed', `The comparison of ${run.number} ended ${verdict}. ${why}`, {
    details: { verdict, reasons: reasons.map((reason) => reason.code) },
  }).toValue();
}

/** `runs compare`: control and candidate of a shadow run, compared again. Exit 0 for pass and warn, 1 for fail and inconclusive. */
export function runsCompare(context: CommandContext, wanted: string): Promise<CommandResult> {
  return withApplication(context, async (application) => {
    const { id } = await findRun(application, wanted);
    const run = await application.handlers['runs:compare']({ id });
    const comparison = run.observer?.comparison;
    if (!comparison) throw new AppError('run.no_comparison', `Run ${run.number} has no comparison.`);
    return {
      document: { run: { id: run.id, number: run.number }, comparison },
      lines: [`${run.number}  ${run.productName}, ${run.outputTypeName}`, ...describeComparison(comparison)],
      error: errorOf(run, comparison),
    };
  });
}
