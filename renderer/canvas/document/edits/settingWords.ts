/** `resolutionOrder` -> `resolution order`: how undo calls a setting. */
export function settingWords(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}
