import { type Command, InvalidArgumentError } from 'commander';
import type { Action } from './commandContext.ts';
import { type DryRunOptions, workflowsDryRun } from './workflowsDryRun.ts';
import { workflowsExport } from './workflowsExport.ts';
import { workflowsImport } from './workflowsImport.ts';
import { workflowsList } from './workflowsList.ts';
import { workflowsMigrate } from './workflowsMigrate.ts';
import { workflowsSchema } from './workflowsSchema.ts';
import { workflowsSet } from './workflowsSet.ts';
import { workflowsValidate } from './workflowsValidate.ts';

const WORKFLOW = 'id or name of a workflow, or a workflow file';

function revision(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value >= 1) return value;
  throw new InvalidArgumentError('It must be a whole number from 1.');
}

interface ExportFlags {
  revision?: number;
  from?: string;
  out?: string;
}

function addExport(command: Command, choose: (action: Action) => void): void {
  command
    .description('print a workflow as canonical JSON')
    .argument('[workflow]', 'id or name of a workflow')
    .option('--revision <number>', 'this revision instead of the latest', revision)
    .option('--from <file>', 'the workflow that made this PNG, JPEG, WebP, MP4, WebM or .blend')
    .option('--out <file>', 'write it there instead; an existing file is replaced')
    .action((workflow: string | undefined, { revision: number, from, out }: ExportFlags, self: Command) => {
      if (from !== undefined && number !== undefined) self.error('error: --revision is for a workflow, not for --from');
      const source =
        from !== undefined && workflow === undefined
          ? { from }
          : workflow !== undefined && from === undefined
            ? { workflow, revision: number ?? null }
            : self.error('error: give either a workflow or --from <file>');
      choose((context) => workflowsExport(context, { source, ...(out === undefined ? {} : { out }) }));
    });
}

/** `workflows`: look at workflows, and carry them in and out. */
export function addWorkflowsCommand(program: Command, choose: (action: Action) => void): void {
  const workflows = program
    .command('workflows')
    .description('list, check, change, migrate, import and export workflows');
  const add = (name: string): Command => workflows.command(name).option('--json', 'print one JSON document');
  add('list')
    .description('list workflows by name')
    .action(() => choose(workflowsList));
  add('validate')
    .description('say everything that keeps a workflow from being dispatched; exit code 1 when something does')
    .argument('<workflow>', WORKFLOW)
    .option('--output-type <code>', 'check that it delivers what this output type promises')
    .action((workflow: string, options: { outputType?: string }) =>
      choose((context) => workflowsValidate(context, workflow, options)),
    );
  add('set')
    .description('change settings of nodes: a new revision')
    .argument('<workflow>', 'id or name of a workflow')
    .argument('<settings...>', '<node>.<setting>=<value>, for example blender_still.samples=64')
    .option('--note <text>', 'what the revision is for', '')
    .action((workflow: string, settings: string[], { note }: { note: string }) =>
      choose((context) => workflowsSet(context, workflow, { settings, note })),
    );
  add('migrate')
    .description('turn a workflow file of any generation into canonical JSON and say what became of it')
    .argument('<file>', 'the workflow file')
    .option('--out <file>', 'where the JSON goes; an existing file is replaced')
    .action((file: string, options: { out?: string }) => choose((context) => workflowsMigrate(context, file, options)));
  add('dry-run')
    .description('say which nodes would run, which would be reused and why, what they make and how long it takes')
    .argument('<workflow>', WORKFLOW)
    .requiredOption('--product <product>', 'id of a product, or a STEP file, which is imported when it is new')
    .option('--output-type <code>', 'as this output type')
    .action((workflow: string, options: DryRunOptions) =>
      choose((context) => workflowsDryRun(context, workflow, options)),
    );
  addExport(add('export'), choose);
  add('import')
    .description('add a workflow out of a workflow file, or out of a picture, video or .blend that it made')
    .argument('<file>', 'the file')
    .option('--name <name>', 'another name than the file says')
    .action((file: string, options: { name?: string }) => choose((context) => workflowsImport(context, file, options)));
  add('schema')
    .description('print the JSON Schema of workflow files')
    .action(() => choose(workflowsSchema));
}
