import type { RunLogLine, RunStep } from '../../shared/domain/run.ts';

const nodeSource = 'node:';

/**
 * What a step logged: the lines that name it as their source, which a node does as `node:<id>`. Where no line names a
 * step of the fixed pipeline, those of the time in which it ran, without what nodes said meanwhile; nodes run beside
 * each other, so for them the time says nothing. A step that has not started has logged nothing.
 */
export function linesOfStep(lines: readonly RunLogLine[], step: RunStep): readonly RunLogLine[] {
  const source = step.executor === 'graph' ? `${nodeSource}${step.key}` : step.key;
  const own = lines.filter((line) => line.source === source);
  const { startedAt, endedAt } = step;
  if (own.length > 0 || step.executor === 'graph' || startedAt === null) return own;
  return lines.filter(
    (line) => !line.source.startsWith(nodeSource) && line.at >= startedAt && (endedAt === null || line.at <= endedAt),
  );
}
