import { app, type BrowserWindow, dialog } from 'electron';
import type { Application } from './application.ts';
import type { Farewell } from './farewell.ts';
import type { ShellLog } from './shellLog.ts';

/** How long the end may take. After it the process goes, and the next start reaps what was left. */
const LIMIT_MS = 12_000;

export interface ShutdownOptions {
  readonly window: BrowserWindow;
  /** Waits for what the page holds back: an edit of a moment ago, a field that is being written in. */
  readonly farewell: Pick<Farewell, 'ask'>;
  /** The application if it is there already; null while it is being built or when it failed. */
  readonly application: () => Application | null;
  readonly settled: Promise<unknown>;
  readonly log: ShellLog;
}

async function isConfirmed(window: BrowserWindow, busyRuns: number): Promise<boolean> {
  if (busyRuns === 0 || window.isDestroyed()) return true;
  const what = busyRuns === 1 ? '1 render is under way' : `${busyRuns} renders are under way`;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `${what}. Quit all the same?`,
    detail: 'Nothing is lost: what was not finished is rendered at the next start.',
    buttons: ['Quit', 'Keep rendering'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

const limited = (work: Promise<unknown>, milliseconds: number): Promise<'done' | 'late'> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), milliseconds);
  });
  return Promise.race([work.then((): 'done' => 'done'), late]).finally(() => clearTimeout(timer));
};

/**
 * Makes every way out (menu, window, session end, signal) take the same road: ask if renders are under way, hide the
 * window, let its page keep what is not saved, close the application, which confirms that its Blender processes are dead,
 * then exit.
 */
export function installShutdown({ window, farewell, application, settled, log }: ShutdownOptions): void {
  let state: 'running' | 'asking' | 'closing' | 'closed' = 'running';

  const close = async (exitCode: number): Promise<void> => {
    if (state === 'closing' || state === 'closed') return;
    state = 'closing';
    if (!window.isDestroyed()) {
      window.hide();
      if (application()) await farewell.ask();
    }
    if (!window.isDestroyed()) window.webContents.session.flushStorageData();
    const outcome = await limited(
      settled.then(() => application()?.close()),
      LIMIT_MS,
    ).catch((error: unknown) => {
      log.error('The application did not close cleanly', error);
      return 'done' as const;
    });
    if (outcome === 'late') log.error('The application took too long to close', `more than ${LIMIT_MS} ms`);
    state = 'closed';
    app.exit(exitCode);
  };

  const ask = async (): Promise<void> => {
    state = 'asking';
    const leave = await isConfirmed(window, application()?.busyRuns() ?? 0).catch(() => true);
    state = 'running';
    if (leave) await close(0);
  };

  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'running') void ask();
  });
  window.on('close', (event) => {
    if (state === 'closing' || state === 'closed') return;
    event.preventDefault();
    app.quit();
  });
  app.on('window-all-closed', () => app.quit());
  // A signal does not ask: whoever sends it waits for an end, not for a click. 128 + number, as shells have it.
  process.on('SIGINT', () => void close(130));
  process.on('SIGTERM', () => void close(143));
  process.on('SIGHUP', () => void close(129));
}
