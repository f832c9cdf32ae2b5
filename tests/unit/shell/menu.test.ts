import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../electron/app/menu.ts';

const visited: string[] = [];
const actions = {
  navigate: (to: string) => void visited.push(to),
  ask: (entry: string) => void visited.push(entry),
  chooseFiles: () => void visited.push('choose files'),
  openDataFolder: () => void visited.push('data folder'),
};

const items = (menu: MenuItemConstructorOptions | undefined): MenuItemConstructorOptions[] =>
  Array.isArray(menu?.submenu) ? menu.submenu : [];
const named = (menus: MenuItemConstructorOptions[], label: string) => menus.find((menu) => menu.label === label);
const press = (item: MenuItemConstructorOptions) => (item.click as unknown as () => void)();

describe('the application menu', () => {
  const menus = menuTemplate(actions, { isMac: false, developer: false });

  it('Go leads to the places of the rail by Ctrl+1 to Ctrl+6, in their order', () => {
    const numbered = items(named(menus, '&Go')).filter((item) => item.accelerator);
    visited.length = 0;
    numbered.forEach(press);
    expect(numbered.map((item) => item.accelerator)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `CommandOrControl+${n}`));
    expect(visited).toEqual(['workflows', 'runs', 'products', 'output-types', 'golden', 'settings']);
  });

  it('File makes and opens workflows, brings products in and shows where all is kept', () => {
    const entries = items(named(menus, '&File')).filter((item) => item.click);
    visited.length = 0;
    entries.forEach(press);
    expect(entries.map(({ accelerator }) => accelerator?.split('+')[1])).toEqual(['N', 'O', 'I', undefined]);
    expect(visited).toEqual(['newWorkflow', 'openWorkflow', 'choose files', 'data folder']);
  });

  it('no two entries want the same keys', () => {
    const keys = menus.flatMap(items).flatMap((item) => (item.accelerator ? [item.accelerator] : []));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('zooms by the keys that people press: with and without Shift, and on the number pad', () => {
    const view = items(named(menus, '&View'));
    const keysOf = (role: string) => view.filter((item) => item.role === role).map(({ accelerator }) => accelerator);
    expect(keysOf('zoomIn')).toEqual([undefined, 'CommandOrControl+=', 'CommandOrControl+numadd']);
    expect(keysOf('zoomOut')).toEqual([undefined, 'CommandOrControl+numsub']);
    expect(keysOf('resetZoom')).toEqual([undefined, 'CommandOrControl+num0']);
    expect(view.filter(({ visible }) => visible === false).every(({ accelerator }) => accelerator)).toBe(true);
  });

  it('every entry does something', () => {
    const idle = menus.flatMap(items).filter((item) => item.type !== 'separator' && !item.click && !item.role);
    expect(idle).toEqual([]);
  });

  it('reload and the developer tools are for developers', () => {
    const roles = (developer: boolean) =>
      menuTemplate(actions, { isMac: false, developer })
        .flatMap(items)
        .map((item) => item.role);
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(true)).toContain('toggleDevTools');
  });

  it('macOS has its application menu first', () => {
    expect(menuTemplate(actions, { isMac: true, developer: false })[0]?.role).toBe('appMenu');
  });
});
