import type { AppError } from '../../../../shared/errors/appError.ts';
import { isRecord } from '../../../../shared/graph/isRecord.ts';

/** Where a save that failed is told: as a choice, at the name, or as a list of what is wrong. */
export type SaveFailure =
  | { readonly kind: 'conflict'; readonly latest: number }
  /** Somebody has removed the workflow meanwhile. */
  | { readonly kind: 'removed' }
  | { readonly kind: 'name'; readonly message: string }
  | { readonly kind: 'malformed'; readonly message: string; readonly problems: readonly string[] }
  | { readonly kind: 'other' };

function problemWords(problem: unknown): string[] {
  if (!isRecord(problem) || typeof problem['message'] !== 'string') return [];
  const { message, remedy } = problem;
  return [typeof remedy === 'string' ? `${message} ${remedy}` : message];
}

export function saveFailure(error: Pick<AppError, 'code' | 'message' | 'remedy' | 'details'>): SaveFailure {
  switch (error.code) {
    case 'workflow.conflict': {
      const latest = error.details['latest'];
      return typeof latest === 'number' ? { kind: 'conflict', latest } : { kind: 'other' };
    }
    case 'workflow.unknown':
      return { kind: 'removed' };
    case 'workflow.name_taken':
      return { kind: 'name', message: `${error.message} ${error.remedy}` };
    case 'workflow.malformed': {
      const problems = error.details['problems'];
      return {
        kind: 'malformed',
        message: `${error.message} ${error.remedy}`,
        problems: Array.isArray(problems) ? problems.flatMap(problemWords) : [],
      };
    }
    default:
      return { kind: 'other' };
  }
}
