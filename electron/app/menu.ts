import type { MenuItemConstructorOptions } from 'electron';
import type { EventPayload } from '../../shared/ipc/events.ts';

export interface MenuActions {
  /** Sends the window to a place of the renderer's router: `products`, `settings`… */
  navigate(to: string): void;
  /** Has the page do what it does for the same keys. */
  ask(entry: EventPayload<'menu:chosen'>['entry']): void;
  chooseFiles(): void;
  openDataFolder(): void;
}

/** The places of the rail in its order, so that Ctrl+1..6 and the eye agree. */
const places: readonly [label: string, to: string][] = [
  ['Workflows', 'workflows'],
  ['Queue & runs', 'runs'],
  ['Products', 'products'],
  ['Output types', 'output-types'],
  ['Golden suites', 'golden'],
  ['Settings', 'settings'],
];

function fileMenu(actions: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      { label: 'New workflow…', accelerator: 'CommandOrControl+N', click: () => actions.ask('newWorkflow') },
      { label: 'Open workflow file…', accelerator: 'CommandOrControl+O', click: () => actions.ask('openWorkflow') },
      { type: 'separator' },
      { label: 'Import STEP…', accelerator: 'CommandOrControl+I', click: () => actions.chooseFiles() },
      { label: 'Open data folder', click: () => actions.openDataFolder() },
      { type: 'separator' },
      isMac ? { role: 'close' } : { role: 'quit', label: 'Quit', accelerator: 'CommandOrControl+Q' },
    ],
  };
}

const editMenu: MenuItemConstructorOptions = {
  label: '&Edit',
  submenu: [
    { role: 'undo' },
    { role: 'redo' },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ],
};

/**
 * Ctrl and Plus, as Electron means it, is with Shift: what people press is the key without it, or the one of the number
 * pad. Entries that nobody sees, for their keys.
 */
const alikeKeys: readonly MenuItemConstructorOptions[] = (
  [
    ['zoomIn', '='],
    ['zoomIn', 'numadd'],
    ['zoomOut', 'numsub'],
    ['resetZoom', 'num0'],
  ] as const
).map(([role, key]) => ({ role, accelerator: `CommandOrControl+${key}`, visible: false }));

function viewMenu(developer: boolean): MenuItemConstructorOptions {
  const tools: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools', label: 'Developer tools' },
  ];
  return {
    label: '&View',
    submenu: [
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'resetZoom', label: 'Actual size' },
      ...alikeKeys,
      { type: 'separator' },
      { role: 'togglefullscreen', label: 'Full screen' },
      ...(developer ? tools : []),
    ],
  };
}

function goMenu(actions: MenuActions): MenuItemConstructorOptions {
  const numbered = places.map(([label, to], index): MenuItemConstructorOptions => ({
    label: label.replace('&', '&&'),
    accelerator: `CommandOrControl+${index + 1}`,
    click: () => actions.navigate(to),
  }));
  return {
    label: '&Go',
    submenu: [
      ...numbered,
      { type: 'separator' },
      { label: 'Media library', click: () => actions.navigate('media') },
      { label: 'Notices', click: () => actions.navigate('notices') },
    ],
  };
}

const helpMenu: MenuItemConstructorOptions = {
  label: '&Help',
  role: 'help',
  submenu: [{ role: 'about', label: 'About HartOMat' }],
};

/** The application menu as data. `developer` adds reload and the developer tools. */
export function menuTemplate(
  actions: MenuActions,
  { isMac, developer }: { isMac: boolean; developer: boolean },
): MenuItemConstructorOptions[] {
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    fileMenu(actions, isMac),
    editMenu,
    viewMenu(developer),
    goMenu(actions),
    helpMenu,
  ];
}
