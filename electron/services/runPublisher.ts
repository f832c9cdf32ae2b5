import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { CoreFields } from '../../shared/domain/run.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { ArtifactStore } from '../media/artifactStore.ts';
import type { MediaWorker } from '../media/mediaWorker.ts';
import type { MediaAssetRecord } from '../persistence/repositories/mediaAssetRepository.ts';
import type { DeliveredFile, Delivery, DispatchOrder, Notifier, Publisher } from '../runtime/contracts/dispatch.ts';
import type { NoticeService } from './noticeService.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

const THUMBNAIL_EDGE = 320;

interface StoredFile {
  /** Absolute. */
  readonly path: string;
  readonly relativePath: string;
  /** Relative to the data folder, or null. */
  readonly thumbnailPath: string | null;
}

/** Turns verified files into artifacts in the store and the one primary media asset of their order line. */
export function createRunPublisher(
  context: ServiceContext,
  tools: { artifacts: ArtifactStore; media: MediaWorker },
): Publisher {
  const { repositories, folders } = context;
  const stored = (path: string): string => relative(folders.home, path).split(sep).join('/');

  /** The core fields of a file that is there, from its file's own words. */
  function known({ sha256, pixelHash, path, width, height }: MediaAssetRecord): Partial<CoreFields> {
    const blender = repositories.artifacts.get(sha256)?.provenance?.blender;
    return {
      ...{ outputPath: join(folders.home, path), outputSha256: sha256, pixelHash, width, height },
      ...(blender && {
        blenderVersion: blender.version,
        deviceUsed: blender.device,
        engine: blender.engine,
        samples: blender.samples,
        seed: blender.seed,
      }),
    };
  }

  /** Whoever lost the run to another process must not publish for it. */
  function demandOwnership(order: DispatchOrder): void {
    const run = repositories.runs.get(order.runId);
    if (run?.state === 'running' && run.instanceId === context.instanceId) return;
    throw new AppError('run.lease_lost', `Run ${order.runNumber} was taken over by another HartOMat process.`);
  }

  function record(order: DispatchOrder, { file, attachments, provenance }: Delivery, stored: readonly StoredFile[]) {
    const createdAt = timestamp(context);
    const base = { orderLineId: order.orderLineId, runId: order.runId, productId: order.product.id, createdAt };
    return context.transaction(() => {
      demandOwnership(order);
      for (const [index, { kind, sha256, bytes, width, height, pixelHash, frames, fps }] of [
        file,
        ...attachments,
      ].entries()) {
        repositories.artifacts.ensure({
          ...{ sha256, kind, bytes, width, height, pixelHash, frames, fps, createdAt },
          provenance: index === 0 ? provenance : null,
          path: stored[index]!.relativePath,
        });
      }
      for (const [index, attachment] of attachments.entries()) {
        repositories.mediaAssets.attach({
          ...{ ...base, id: context.newId(), artifactSha256: attachment.sha256, fileName: attachment.fileName },
          thumbnailPath: stored[index + 1]!.thumbnailPath,
        });
      }
      return repositories.mediaAssets.publish({
        ...{ ...base, id: context.newId(), artifactSha256: file.sha256, fileName: file.fileName, role: 'primary' },
        thumbnailPath: stored[0]!.thumbnailPath,
      });
    });
  }

  /** File first, row last: a row always has its file. */
  async function store(file: DeliveredFile, previewPath: string | null): Promise<StoredFile> {
    const { path, relativePath } = await tools.artifacts.put(file.path, file.extension);
    if (previewPath === null) return { path, relativePath, thumbnailPath: null };
    const thumbnail = join(folders.thumbnails, `${file.sha256}.webp`);
    // Equal files have equal thumbnails.
    if (!existsSync(thumbnail)) await tools.media.thumbnail(previewPath, thumbnail, THUMBNAIL_EDGE);
    return { path, relativePath, thumbnailPath: stored(thumbnail) };
  }

  return {
    published(order) {
      const asset = repositories.mediaAssets.byOrderLine(order.orderLineId);
      return asset && { mediaAssetId: asset.id, core: known(asset) };
    },
    async publish(order, delivery) {
      const files = [await store(delivery.file, delivery.previewPath)];
      for (const attachment of delivery.attachments) files.push(await store(attachment, null));
      const { asset } = record(order, delivery, files);
      context.events.emit('media:changed', { productId: order.product.id });
      context.events.emit('products:changed', { productId: order.product.id });
      return { mediaAssetId: asset.id, path: files[0]!.path };
    },
  };
}

/** Says once per order line that it was delivered, also when the application or a run of it ended in between. */
export function createRunNotifier(notices: NoticeService): Notifier {
  return {
    delivered(order, _mediaAssetId, message) {
      notices.add({
        id: `delivered-${order.orderLineId}`,
        kind: 'delivered',
        title: `${order.product.name}: ${order.outputType.name} delivered`,
        body: message ?? `${order.orderLineNumber}, run ${order.runNumber}.`,
        runId: order.runId,
        productId: order.product.id,
      });
    },
  };
}
