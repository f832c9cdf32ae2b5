import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { type Bridge, EVENT_CHANNEL, INVOKE_CHANNEL } from '../../shared/ipc/bridge.ts';

/** The only door between the page and the application. What passes through is checked on both sides of it. */
const bridge: Bridge = {
  invoke: (channel, payload) => ipcRenderer.invoke(INVOKE_CHANNEL, channel, payload),
  onEvent(listener) {
    const pass = (_event: unknown, name: string, payload: unknown): void => listener(name, payload);
    ipcRenderer.on(EVENT_CHANNEL, pass);
    return () => void ipcRenderer.off(EVENT_CHANNEL, pass);
  },
  pathForFile: (file) => (file instanceof File ? webUtils.getPathForFile(file) : ''),
};

contextBridge.exposeInMainWorld('hartomat', bridge);
