import { mkdir, mkdtemp, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { CadImportProgress, CadInspection, Manifest } from '../../shared/domain/cad.ts';
import { AppError } from '../../shared/errors/appError.ts';
import { glbFileName, manifestFileName } from './cadWorkerProtocol.ts';
import { CadWorkerThread } from './cadWorkerThread.ts';
import { defaultTessellation, type TessellationSettings } from './tessellation.ts';

export interface CadImportRequest {
  readonly stepPath: string;
  /** Created when it is not there; an older model in it is replaced only by a complete new one. */
  readonly outFolder: string;
  readonly onProgress?: (progress: CadImportProgress) => void;
  readonly signal?: AbortSignal;
  readonly timeLimitSeconds: number;
  readonly tessellation?: Partial<TessellationSettings>;
}

export interface CadImportResult {
  readonly manifest: Manifest;
  readonly manifestPath: string;
  readonly glbPath: string;
  readonly inspection: CadInspection;
}

export interface CadImporter {
  /**
   * STEP -> manifest and GLB. Imports run one after another; the time limit counts from an import's own start.
   * Errors: app.cancelled, cad.timeout, file.* and cad.* of the catalogue. After an error nothing new is on disk.
   */
  import(request: CadImportRequest): Promise<CadImportResult>;
  /** Ends a running import (it fails with app.cancelled) and the worker thread. */
  close(): Promise<void>;
}

/** The reader's memory is bounded by WebAssembly (4 GB); a model takes some ten times its text. */
const sizeLimitBytes = 400e6;

/** `workersFolder` holds `cad.worker.js`, as the build puts it beside the main process. */
export function createCadImporter(options: {
  workersFolder: string;
  /** How long an idle worker is kept warm, in milliseconds. */
  keepWarmMilliseconds?: number;
}): CadImporter {
  const thread = new CadWorkerThread(
    join(options.workersFolder, 'cad.worker.js'),
    options.keepWarmMilliseconds ?? 20_000,
  );
  const closing = new AbortController();
  let tail: Promise<unknown> = Promise.resolve();

  return {
    import(request) {
      const signal = request.signal ? AbortSignal.any([request.signal, closing.signal]) : closing.signal;
      const result = tail.then(() => importInto(thread, request, signal));
      tail = result.catch(() => undefined);
      return result;
    },
    async close() {
      closing.abort();
      await tail;
      await thread.end();
    },
  };
}

async function importInto(
  thread: CadWorkerThread,
  request: CadImportRequest,
  signal: AbortSignal,
): Promise<CadImportResult> {
  if (signal.aborted) throw new AppError('app.cancelled', 'The import was cancelled.');
  const outFolder = resolve(request.outFolder);
  const { folder, createdParent } = await makeTemporaryFolder(outFolder);
  try {
    const { manifest, inspection } = await thread.run(
      {
        stepPath: resolve(request.stepPath),
        folder,
        tessellation: { ...defaultTessellation, ...request.tessellation },
        sizeLimitBytes,
      },
      { signal, timeLimitSeconds: request.timeLimitSeconds, onProgress: request.onProgress ?? (() => undefined) },
    );
    const glbPath = join(outFolder, glbFileName);
    const manifestPath = join(outFolder, manifestFileName);
    // The manifest goes last: where it is, the model is complete.
    await rename(join(folder, glbFileName), glbPath);
    await rename(join(folder, manifestFileName), manifestPath);
    await rm(folder, { recursive: true, force: true });
    return { manifest, manifestPath, glbPath, inspection };
  } catch (thrown) {
    await rm(folder, { recursive: true, force: true });
    if (createdParent) await removeEmptyFolders(outFolder, createdParent);
    throw thrown;
  }
}

/** A folder inside the target, so that finished files move by a rename and never across drives. */
async function makeTemporaryFolder(outFolder: string): Promise<{ folder: string; createdParent: string | undefined }> {
  try {
    const createdParent = await mkdir(outFolder, { recursive: true });
    return { folder: await mkdtemp(join(outFolder, '.import-')), createdParent };
  } catch (cause) {
    throw new AppError('file.output_unwritable', `The folder ${outFolder} cannot be written.`, { cause });
  }
}

/** Takes away the folders that this import made, as long as they are empty. */
async function removeEmptyFolders(from: string, upTo: string): Promise<void> {
  try {
    for (let folder = from; folder.length >= upTo.length; folder = dirname(folder)) await rmdir(folder);
  } catch {
    // Somebody else put something there meanwhile: it stays.
  }
}
