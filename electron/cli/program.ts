import { Command, InvalidArgumentError, Option } from 'commander';
import { type DeviceChoice, type ExecutionMode, rendererSettingsSchema } from '../../shared/domain/outputType.ts';
import { addRunCommand } from './addRunCommand.ts';
import { addRunsCommand } from './addRunsCommand.ts';
import { addWorkflowsCommand } from './addWorkflowsCommand.ts';
import type { Action } from './commandContext.ts';
import { cadInspect } from './cadInspect.ts';
import { doctor } from './doctor.ts';
import { render } from './render.ts';
import { smoke } from './smoke.ts';

/** Reads a number within the limits that output types have for it. */
const numberFor =
  (setting: 'samples' | 'seed') =>
  (text: string): number => {
    const parsed = rendererSettingsSchema.shape[setting].safeParse(/^\d+$/.test(text) ? Number(text) : Number.NaN);
    if (parsed.success) return parsed.data;
    const { minValue, maxValue } = rendererSettingsSchema.shape[setting];
    throw new InvalidArgumentError(`It must be a whole number from ${minValue} to ${maxValue}.`);
  };

interface RenderFlags {
  sample?: true;
  outputType: string;
  out: string;
  template?: string;
  camera?: string;
  samples?: number;
  device?: DeviceChoice;
  seed?: number;
}

function addRender(program: Command, choose: (action: Action) => void): void {
  program
    .command('render')
    .description('render one picture of a STEP file')
    .argument('[STEP]', 'the STEP file')
    .option('--sample', 'render the sample product instead of a file')
    .requiredOption('--output-type <code>', 'what to make of it, for example still_preview')
    .requiredOption('--out <file>', 'where the picture goes; an existing file is replaced')
    .option('--template <id>', 'another render template than that of the output type')
    .option('--camera <id>', 'another camera of the template')
    .option('--samples <number>', 'samples per pixel', numberFor('samples'))
    .addOption(new Option('--device <device>', 'what computes').choices(['auto', 'cpu', 'gpu']))
    .option('--seed <number>', 'seed of the noise', numberFor('seed'))
    .option('--json', 'print one JSON document')
    .action((step: string | undefined, { sample, ...flags }: RenderFlags, command: Command) => {
      if ((step === undefined) !== (sample === true)) command.error('error: give either a STEP file or --sample');
      choose((context) => render(context, { ...flags, step: step ?? null }));
    });
}

/**
 * The command line as data. Parsing calls `choose` with what is to be done and `print` with help;
 * wrong usage throws CommanderError.
 */
export function createProgram(
  version: string,
  choose: (action: Action) => void,
  print: (text: string) => void,
): Command {
  const program = new Command('hartomat')
    .description('Turns STEP products into pictures.')
    .version(version)
    .option('--json', 'print one JSON document')
    // Before any command is added: commands take these settings over.
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: print });
  program
    .command('doctor')
    .description('say whether this machine can render, and what to do if not')
    .option('--json', 'print one JSON document')
    .action(() => choose(doctor));
  program
    .command('cad')
    .description('look at CAD files')
    .command('inspect')
    .description('count the parts of a STEP file and report its problems')
    .argument('<STEP>', 'the STEP file')
    .option('--json', 'print one JSON document')
    .action((step: string) => choose((context) => cadInspect(context, step)));
  addRender(program, choose);
  program
    .command('smoke')
    .description('render the sample from order to delivery and check what came of it')
    .addOption(
      new Option('--execution-mode <mode>', 'how the order is carried out')
        .choices(['legacy', 'graph', 'shadow'] satisfies ExecutionMode[])
        .makeOptionMandatory(),
    )
    .option('--json', 'print one JSON document')
    .action(({ executionMode }: { executionMode: ExecutionMode }) =>
      choose((context) => smoke(context, executionMode)),
    );
  addRunCommand(program, choose);
  addWorkflowsCommand(program, choose);
  addRunsCommand(program, choose);
  return program;
}
