import { AppError } from '../../shared/errors/appError.ts';
import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import type { IpcResult } from '../../shared/ipc/result.ts';
import { answer, type ReportUnexpected } from './answer.ts';

/** What is looked at of the frame that calls. Electron's IpcMainInvokeEvent fits. */
export interface CallEvent {
  readonly sender: { readonly id: number; readonly mainFrame: unknown };
  /** null when the frame is gone already. */
  readonly senderFrame: { readonly url: string } | null;
}

export interface CallListenerOptions {
  readonly handlers: IpcHandlers;
  /** Id of the window's web contents: no other may call. */
  readonly windowId: () => number | null;
  readonly isOwnPage: (url: string) => boolean;
  readonly report: ReportUnexpected;
}

/** Only the main frame of our own window, showing a page of ours, may call. */
function isTrusted(event: CallEvent, { windowId, isOwnPage }: CallListenerOptions): boolean {
  const { sender, senderFrame } = event;
  return (
    senderFrame !== null && sender.id === windowId() && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url)
  );
}

/**
 * Answers every call of the contract, whoever asks: a stranger gets `app.forbidden`. Never throws.
 * Knows nothing of Electron, so that it runs and is tested without.
 */
export function createCallListener(options: CallListenerOptions) {
  const { handlers, report } = options;
  return async (event: CallEvent, channel: unknown, payload: unknown): Promise<IpcResult<unknown>> => {
    if (isTrusted(event, options)) return answer(handlers, channel, payload, report);
    const error = new AppError('app.forbidden', 'Only the window of the application may make this call.');
    // A page that is gone before its call is heard (the application ends) is no stranger: nobody waits for the answer.
    if (event.senderFrame !== null && options.windowId() !== null) report(error, String(channel));
    return { ok: false, error: error.toValue() };
  };
}
