import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { RunLogLine } from '../../../shared/domain/run.ts';
import type { Connection } from '../connection.ts';
import { runLog } from '../schema/runLog.ts';

export type NewLogLine = Omit<RunLogLine, 'seq'>;

export interface RunLogRepository {
  /** Adds lines behind the last one and returns them with their numbers. One transaction: collect lines first. */
  append(runId: string, lines: readonly NewLogLine[]): RunLogLine[];
  /** Lines with a `seq` greater than `seq` (-1 = from the first), oldest first. */
  after(runId: string, seq: number, limit: number): RunLogLine[];
}

/** Far below SQLite's limit of bound values in one statement. */
const LINES_PER_STATEMENT = 500;

export function createRunLogRepository(connection: Connection): RunLogRepository {
  return {
    append: (runId, lines) =>
      connection.transaction(
        (tx) => {
          const first = tx
            .select({ next: sql<number>`coalesce(max(${runLog.seq}) + 1, 0)` })
            .from(runLog)
            .where(eq(runLog.runId, runId))
            .get()!.next;
          const numbered = lines.map((line, index) => ({ seq: first + index, ...line }));
          for (let start = 0; start < numbered.length; start += LINES_PER_STATEMENT) {
            const slice = numbered.slice(start, start + LINES_PER_STATEMENT);
            tx.insert(runLog)
              .values(slice.map((line) => ({ runId, ...line })))
              .run();
          }
          return numbered;
        },
        { behavior: 'immediate' },
      ),
    after: (runId, seq, limit) =>
      connection
        .select({ seq: runLog.seq, at: runLog.at, level: runLog.level, source: runLog.source, text: runLog.text })
        .from(runLog)
        .where(and(eq(runLog.runId, runId), gt(runLog.seq, seq)))
        .orderBy(asc(runLog.seq))
        .limit(limit)
        .all(),
  };
}
