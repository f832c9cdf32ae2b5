import { AppError, errorValueSchema, fromErrorValue } from '../../shared/errors/appError.ts';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import { contract, type Channel, type ChannelInput, type ChannelOutput } from '../../shared/ipc/contract.ts';
import { eventContract, type EventName, type EventPayload } from '../../shared/ipc/events.ts';

export interface Client {
  /**
   * Calls the main process. Input and answer are parsed with the contract.
   * @throws AppError with the code that the main process answered; `app.invalid_input` when the input breaks the
   * contract; `app.unexpected` when the answer does.
   */
  call<C extends Channel>(channel: C, input: ChannelInput<C>): Promise<ChannelOutput<C>>;
  /** Returns how to stop listening. Events that break the contract are dropped. */
  onEvent<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void;
  /** The path of a file that was dropped on the window. */
  pathForFile(file: File): string;
}

/** The typed side of the bridge. One subscription to the bridge serves all listeners. */
export function createClient(bridge: () => Bridge): Client {
  const listeners = new Map<string, Set<(payload: never) => void>>();
  let subscribed = false;

  function subscribe(): void {
    if (subscribed) return;
    subscribed = true;
    bridge().onEvent((name, payload) => {
      const set = listeners.get(name);
      if (!set?.size) return;
      const parsed = eventContract[name as EventName].safeParse(payload);
      if (!parsed.success) return;
      for (const listener of [...set]) listener(parsed.data as never);
    });
  }

  return {
    async call(channel, input) {
      const { input: inputSchema, output: outputSchema } = contract[channel];
      const parsedInput = inputSchema.safeParse(input);
      if (!parsedInput.success) throw invalidInput(channel, parsedInput.error);
      const answer = await bridge().invoke(channel, parsedInput.data);
      return parseAnswer(channel, outputSchema, answer);
    },
    onEvent(name, listener) {
      subscribe();
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener);
      return () => set.delete(listener);
    },
    pathForFile: (file) => bridge().pathForFile(file),
  };
}

interface Issues {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

interface Parser {
  safeParse(value: unknown): { success: true; data: unknown } | { success: false; error: Issues };
}

function parseAnswer<C extends Channel>(channel: C, output: Parser, answer: unknown): ChannelOutput<C> {
  if (isFailure(answer)) {
    const error = errorValueSchema.safeParse(answer.error);
    throw error.success ? fromErrorValue(error.data) : brokenAnswer(channel, 'its error is not an error value');
  }
  if (!isSuccess(answer)) throw brokenAnswer(channel, 'it is not a result');
  const parsed = output.safeParse(answer.value);
  if (!parsed.success) throw brokenAnswer(channel, describe(parsed.error));
  return parsed.data as ChannelOutput<C>;
}

function isFailure(answer: unknown): answer is { ok: false; error: unknown } {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false && 'error' in answer;
}

/** `value` may be absent: undefined does not survive every way of sending. */
function isSuccess(answer: unknown): answer is { ok: true; value?: unknown } {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
}

function describe(error: Issues): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'value'}: ${issue.message}`).join('; ');
}

function invalidInput(channel: Channel, error: Issues): AppError {
  return new AppError('app.invalid_input', `${channel} does not take this: ${describe(error)}.`, {
    details: { channel, issues: error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) },
  });
}

function brokenAnswer(channel: Channel, why: string): AppError {
  return new AppError('app.unexpected', `${channel} gave an answer that cannot be read: ${why}.`, {
    details: { channel },
  });
}
