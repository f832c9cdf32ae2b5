import { app, dialog } from 'electron';
import { toErrorValue } from '../../shared/errors/appError.ts';
import type { ShellLog } from './shellLog.ts';

/** The end when nothing can be shown in the window: what happened and what to do, in words, then exit code 1. */
export function endWithError(error: unknown, log: ShellLog): void {
  const { code, message, remedy } = toErrorValue(error);
  log.error(`HartOMat cannot start (${code})`, error);
  if (app.isReady()) dialog.showErrorBox('HartOMat cannot start', `${message}\n\n${remedy ?? ''}\n\n${code}`);
  app.exit(1);
}
