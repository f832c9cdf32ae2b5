import { type BrowserWindow, dialog, Notification, shell } from 'electron';
import type { Platform } from '../services/platform.ts';

/** Kept while they are on screen: a notification that is collected loses its click. */
const shown = new Set<Notification>();

/** The operating system through Electron. `window` is asked each time: there may be none yet, or none any more. */
export function createElectronPlatform(options: {
  window: () => BrowserWindow | null;
  navigate: (to: string) => void;
}): Platform {
  return {
    notify({ title, body, to }) {
      if (!Notification.isSupported()) return;
      const notification = new Notification({ title, body });
      shown.add(notification);
      notification.on('close', () => shown.delete(notification));
      notification.on('failed', () => shown.delete(notification));
      notification.on('click', () => {
        shown.delete(notification);
        if (to !== null) options.navigate(to);
      });
      notification.show();
    },
    reveal: (path) => shell.showItemInFolder(path),
    async chooseFiles({ title, filters, multiple }) {
      const window = options.window();
      if (!window) return null;
      const properties: ('openFile' | 'multiSelections')[] = multiple ? ['openFile', 'multiSelections'] : ['openFile'];
      const answer = await dialog.showOpenDialog(window, { title, filters, properties });
      return answer.canceled ? null : answer.filePaths;
    },
    async saveFile({ title, filters, suggested }) {
      const window = options.window();
      if (!window) return null;
      const answer = await dialog.showSaveDialog(window, { title, filters, defaultPath: suggested });
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
  };
}
