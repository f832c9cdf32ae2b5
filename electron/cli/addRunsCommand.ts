import { type Command, InvalidArgumentError, Option } from 'commander';
import { runStateSchema } from '../../shared/domain/run.ts';
import type { Action } from './commandContext.ts';
import { runsCancel } from './runsCancel.ts';
import { runsCompare } from './runsCompare.ts';
import { type RunsListOptions, runsList } from './runsList.ts';
import { type RunsLogsOptions, runsLogs } from './runsLogs.ts';
import { type RunsRetryOptions, runsRetry } from './runsRetry.ts';
import { runsShow } from './runsShow.ts';

const MOST = 5000;
const JSON_FLAG = ['--json', 'print one JSON document'] as const;

function limit(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= MOST) return value;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST}.`);
}

/** `runs`: what was rendered, why it ended as it did, and another try. */
export function addRunsCommand(program: Command, choose: (action: Action) => void): void {
  const runs = program.command('runs').description('look at runs, retry, cancel and compare them');
  const ofOne = (name: string, description: string): Command =>
    runs
      .command(name)
      .description(description)
      .argument('<run>', 'its number, for example R-0007, or its id')
      .option(...JSON_FLAG);
  runs
    .command('list')
    .description('list runs, newest first')
    .addOption(new Option('--state <state>', 'only those in this state').choices(runStateSchema.options))
    .option('--limit <number>', 'at most so many', limit, 50)
    .option(...JSON_FLAG)
    .action((options: RunsListOptions) => choose((context) => runsList(context, options)));
  ofOne('show', 'say what became of a run, step by step, and why').action((run: string) =>
    choose((context) => runsShow(context, run)),
  );
  ofOne('logs', 'print the log of a run')
    .option('--node <id>', 'only lines of this node, or of this source')
    .addOption(
      new Option('--level <level>', 'only lines of this level and above').choices(['debug', 'info', 'warn', 'error']),
    )
    .action((run: string, options: RunsLogsOptions) => choose((context) => runsLogs(context, run, options)));
  ofOne('retry', 'run the order line of a run again, now, and wait for it')
    .addOption(
      new Option('--from <where>', 'failed: reuse what is there; start: run every node again')
        .choices(['failed', 'start'])
        .default('failed'),
    )
    .addOption(new Option('--revision <which>', 'of its workflow').choices(['original', 'current']).default('original'))
    .action((run: string, options: RunsRetryOptions) => choose((context) => runsRetry(context, run, options)));
  ofOne('cancel', 'cancel a run').action((run: string) => choose((context) => runsCancel(context, run)));
  ofOne(
    'compare',
    'compare control and candidate of a shadow run again; exit code 0 for pass and warn, 1 for fail and inconclusive',
  ).action((run: string) => choose((context) => runsCompare(context, run)));
}
