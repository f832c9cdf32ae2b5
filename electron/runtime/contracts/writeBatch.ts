import { createHash, randomBytes } from 'node:crypto';
import { copyFile, link, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/appError.ts';
import { BATCH_PROTOCOL, type RenderBatch, type RenderItem, renderBatchSchema } from './renderBatch.ts';

/** A file that items refer to by content. `extension` without the dot. */
export interface BatchInput {
  readonly sourcePath: string;
  readonly sha256: string;
  readonly extension: string;
}

/** Where an input lies in a batch folder; items name it by this path. */
export const batchInputPath = (sha256: string, extension: string): string => `inputs/${sha256}.${extension}`;

/**
 * Makes `folder` a batch that can travel: inputs by content hash (hard-linked where the file system can, else copied)
 * and batch.json, which appears whole. Throws AppError file.missing, file.disk_full, file.output_unwritable.
 */
export async function writeBatch(options: {
  folder: string;
  items: RenderItem[];
  inputs: readonly BatchInput[];
}): Promise<RenderBatch> {
  try {
    await mkdir(join(options.folder, 'inputs'), { recursive: true });
    const inputs = await Promise.all(options.inputs.map((input) => placeInput(options.folder, input)));
    const batch = renderBatchSchema.parse({
      protocol: BATCH_PROTOCOL,
      batchKey: keyOf(options.items),
      inputs,
      items: options.items,
    });
    const partial = join(options.folder, `batch.json.${randomBytes(4).toString('hex')}.partial`);
    await writeFile(partial, JSON.stringify(batch));
    await rename(partial, join(options.folder, 'batch.json'));
    return batch;
  } catch (error) {
    throw asWriteError(error, options.folder);
  }
}

const keyOf = (items: readonly RenderItem[]): string =>
  createHash('sha256')
    .update(items.map((item) => item.attemptKey).join('\n'))
    .digest('hex');

async function placeInput(folder: string, input: BatchInput): Promise<RenderBatch['inputs'][number]> {
  const path = batchInputPath(input.sha256, input.extension);
  const target = join(folder, path);
  const source = await stat(input.sourcePath).catch((cause: unknown) => {
    throw new AppError('file.missing', `The file ${input.sourcePath} is missing.`, { cause });
  });
  await link(input.sourcePath, target).catch(async (error: NodeJS.ErrnoException) => {
    // Equal content has the same name: whoever placed it first placed this.
    if (error.code !== 'EEXIST') await copyFile(input.sourcePath, target);
  });
  return { path, sha256: input.sha256, bytes: source.size };
}

/** What the file system says when it refuses a file or folder, with a stable code; other errors are handed back. */
export function asWriteError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (error instanceof AppError || typeof code !== 'string') return error;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('file.disk_full', `No space is left for ${path}.`, { cause: error });
  return new AppError('file.output_unwritable', `${path} cannot be written (${code}).`, { cause: error });
}
