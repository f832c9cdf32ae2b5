import { ipcMain } from 'electron';
import { INVOKE_CHANNEL } from '../../shared/ipc/bridge.ts';
import { type CallListenerOptions, createCallListener } from './callListener.ts';

/** Serves the whole contract over one channel of Electron's. */
export function registerIpc(options: CallListenerOptions): void {
  ipcMain.handle(INVOKE_CHANNEL, createCallListener(options));
}
