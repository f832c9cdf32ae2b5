import { extname, join, sep } from 'node:path';
import { isAppAddress } from './appAddress.ts';
import { contentSecurityPolicy } from './contentSecurityPolicy.ts';
import { emptyAnswer, serveFile } from './serveFile.ts';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.glb': 'model/gltf-binary',
  '.map': 'application/json; charset=utf-8',
};

const pageHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
};

const missingPage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>HartOMat</title>
<h1>The pages of the application are missing</h1>
<p>Install HartOMat again, or run <code>npm run build</code> in the clone.</p></html>`;

/**
 * The file behind app://hartomat/…, or null. A separator that arrives encoded (%2f, %5c) never names a file of ours:
 * the URL parser has resolved every plain `..` before, so an encoded one can only be an attempt to climb out.
 */
export function appFile(address: string, root: string): string | null {
  if (!isAppAddress(address)) return null;
  const encoded = new URL(address).pathname;
  if (/%2f|%5c|%00|\\/i.test(encoded)) return null;
  let path: string;
  try {
    path = decodeURIComponent(encoded);
  } catch {
    return null;
  }
  const file = join(root, path === '/' ? 'index.html' : path);
  return file.startsWith(root + sep) ? file : null;
}

/** Serves the built renderer from `root`, an absolute path without a separator at its end. */
export function createAppProtocol(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const path = appFile(request.url, root);
    if (path === null) return emptyAnswer(404);
    const contentType = contentTypes[extname(path).toLowerCase()] ?? 'application/octet-stream';
    const answer = await serveFile(request, { path, contentType, headers: pageHeaders });
    if (answer.status !== 404 || path !== join(root, 'index.html')) return answer;
    // A window is never blank: a broken installation says so itself.
    return new Response(missingPage, { headers: { ...pageHeaders, 'Content-Type': 'text/html; charset=utf-8' } });
  };
}
