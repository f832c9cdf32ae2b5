import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. Every script works from here, wherever it was called. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Programs that set-up puts into the clone. Large, and not made by us: never committed. */
const runtimeDir = join(root, '.runtime');
export const electronDir = join(runtimeDir, 'electron');
export const blenderDir = join(runtimeDir, 'blender');

/** What may be deleted at any time: it only costs time to make it again. */
export const cacheDir = join(root, '.cache');
export const stampDir = join(cacheDir, 'stamps');
export const downloadDir = join(cacheDir, 'downloads');

export const modulesDir = join(root, 'node_modules');
export const distDir = join(root, 'dist');
