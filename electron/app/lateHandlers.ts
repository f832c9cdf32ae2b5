import { type Channel, contract, type IpcHandlers } from '../../shared/ipc/contract.ts';
import type { Application } from './application.ts';
import type { WindowHandlers } from './windowHandlers.ts';

/**
 * All handlers, at once, while the application is still being built: the window's own answer immediately, every other
 * call waits for the application. If that fails, its error is the answer to each of them.
 */
export function lateHandlers(own: WindowHandlers, application: Promise<Application>): IpcHandlers {
  const late = (channel: Exclude<Channel, keyof WindowHandlers>) => async (input: never) =>
    (await application).handlers[channel](input);
  const channels = Object.keys(contract) as Channel[];
  const isOwn = (channel: Channel): channel is keyof WindowHandlers => channel in own;
  const entries = channels.map((channel) => [channel, isOwn(channel) ? own[channel] : late(channel)]);
  return Object.fromEntries(entries) as IpcHandlers;
}
