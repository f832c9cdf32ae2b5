import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/*
 * Starts the built application, but holds it at "ready" until Playwright is attached. Playwright does so itself only
 * for the Electron of the electron package; with another program it attaches while the window is being made, and about
 * one start in twenty hangs for ever. The clone is the working folder.
 */
const clone = process.cwd();
const require = createRequire(join(clone, 'package.json'));
const playwright = dirname(require.resolve('playwright-core/package.json'));
const { productName, version } = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8'));

app.setName(productName);
app.setVersion(version);
app.setAppPath(clone);
require(join(playwright, 'lib', 'server', 'electron', 'loader.js'));
await import(pathToFileURL(join(clone, 'dist', 'main', 'main.js')).href);
