import { CommanderError } from 'commander';
import { AppError, type ErrorValue, toErrorValue } from '../../shared/errors/appError.ts';
import type { Action, CommandContext, CommandResult } from './commandContext.ts';
import { createProgram } from './program.ts';

const exitCodes = { success: 0, failure: 1, usage: 2, stopped: 130 } as const;

/** Where a command line writes. Both resolve when the text has left this process. */
export interface CommandStreams {
  out(text: string): Promise<void>;
  err(text: string): Promise<void>;
}

type Parsed = { action: Action } | { help: string } | { usage: ErrorValue };

/** As a sentence. */
function wrongUse(thrown: CommanderError): string {
  if (thrown.code === 'commander.help') return 'No command was given.';
  const text = thrown.message.replace(/^error: /, '').replace(/\.?$/, '.');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function parse(args: readonly string[], version: string): Parsed {
  let action: Action | null = null;
  let printed = '';
  const program = createProgram(
    version,
    (chosen) => (action = chosen),
    (text) => (printed += text),
  );
  try {
    program.parse([...args], { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    if (thrown.exitCode === 0) return { help: printed };
    return { usage: new AppError('app.usage', wrongUse(thrown)).toValue() };
  }
  return action ? { action } : { usage: new AppError('app.usage', 'No command was given.').toValue() };
}

async function print(streams: CommandStreams, json: boolean, result: CommandResult): Promise<void> {
  const { document, lines, error } = result;
  if (json) {
    const shown = error ? { ...document, error: { ...error, details: error.details ?? {} } } : document;
    await streams.out(`${JSON.stringify(shown, null, 2)}\n`);
  } else if (lines.length > 0) await streams.out(`${lines.join('\n')}\n`);
  if (!error) return;
  await streams.err(`error: ${error.message} [${error.code}]\n${error.remedy ? `  ${error.remedy}\n` : ''}`);
}

async function perform(action: Action, context: CommandContext): Promise<CommandResult> {
  try {
    return await action(context);
  } catch (thrown) {
    return { document: {}, lines: [], error: toErrorValue(thrown) };
  } finally {
    context.progress.end();
  }
}

/**
 * Runs one command line and returns its exit code: 0 success, 1 failure, 2 wrong usage, 130 stopped by a signal.
 * Standard output gets the result and nothing else. Never rejects.
 */
export async function runCommandLine(
  args: readonly string[],
  context: CommandContext,
  streams: CommandStreams,
): Promise<number> {
  const json = args.includes('--json');
  const parsed = parse(args, context.version);
  if ('help' in parsed) {
    await streams.out(json ? `${JSON.stringify({ help: parsed.help }, null, 2)}\n` : parsed.help);
    return exitCodes.success;
  }
  if ('usage' in parsed) {
    await print(streams, json, { document: {}, lines: [], error: parsed.usage });
    return exitCodes.usage;
  }
  const result = await perform(parsed.action, context);
  await print(streams, json, result);
  if (!result.error) return exitCodes.success;
  return context.signal.aborted ? exitCodes.stopped : exitCodes.failure;
}
