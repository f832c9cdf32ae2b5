const plainKey = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** `['nodes', 3, 'settings', 'samples']` -> `nodes[3].settings.samples`. Keys that could be misread are quoted. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    if (!plainKey.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text === '' ? name : `${text}.${name}`;
  }, '');
}
