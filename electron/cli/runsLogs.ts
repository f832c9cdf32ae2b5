import type { RunLogLine } from '../../shared/domain/run.ts';
import type { Application } from '../app/application.ts';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { findRun } from './findRun.ts';
import { withApplication } from './openApplication.ts';

export interface RunsLogsOptions {
  /** Only lines of this node, or of this source (`run`, `graph`, `blender`…). */
  readonly node?: string;
  /** Only lines of this level and above. */
  readonly level?: RunLogLine['level'];
}

const levels: readonly RunLogLine['level'][] = ['debug', 'info', 'warn', 'error'];
const PAGE = 5000;

async function allLines(application: Application, id: string): Promise<RunLogLine[]> {
  const lines: RunLogLine[] = [];
  for (;;) {
    const page = await application.handlers['runs:log']({ id, after: lines.at(-1)?.seq ?? -1, limit: PAGE });
    lines.push(...page);
    if (page.length < PAGE) return lines;
  }
}

/** `runs logs`: what a run said, oldest first. */
export function runsLogs(context: CommandContext, wanted: string, options: RunsLogsOptions): Promise<CommandResult> {
  return withApplication(context, async (application) => {
    const run = await findRun(application, wanted);
    const least = levels.indexOf(options.level ?? 'debug');
    const { node } = options;
    const lines = (await allLines(application, run.id)).filter(
      ({ level, source }) =>
        levels.indexOf(level) >= least && (node === undefined || source === node || source === `node:${node}`),
    );
    return {
      document: { run: { id: run.id, number: run.number }, lines },
      lines: lines.map(({ at, level, source, text }) => `${at}  ${level.padEnd(5)}  ${source}: ${text}`),
      error: null,
    };
  });
}
