import type { BrowserWindow, Menu } from 'electron';
import type { IpcHandlers } from '../../shared/ipc/contract.ts';
import type { Farewell } from './farewell.ts';

export type WindowHandlers = Pick<IpcHandlers, Extract<keyof IpcHandlers, `window:${string}`>>;

/** What the strip of the page does with its window. */
export function createWindowHandlers(window: BrowserWindow, menu: Menu, farewell: Farewell): WindowHandlers {
  return {
    'window:minimize': () => window.minimize(),
    'window:toggleMaximize': () => (window.isMaximized() ? window.unmaximize() : window.maximize()),
    'window:close': () => window.close(),
    'window:settled': () => farewell.said(),
    'window:showMenu': ({ x, y }) => {
      // It answers with where the menu came, whatever its type says.
      menu.popup({ window, x: Math.round(x), y: Math.round(y) });
    },
  };
}
