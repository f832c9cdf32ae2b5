import type { RunLogLine, RunStep } from '../../shared/domain/run.ts';

/**
 * What a step logged: the lines that name it as their source; where none does, the lines of the time in which it ran.
 * A step that has not started has logged nothing.
 */
export function linesOfStep(lines: readonly RunLogLine[], step: RunStep): readonly RunLogLine[] {
  const own = lines.filter((line) => line.source === step.key);
  if (own.length > 0) return own;
  const { startedAt, endedAt } = step;
  if (startedAt === null) return [];
  return lines.filter((line) => line.at >= startedAt && (endedAt === null || line.at <= endedAt));
}
