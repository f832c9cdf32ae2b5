import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { type CadImportProgress, type Manifest, manifestSchema } from '../../shared/domain/cad.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { CadImporter } from '../cad/cadImporter.ts';
import { hashFile } from '../media/hashFile.ts';
import type { CadFileRecord } from '../persistence/repositories/cadFileRepository.ts';
import { oneAtATime } from './oneAtATime.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

export interface ImportOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CadImportProgress) => void;
}

export interface CadLibrary {
  /**
   * The CAD file of a STEP file: imported, or the one that is there already with the same content.
   * @throws AppError `cad.*`, `file.*`, `app.cancelled`
   */
  import(path: string, options: ImportOptions): Promise<CadFileRecord>;
  /** @throws AppError `product.no_cad` when the files of the import are gone */
  manifest(cadFile: CadFileRecord): Promise<Manifest>;
  /** Absolute path of the GLB. */
  glbPath(cadFile: CadFileRecord): string;
}

/** One folder per content: home/cad/<sha256>/{manifest.json, model.glb, source.step}. */
export function createCadLibrary(context: ServiceContext, importer: CadImporter): CadLibrary {
  const { cadFiles } = context.repositories;
  const { home } = context.folders;
  // The importer has one worker: imports keep the order in which they were asked for.
  const inTurn = oneAtATime();
  const manifests = new Map<string, Promise<Manifest>>();
  const stored = (path: string): string => relative(home, path).split(sep).join('/');

  function complete(cadFile: CadFileRecord): boolean {
    return existsSync(join(home, cadFile.manifestPath)) && existsSync(join(home, cadFile.glbPath));
  }

  async function importFresh(path: string, sha256: string, options: ImportOptions): Promise<CadFileRecord> {
    const folder = join(context.folders.cad, sha256);
    const making = `${folder}.${context.newId()}`;
    try {
      await mkdir(making, { recursive: true });
      const { manifest, inspection } = await importer.import({
        stepPath: path,
        outFolder: making,
        onProgress: options.onProgress,
        signal: options.signal,
        timeLimitSeconds: context.settings.get().cadTimeLimitSeconds,
      });
      await copyFile(path, join(making, 'source.step'));
      await rm(folder, { recursive: true, force: true });
      await rename(making, folder);
      manifests.delete(sha256);
      return cadFiles.insert({
        id: context.newId(),
        fileName: basename(path),
        sha256,
        bytes: manifest.source.bytes,
        parts: manifest.parts.length,
        manifestPath: stored(join(folder, 'manifest.json')),
        glbPath: stored(join(folder, 'model.glb')),
        stepPath: stored(join(folder, 'source.step')),
        thumbnailPath: null,
        importedAt: timestamp(context),
        importSeconds: inspection.seconds,
      });
    } finally {
      await rm(making, { recursive: true, force: true });
    }
  }

  return {
    import(path, options) {
      const cancelled = (): AppError => new AppError('app.cancelled', `The import of ${basename(path)} was cancelled.`);
      let isWaiting = true;
      const imported = inTurn(async () => {
        isWaiting = false;
        if (options.signal.aborted) throw cancelled();
        // Reading a large file for its hash takes seconds.
        options.onProgress({ stage: 'check', fraction: 0, message: `Checking ${basename(path)}` });
        const { sha256 } = await hashFile(path);
        const known = cadFiles.bySha256(sha256);
        return known && complete(known) ? known : importFresh(path, sha256, options);
      });
      // Who gives up before it is their turn does not wait for it.
      const givenUp = new Promise<never>((_, reject) => {
        options.signal.addEventListener('abort', () => isWaiting && reject(cancelled()), { once: true });
      });
      return Promise.race([imported, givenUp]);
    },
    manifest(cadFile) {
      const loading =
        manifests.get(cadFile.sha256) ??
        readFile(join(home, cadFile.manifestPath), 'utf8').then(
          (text) => manifestSchema.parse(JSON.parse(text)),
          (cause: unknown) => {
            throw new AppError('product.no_cad', `The imported files of ${cadFile.fileName} are gone.`, {
              cause,
              remedy: 'Import the STEP file again.',
            });
          },
        );
      manifests.set(cadFile.sha256, loading);
      // A few products are looked at over and over; a thousand manifests are not kept.
      if (manifests.size > 8) manifests.delete(manifests.keys().next().value ?? '');
      loading.catch(() => manifests.delete(cadFile.sha256));
      return loading;
    },
    glbPath: (cadFile) => join(home, cadFile.glbPath),
  };
}
