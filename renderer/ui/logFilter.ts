import type { RunLogLine } from '../../shared/domain/run.ts';

export type LogLevel = RunLogLine['level'];

const rank: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** Lines of at least `level` that hold `search` in text or source, whatever its case. */
export function filterLog(lines: readonly RunLogLine[], level: LogLevel, search: string): RunLogLine[] {
  const wanted = search.trim().toLowerCase();
  return lines.filter(
    (line) =>
      rank[line.level] >= rank[level] &&
      (wanted === '' || line.text.toLowerCase().includes(wanted) || line.source.toLowerCase().includes(wanted)),
  );
}
