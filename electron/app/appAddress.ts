/** Where the window's own pages live. Nothing else is ever loaded into a window. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'hartomat';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const MEDIA_SCHEME = 'media';

/** Whether an address is a page of ours. Compared part by part: Node gives every custom scheme the origin "null". */
export function isAppAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST;
}
