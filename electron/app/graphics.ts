import { existsSync, readdirSync } from 'node:fs';

/** Linux shows a graphics device as a render node; other systems always have one that Chromium finds by itself. */
function hasGraphicsDevice(): boolean {
  if (process.platform !== 'linux') return true;
  return existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('renderD'));
}

/**
 * Chromium switches that the 3D viewer needs. Newer Chromium draws WebGL in software only when told to; without a
 * graphics device, naming the software renderer at once saves the attempts (and crashes) on the way there.
 */
export function graphicsSwitches(): [name: string, value?: string][] {
  const software: [string, string?][] = [['enable-unsafe-swiftshader']];
  return hasGraphicsDevice() ? software : [...software, ['use-gl', 'angle'], ['use-angle', 'swiftshader']];
}
