import type { BrowserWindow } from 'electron';
import { EVENT_CHANNEL } from '../../shared/ipc/bridge.ts';
import { eventContract, type EventName, type EventPayload } from '../../shared/ipc/events.ts';

export type SendEvent = <E extends EventName>(name: E, payload: EventPayload<E>) => void;

/**
 * Sends events to the page. Outside a packaged application each payload is checked first (`verify`), so that a sender
 * that breaks the contract is found where it is and not in the page.
 */
export function createEventSender(
  window: BrowserWindow,
  options: { verify: boolean; onError: (error: unknown) => void },
): SendEvent {
  return (name, payload) => {
    if (window.isDestroyed() || window.webContents.isDestroyed()) return;
    const checked = options.verify ? eventContract[name].safeParse(payload) : null;
    if (checked?.error) options.onError(checked.error);
    window.webContents.send(EVENT_CHANNEL, name, payload);
  };
}
