import { setImmediate } from 'node:timers/promises';

/** Lets windows, timers and files have their turn before long work goes on. */
export async function otherWorkFirst(): Promise<void> {
  await setImmediate();
}
