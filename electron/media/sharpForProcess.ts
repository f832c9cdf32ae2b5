import Module from 'node:module';
import type sharp from 'sharp';

export type Sharp = typeof sharp;

interface Resolver {
  _resolveFilename(this: unknown, request: string, ...rest: unknown[]): string;
}

let guarded = false;

/**
 * Inside Electron on Linux sharp's native build and GTK each bring a GObject; both in one process end it at random
 * (lovell/sharp#4522). Its native packages are made invisible there, so that sharp takes its WebAssembly build.
 */
function hideNativeBuild(): void {
  if (guarded || !process.versions.electron || process.platform !== 'linux') return;
  guarded = true;
  const resolver = Module as unknown as Resolver;
  const resolveFilename = resolver._resolveFilename;
  resolver._resolveFilename = function (request, ...rest) {
    if (request.startsWith('@img/sharp-linux')) {
      throw Object.assign(new Error(`${request} is not for Electron on Linux`), { code: 'MODULE_NOT_FOUND' });
    }
    return resolveFilename.call(this, request, ...rest);
  };
}

/** The build of sharp that is safe in this process. The only way to sharp: a static import would run before the guard. */
export async function sharpForProcess(): Promise<Sharp> {
  hideNativeBuild();
  const { default: loaded } = await import('sharp');
  // A file is read once or twice and never again; the cache would only hold memory and deleted files.
  loaded.cache(false);
  return loaded;
}
