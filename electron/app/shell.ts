import { app, type BrowserWindow, Menu, protocol, session } from 'electron';
import { join } from 'node:path';
import { registerIpc } from '../ipc/register.ts';
import { APP_SCHEME, isAppAddress, MEDIA_SCHEME } from './appAddress.ts';
import type { Application } from './application.ts';
import type { ApplicationPaths } from './applicationPaths.ts';
import { createAppProtocol } from './appProtocol.ts';
import { createElectronPlatform } from './electronPlatform.ts';
import { createEventSender, type SendEvent } from './eventSender.ts';
import { createFarewell } from './farewell.ts';
import { endWithError } from './fatalError.ts';
import { lateHandlers } from './lateHandlers.ts';
import { createMainWindow } from './mainWindow.ts';
import { createMediaProtocol } from './mediaProtocol.ts';
import { type MenuActions, menuTemplate } from './menu.ts';
import type { Platform } from '../services/platform.ts';
import { watchRenderer } from './rendererRecovery.ts';
import { lockSession } from './security.ts';
import type { ShellLog } from './shellLog.ts';
import { installShutdown } from './shutdown.ts';
import { createWindowHandlers } from './windowHandlers.ts';

export interface ShellOptions {
  readonly paths: ApplicationPaths;
  /** Folder of the built pages and of the preload script. */
  readonly dist: string;
  /** STEP files to import, from the command line. */
  readonly files: readonly string[];
  readonly log: ShellLog;
}

export interface Shell {
  /** Brings the window to the front. */
  focus(): void;
  importFiles(files: readonly string[]): void;
}

type Report = (error: unknown, place: string) => void;

/** Loaded apart and after the window, so that the first picture does not wait for the database or for Blender. */
async function buildApplication(paths: ApplicationPaths, platform: Platform): Promise<Application> {
  const { createApplication } = await import('./composition.ts');
  return createApplication({ paths, platform, environment: process.env, version: app.getVersion() });
}

function focusWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function reportWindowState(window: BrowserWindow, send: SendEvent): void {
  const report = (): void => {
    send('window:stateChanged', { maximized: window.isMaximized(), focused: window.isFocused() });
  };
  window.on('maximize', report);
  window.on('unmaximize', report);
  window.on('focus', report);
  window.on('blur', report);
  window.webContents.on('did-finish-load', report);
}

function connect(
  application: Application,
  send: SendEvent,
  rememberTheme: (theme: 'system' | 'light' | 'dark') => void,
) {
  application.onEvent((name, payload) => {
    if (name === 'settings:changed' && 'settings' in payload) rememberTheme(payload.settings.theme);
    send(name, payload);
  });
  // Before a damaged database is dealt with there may be no settings; the window then keeps the theme it had.
  void Promise.resolve(application.handlers['settings:get']()).then(
    (settings) => rememberTheme(settings.theme),
    () => undefined,
  );
  application.startQueue();
}

/** Imports wait for the application, then go the way that a call of the page goes. */
function createActions(building: Promise<Application>, page: Pick<MenuActions, 'navigate' | 'ask'>, report: Report) {
  const later = (work: (application: Application) => unknown): void => {
    building.then(work).catch((error: unknown) => report(error, 'the menu'));
  };
  return {
    ...page,
    importFiles(files: readonly string[]): void {
      if (files.length === 0) return;
      page.navigate('products');
      later((application) => application.handlers['products:import']({ paths: [...files], productId: null }));
    },
    chooseFiles: () => later((application) => application.handlers['products:chooseFiles']()),
    openDataFolder: () => later((application) => application.handlers['app:revealHome']()),
  };
}

function buildMenu(actions: MenuActions): Menu {
  const options = { isMac: process.platform === 'darwin', developer: !app.isPackaged };
  const menu = Menu.buildFromTemplate(menuTemplate(actions, options));
  Menu.setApplicationMenu(menu);
  return menu;
}

/** Opens the window and, beside it, builds the application. To be called when Electron is ready. */
export function runShell({ paths, dist, files, log }: ShellOptions): Shell {
  const report: Report = (error, place) => log.error(`Unexpected error in ${place}`, error);
  let ready: Application | null = null;

  lockSession(session.defaultSession);
  const { window, load, rememberTheme } = createMainWindow({
    statePath: join(paths.home, 'window.json'),
    preload: join(dist, 'preload', 'preload.cjs'),
    icon: join(paths.resources, 'icons', 'icon-256.png'),
    devTools: !app.isPackaged,
    onError: (error) => report(error, 'the window'),
  });
  const send = createEventSender(window, { verify: !app.isPackaged, onError: (error) => report(error, 'an event') });
  const farewell = createFarewell(() => send('app:closing', {}));
  const navigate = (to: string): void => {
    focusWindow(window);
    send('app:navigated', { to });
  };
  const platform = createElectronPlatform({ window: () => (window.isDestroyed() ? null : window), navigate });
  const building = buildApplication(paths, platform);
  const ask: MenuActions['ask'] = (entry) => {
    focusWindow(window);
    send('menu:chosen', { entry });
  };
  const actions = createActions(building, { navigate, ask }, report);

  protocol.handle(APP_SCHEME, createAppProtocol(join(dist, 'renderer')));
  protocol.handle(
    MEDIA_SCHEME,
    createMediaProtocol(async (url) => (await building).resolveMedia(url)),
  );
  registerIpc({
    handlers: lateHandlers(createWindowHandlers(window, buildMenu(actions), farewell), building),
    windowId: () => (window.isDestroyed() ? null : window.webContents.id),
    isOwnPage: isAppAddress,
    report,
  });
  reportWindowState(window, send);
  watchRenderer(window, log);
  installShutdown({ window, farewell, application: () => ready, settled: building.catch(() => null), log });
  load();

  building.then(
    (application) => {
      ready = application;
      connect(application, send, rememberTheme);
      actions.importFiles(files);
    },
    (error: unknown) => endWithError(error, log),
  );
  return { focus: () => focusWindow(window), importFiles: actions.importFiles };
}
