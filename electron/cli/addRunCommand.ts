import { type Command, Option } from 'commander';
import type { ExecutionMode } from '../../shared/domain/outputType.ts';
import type { Action } from './commandContext.ts';
import { run, type RunOptions } from './run.ts';

/** `run`: a workflow on a product, now. */
export function addRunCommand(program: Command, choose: (action: Action) => void): void {
  program
    .command('run')
    .description('run a workflow on a product, now, and wait for it')
    .argument('<workflow>', 'its id or name, for example preset-still')
    .option('--product <id or STEP>', 'the product, by its id or its STEP file')
    .option('--sample', 'the sample product')
    .option('--output-type <code>', 'what to make; left out = the first one that the workflow fits')
    .addOption(
      new Option(
        '--execution-mode <mode>',
        'graph: the workflow delivers; shadow: legacy does, and is compared with it',
      )
        .choices(['legacy', 'graph', 'shadow'] satisfies ExecutionMode[])
        .default('graph'),
    )
    .option('--out <file>', 'where a copy of the delivered file goes; an existing file is replaced')
    .option('--fresh', 'run every node again instead of reusing what is there')
    .addOption(
      new Option(
        '--inject-fault <fault>',
        'make the graph fail on purpose: <node>:<before|during|after>:<kind>',
      ).default(''),
    )
    .option('--json', 'print one JSON document')
    .action((workflow: string, options: RunOptions, command: Command) => {
      if ((options.product === undefined) !== (options.sample === true)) {
        command.error('error: give either --product or --sample');
      }
      choose((context) => run(context, workflow, options));
    });
}
