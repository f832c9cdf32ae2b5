/** The setting that a path names: `settings.samples`, `samples` and `resolutionOrder.1` all begin with one. */
export function settingOfPath(path: string): string {
  return path.replace(/^settings\./, '').split(/[.[]/, 1)[0] ?? '';
}
