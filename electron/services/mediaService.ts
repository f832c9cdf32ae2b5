import { copyFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type MediaAsset, mediaAssetType } from '../../shared/domain/media.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { MediaAssetRecord } from '../persistence/repositories/mediaAssetRepository.ts';
import { mediaUrls } from './mediaUrls.ts';
import type { ServiceContext } from './serviceContext.ts';

export interface MediaService {
  /** Newest first. */
  list(filter: { productId?: string }): MediaAsset[];
  /** Shows the file, under the name that it was delivered with. @throws AppError `app.not_found`, `file.missing` */
  reveal(id: string): Promise<void>;
}

function asset(record: MediaAssetRecord): MediaAsset {
  const { orderLineId: _line, path: _path, thumbnailPath: _file, ...rest } = record;
  return {
    ...rest,
    assetType: mediaAssetType(record.kind),
    url: mediaUrls.asset(record.id),
    thumbnailUrl: record.thumbnailPath === null ? null : mediaUrls.thumbnail(record.id),
  };
}

export function createMediaService(context: ServiceContext): MediaService {
  const { mediaAssets, runs } = context.repositories;

  /** The store names files by their hash; people get a copy under its own name, so that they cannot change the store. */
  async function namedCopy(record: MediaAssetRecord): Promise<string> {
    const source = join(context.folders.home, record.path);
    const folder = join(context.folders.delivered, runs.get(record.runId)?.orderLineNumber ?? record.id);
    const target = join(folder, record.fileName);
    try {
      const { size } = await stat(source);
      const there = await stat(target).catch(() => null);
      if (there?.size === size) return target;
      await mkdir(folder, { recursive: true });
      await copyFile(source, `${target}.part`);
      await rename(`${target}.part`, target);
      return target;
    } catch (cause) {
      throw new AppError('file.missing', `The file of ${record.fileName} is gone.`, { cause });
    }
  }

  return {
    list: (filter) => mediaAssets.list(filter).map(asset),
    async reveal(id) {
      const record = mediaAssets.get(id);
      if (!record) throw new AppError('app.not_found', `There is no media asset ${id}.`, { details: { id } });
      context.platform.reveal(await namedCopy(record));
    },
  };
}
