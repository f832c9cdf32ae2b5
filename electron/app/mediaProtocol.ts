import { APP_ORIGIN } from './appAddress.ts';
import { emptyAnswer, serveFile } from './serveFile.ts';

/** Pages and media have different origins: without these the 3D viewer may not read a model, nor a canvas a picture. */
const sharedWithPages = {
  'Access-Control-Allow-Origin': APP_ORIGIN,
  'Access-Control-Expose-Headers': 'Accept-Ranges, Content-Length, Content-Range, ETag',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

type ResolveMedia = (url: string) => Promise<{ path: string; contentType: string } | null>;

/** Serves media://… through the application, which knows the files and keeps them inside the data folder. */
export function createMediaProtocol(resolve: ResolveMedia): (request: Request) => Promise<Response> {
  return async (request) => {
    if (/%2f|%5c|%00|%2e%2e|\\/i.test(request.url)) return emptyAnswer(404, sharedWithPages);
    const file = await resolve(request.url).catch(() => null);
    if (file === null) return emptyAnswer(404, sharedWithPages);
    return serveFile(request, { ...file, headers: sharedWithPages });
  };
}
