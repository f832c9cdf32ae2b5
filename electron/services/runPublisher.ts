import { join, relative, sep } from 'node:path';
import type { CoreFields } from '../../shared/domain/run.ts';
import type { ArtifactStore } from '../media/artifactStore.ts';
import type { MediaWorker } from '../media/mediaWorker.ts';
import type { MediaAssetRecord } from '../persistence/repositories/mediaAssetRepository.ts';
import type { Delivery, DispatchOrder, Notifier, Publisher } from '../runtime/contracts/dispatch.ts';
import type { NoticeService } from './noticeService.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

const THUMBNAIL_EDGE = 320;

/** Turns a verified picture into an artifact in the store and the one media asset of its order line. */
export function createRunPublisher(
  context: ServiceContext,
  tools: { artifacts: ArtifactStore; media: MediaWorker },
): Publisher {
  const { repositories, folders } = context;
  const stored = (path: string): string => relative(folders.home, path).split(sep).join('/');

  /** The core fields of a picture that is there, from its file's own words. */
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

  function record(
    order: DispatchOrder,
    { picture, fileName, provenance }: Delivery,
    relativePath: string,
    thumbnail: string,
  ) {
    const createdAt = timestamp(context);
    const { sha256, bytes, width, height, pixelHash } = picture;
    const kind = order.outputType.artifactKind;
    return context.transaction(() => {
      repositories.artifacts.ensure({
        ...{ sha256, kind, bytes, width, height, pixelHash, provenance, createdAt },
        path: relativePath,
      });
      return repositories.mediaAssets.publish({
        id: context.newId(),
        orderLineId: order.orderLineId,
        runId: order.runId,
        productId: order.product.id,
        artifactSha256: sha256,
        fileName,
        thumbnailPath: stored(thumbnail),
        createdAt,
      });
    });
  }

  return {
    published(order) {
      const asset = repositories.mediaAssets.byOrderLine(order.orderLineId);
      return asset && { mediaAssetId: asset.id, core: known(asset) };
    },
    async publish(order, delivery) {
      // File first, row last: a row always has its file.
      const { path, relativePath } = await tools.artifacts.put(delivery.picture.path, order.outputType.format);
      const thumbnail = join(folders.thumbnails, `${delivery.picture.sha256}.webp`);
      await tools.media.thumbnail(path, thumbnail, THUMBNAIL_EDGE);
      const { asset } = record(order, delivery, relativePath, thumbnail);
      context.events.emit('media:changed', { productId: order.product.id });
      context.events.emit('products:changed', { productId: order.product.id });
      return { mediaAssetId: asset.id, path };
    },
  };
}

/** Says once per run that it was delivered, also when the application ended in between. */
export function createRunNotifier(notices: NoticeService): Notifier {
  return {
    delivered(order) {
      notices.add({
        id: `delivered-${order.runId}`,
        kind: 'delivered',
        title: `${order.product.name}: ${order.outputType.name} delivered`,
        body: `${order.orderLineNumber}, run ${order.runNumber}.`,
        runId: order.runId,
        productId: order.product.id,
      });
    },
  };
}
