import { app, type Session, type WebContents } from 'electron';
import { APP_SCHEME, isAppAddress, MEDIA_SCHEME } from './appAddress.ts';

/** devtools: is what the developer tools load themselves from; they are absent in a packaged application. */
const allowedSchemes = new Set([`${APP_SCHEME}:`, `${MEDIA_SCHEME}:`, 'devtools:', 'blob:', 'data:']);

/** What pages may do without asking: put text that the user asked for on the clipboard. */
const allowedPermissions = new Set(['clipboard-sanitized-write']);

/** Whether a request may leave the page at all: nothing goes to a network or to the file system. */
export function isAllowedRequest(address: string): boolean {
  return URL.canParse(address) && allowedSchemes.has(new URL(address).protocol);
}

/** No remote content, no permissions, no devices, no downloads. */
export function lockSession(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isAllowedRequest(url) }));
  const isAllowed = (contents: WebContents | null, permission: string): boolean =>
    allowedPermissions.has(permission) && contents !== null && isAppAddress(contents.getURL());
  session.setPermissionRequestHandler((contents, permission, decide) => decide(isAllowed(contents, permission)));
  session.setPermissionCheckHandler((contents, permission) => isAllowed(contents, permission));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** Every page, of whatever window: opens no window, holds no webview, and never leaves the application. */
export function lockContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      if (!isAppAddress(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!isAppAddress(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
  });
}
