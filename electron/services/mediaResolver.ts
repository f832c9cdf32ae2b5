import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { createArtifactStore } from '../media/artifactStore.ts';
import { confine } from '../media/confine.ts';
import type { ServiceContext } from './serviceContext.ts';

const contentTypes: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.glb': 'model/gltf-binary',
  '.stl': 'model/stl',
  '.blend': 'application/x-blender',
};

/** The kept file `<sha256>.<extension>`: whoever knows the hash has been told of the content. null = no such name. */
function artifactPath(home: string, name: string): string | null {
  const [, sha256, extension] = /^([0-9a-f]{64})\.([a-z0-9]{1,8})$/.exec(name) ?? [];
  if (sha256 === undefined || extension === undefined) return null;
  return createArtifactStore({ home }).locate(sha256, extension).relativePath;
}

/** Path, relative to the data folder, of what an address names; null = nothing. */
function relativePath(
  { repositories, folders }: ServiceContext,
  kind: string,
  parts: readonly string[],
): string | null {
  const [id = '', ...rest] = parts;
  if (kind === 'preview') return rest.length > 0 && repositories.runs.get(id) ? join('runs', id, ...rest) : null;
  if (rest.length > 0) return null;
  if (kind === 'asset') return repositories.mediaAssets.get(id)?.path ?? null;
  if (kind === 'thumbnail') return repositories.mediaAssets.get(id)?.thumbnailPath ?? null;
  if (kind === 'model') return repositories.cadFiles.get(id)?.glbPath ?? null;
  if (kind === 'candidate') return repositories.observations.get(id)?.candidatePath ?? null;
  if (kind === 'heatmap') return repositories.observations.get(id)?.heatMapPath ?? null;
  if (kind === 'artifact') return artifactPath(folders.home, id);
  if (kind === 'run') return repositories.mediaAssets.byRun(id)?.path ?? null;
  return null;
}

/** `media://kind/a/b` as kind and decoded parts; null for anything that is not a plain address of ours. */
function parseAddress(url: string): { kind: string; parts: string[] } | null {
  const match = /^media:\/\/([a-z]+)\/([^?#]+)/.exec(url);
  if (!match) return null;
  try {
    const parts = match[2]!.split('/').map(decodeURIComponent);
    const plain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[/\\\0]/.test(part));
    return plain ? { kind: match[1]!, parts } : null;
  } catch {
    return null;
  }
}

/** The file behind a media:// address, inside the data folder and there; null = no such thing. */
export async function resolveMediaAddress(
  context: ServiceContext,
  url: string,
): Promise<{ path: string; contentType: string } | null> {
  const address = parseAddress(url);
  if (!address) return null;
  const relative = relativePath(context, address.kind, address.parts);
  const contentType = relative === null ? undefined : contentTypes[extname(relative).toLowerCase()];
  if (relative === null || contentType === undefined) return null;
  try {
    const path = await confine(context.folders.home, relative);
    return (await stat(path)).isFile() ? { path, contentType } : null;
  } catch {
    return null;
  }
}
