import { AppError } from '../../shared/errors/appError.ts';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import { createClient } from './createClient.ts';

declare global {
  interface Window {
    readonly hartomat?: Bridge;
  }
}

function bridge(): Bridge {
  if (window.hartomat) return window.hartomat;
  throw new AppError('app.unexpected', 'This page runs outside the HartOMat window, so there is nothing to talk to.', {
    remedy: 'Start HartOMat and use its own window.',
  });
}

/** The only way from the renderer to the main process. */
export const { call, onEvent, pathForFile } = createClient(bridge);
