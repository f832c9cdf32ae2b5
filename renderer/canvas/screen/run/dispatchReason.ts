import type { OutputType } from '../../../../shared/domain/outputType.ts';
import type { ProductSummary } from '../../../../shared/domain/product.ts';
import type { WorkflowProblem } from '../../../../shared/domain/workflowProblem.ts';
import { formatCounted } from '../../../ui/format.ts';

interface Situation {
  readonly problems: readonly Pick<WorkflowProblem, 'severity'>[];
  readonly product: Pick<ProductSummary, 'id'> | null;
  readonly outputType: Pick<OutputType, 'id'> | null;
  readonly family: string;
  /** null = not known yet. */
  readonly blender: { readonly usable: boolean } | null;
}

export function countErrors(problems: readonly Pick<WorkflowProblem, 'severity'>[]): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}

/** What is missing to try the workflow at all, as the remedy; null = nothing. */
export function targetReason({ product, outputType, family, blender }: Omit<Situation, 'problems'>): string | null {
  if (product === null) return 'Import a STEP file first';
  if (outputType === null) return `Activate an output type of family ${family} first`;
  if (blender !== null && !blender.usable) return 'Blender was not found. Choose one in Settings';
  return null;
}

/** Why it cannot be dispatched now, as the remedy; null = it can. */
export function dispatchReason(situation: Situation): string | null {
  const errors = countErrors(situation.problems);
  if (errors > 0) return `Fix ${formatCounted(errors, 'problem')} first`;
  return targetReason(situation);
}

/** What the button will do, in words. `revision` is the one that is saved last, 0 = none. */
export function dispatchWords(state: { edited: boolean; revision: number; mode: string }): string {
  const next = state.revision + 1;
  if (!state.edited && state.revision > 0) return `Dispatches r${state.revision} in ${state.mode}`;
  return `Saves r${next} and dispatches it in ${state.mode}`;
}
