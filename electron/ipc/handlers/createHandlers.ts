import type { IpcHandlers } from '../../../shared/ipc/contract.ts';
import type { ApplicationServices } from '../../services/applicationServices.ts';
import { applicationHandlers } from './applicationHandlers.ts';
import { catalogueHandlers } from './catalogueHandlers.ts';
import { runHandlers } from './runHandlers.ts';
import { workflowHandlers } from './workflowHandlers.ts';

/** Every call but those of the window itself, which the shell adds. */
export function createHandlers(app: ApplicationServices): Omit<IpcHandlers, `window:${string}`> {
  return { ...applicationHandlers(app), ...catalogueHandlers(app), ...runHandlers(app), ...workflowHandlers(app) };
}
