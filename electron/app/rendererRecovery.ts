import { app, type BrowserWindow, dialog } from 'electron';
import type { ShellLog } from './shellLog.ts';

/** A window whose page has crashed or hangs offers to load it again; renders go on meanwhile. */
export function watchRenderer(window: BrowserWindow, log: ShellLog): void {
  const offer = async (message: string, keep: string | null): Promise<void> => {
    const buttons = ['Reload', ...(keep ? [keep] : []), 'Quit'];
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message,
      detail: 'Renders go on in the background. Nothing that was saved is lost.',
      buttons,
      defaultId: 0,
      cancelId: keep ? 1 : 0,
    });
    if (window.isDestroyed()) return;
    if (buttons[response] === 'Reload') window.webContents.reload();
    if (buttons[response] === 'Quit') app.quit();
  };
  const contents = window.webContents;
  contents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    log.error('The page of the window ended', `${details.reason}, exit code ${details.exitCode}`);
    offer('The page of the window stopped working.', null).catch((error: unknown) => log.error('No dialog', error));
  });
  window.on('unresponsive', () => {
    log.error('The page of the window hangs', 'it does not answer');
    offer('The window does not answer.', 'Wait').catch((error: unknown) => log.error('No dialog', error));
  });
  contents.on('preload-error', (_event, path, error) => log.error(`The preload script ${path} failed`, error));
}
