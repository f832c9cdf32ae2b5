import { AppError, toErrorValue } from '../../shared/errors/appError.ts';
import { type Channel, contract, type IpcHandlers } from '../../shared/ipc/contract.ts';
import type { IpcResult } from '../../shared/ipc/result.ts';
import type { z } from 'zod';

/** Told of every error that is not an AppError, with its stack: a bug, for the log. */
export type ReportUnexpected = (error: unknown, channel: string) => void;

const isChannel = (channel: unknown): channel is Channel =>
  typeof channel === 'string' && Object.hasOwn(contract, channel);

function invalidInput(channel: Channel, error: z.ZodError): AppError {
  const issues = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const named = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
  return new AppError('app.invalid_input', `${channel} was called with wrong values. ${named}`, {
    details: { issues },
  });
}

/**
 * One call from the renderer: known channel -> parse input -> handler -> parse output -> envelope. Never throws.
 * Errors of ours are values; anything else is reported and answered as `app.unexpected`, without its stack.
 */
export async function answer(
  handlers: IpcHandlers,
  channel: unknown,
  payload: unknown,
  report: ReportUnexpected,
): Promise<IpcResult<unknown>> {
  try {
    if (!isChannel(channel)) throw new AppError('app.forbidden', `There is no call named ${JSON.stringify(channel)}.`);
    const input = contract[channel].input.safeParse(payload);
    if (!input.success) throw invalidInput(channel, input.error);
    // The compiler cannot follow that handler and schemas belong to the same channel; the parse above makes it so.
    const handler = handlers[channel] as (input: unknown) => unknown;
    return { ok: true, value: contract[channel].output.parse(await handler(input.data)) };
  } catch (error) {
    if (!(error instanceof AppError)) report(error, String(channel));
    return { ok: false, error: toErrorValue(error) };
  }
}
