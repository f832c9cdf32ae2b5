import type { Settings } from '../../shared/domain/settings.ts';

const rememberedKey = 'hartomat.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
let setting: Settings['theme'] = 'system';

function show(): void {
  const resolved = setting === 'system' ? (dark.matches ? 'dark' : 'light') : setting;
  document.documentElement.dataset['theme'] = resolved;
}

/** Light or dark as set; `system` follows the system while the window is open. */
export function applyTheme(theme: Settings['theme']): void {
  setting = theme;
  localStorage.setItem(rememberedKey, theme);
  show();
}

/** Before the settings have arrived: what was set last time, so that the window does not flash. */
export function startTheme(): void {
  const remembered = localStorage.getItem(rememberedKey);
  setting = remembered === 'light' || remembered === 'dark' ? remembered : 'system';
  dark.addEventListener('change', show);
  show();
}
