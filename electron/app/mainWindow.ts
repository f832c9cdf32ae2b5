import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_ORIGIN } from './appAddress.ts';
import { fitBounds, MINIMUM_SIZE, readWindowState, type WindowState, writeWindowState } from './windowState.ts';

/** The frame colour of the renderer's tokens, shown until the page has drawn itself. */
const backgroundColour = (): string => (nativeTheme.shouldUseDarkColors ? '#151617' : '#e5e5e7');

/** A window that never says that it is ready is shown after this time all the same. */
const SHOW_AFTER_MS = 4000;
const SAVE_AFTER_MS = 400;

export interface MainWindowOptions {
  /** File that keeps size, place and theme. */
  readonly statePath: string;
  readonly preload: string;
  readonly icon: string;
  readonly devTools: boolean;
  readonly onError: (error: unknown) => void;
}

export interface MainWindow {
  readonly window: BrowserWindow;
  /** Starts to load the page. */
  load(): void;
  rememberTheme(theme: WindowState['theme']): void;
}

function createWindow(state: WindowState, { preload, icon, devTools }: MainWindowOptions): BrowserWindow {
  const displays = screen.getAllDisplays();
  const primary = screen.getPrimaryDisplay();
  const areas = [primary, ...displays.filter((display) => display.id !== primary.id)].map((each) => each.workArea);
  return new BrowserWindow({
    ...fitBounds(state.bounds, areas),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    title: 'HartOMat',
    // Windows and macOS take the icon of the program.
    ...(process.platform === 'linux' ? { icon } : {}),
    backgroundColor: backgroundColour(),
    // The strip of the page is the title bar; macOS keeps its own three buttons on it.
    ...(process.platform === 'darwin' ? { titleBarStyle: 'hidden' as const } : { frame: false }),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // Dictionaries would be fetched from elsewhere.
      spellcheck: false,
      devTools,
    },
  });
}

function keepState(window: BrowserWindow, state: WindowState, save: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  const note = (): void => {
    state.bounds = window.getNormalBounds();
    state.maximized = window.isMaximized();
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  };
  window.on('resize', note);
  window.on('move', note);
  window.on('maximize', note);
  window.on('unmaximize', note);
  window.on('closed', () => {
    clearTimeout(timer);
    save();
  });
}

function showWhenReady(window: BrowserWindow, maximized: boolean): void {
  const show = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isVisible()) return;
    if (maximized) window.maximize();
    window.show();
  };
  const timer = setTimeout(show, SHOW_AFTER_MS);
  window.once('ready-to-show', show);
}

/** A page that is left while it loads, because the application quits, is no error. */
function loadPage(window: BrowserWindow, onError: (error: unknown) => void): void {
  let leaving = false;
  app.once('before-quit', () => (leaving = true));
  window.loadURL(`${APP_ORIGIN}/`).catch((error: unknown) => {
    if (!leaving && !window.isDestroyed()) onError(error);
  });
}

/** The window, where it was at the end of the last start; hidden until its page is drawn. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const state = readWindowState(options.statePath);
  nativeTheme.themeSource = state.theme;
  const window = createWindow(state, options);
  const save = (): void => {
    try {
      writeWindowState(options.statePath, state);
    } catch (error) {
      options.onError(error);
    }
  };
  keepState(window, state, save);
  showWhenReady(window, state.maximized);
  nativeTheme.on('updated', () => window.isDestroyed() || window.setBackgroundColor(backgroundColour()));
  return {
    window,
    load: () => loadPage(window, options.onError),
    rememberTheme(theme) {
      nativeTheme.themeSource = theme;
      if (state.theme === theme) return;
      state.theme = theme;
      save();
    },
  };
}
