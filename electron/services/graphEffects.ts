import { relative, sep } from 'node:path';
import { AppError } from '../../shared/errors/appError.ts';
import type { MediaWorker } from '../media/mediaWorker.ts';
import type { DeliveredFile, DispatchOrder, Notifier, Publisher } from '../runtime/contracts/dispatch.ts';
import type { NodeEffects } from '../runtime/contracts/node.ts';
import { type ArtifactFile, fileOf, type PortValue } from '../runtime/contracts/portValues.ts';
import type { ServiceContext } from './serviceContext.ts';
import { join } from 'node:path';

const THUMBNAIL_EDGE = 320;
const noSize = { width: null, height: null, pixelHash: null, frames: null, fps: null };

function deliveredFile(
  file: ArtifactFile,
  facts: Pick<DeliveredFile, 'kind' | 'fileName'> & Partial<DeliveredFile>,
): DeliveredFile {
  const { path, extension, sha256, bytes } = file;
  return { ...noSize, ...facts, path, extension, sha256, bytes };
}

function filesOf(asset: PortValue<'asset'>): { file: DeliveredFile; attachments: DeliveredFile[] } {
  const { kind, fileName, width, height, pixelHash, frames, fps, attachments } = asset.data;
  return {
    file: deliveredFile(fileOf(asset, 'file'), { kind, fileName, width, height, pixelHash, frames, fps }),
    attachments: attachments.map((attachment) =>
      deliveredFile(fileOf(asset, attachment.file), { kind: attachment.kind, fileName: attachment.fileName }),
    ),
  };
}

/** What an authoritative graph run does to the world, for one order. */
export function createGraphEffects(
  context: ServiceContext,
  tools: {
    publisher: Publisher;
    notifier: Notifier;
    media: MediaWorker;
    onPublished: (path: string) => void;
  },
  order: DispatchOrder,
): NodeEffects {
  let mediaAssetId: string | null = null;
  return {
    async publish(asset) {
      const { file, attachments } = filesOf(asset);
      // A file that was delivered before has been read before.
      const known = context.repositories.artifacts.get(file.sha256)?.provenance;
      const provenance = known ?? (await tools.media.readProvenance(file.path));
      if (!provenance && file.kind !== 'model_export') {
        throw new AppError('graph.output_invalid', `${file.fileName} does not say how it was made.`);
      }
      const preview = asset.files.find((candidate) => candidate.name === 'preview');
      const delivery = { file, attachments, provenance, previewPath: preview?.path ?? null };
      const published = await tools.publisher.publish(order, delivery);
      mediaAssetId = published.mediaAssetId;
      tools.onPublished(published.path);
      return { mediaAssetId };
    },
    async notify(message) {
      if (mediaAssetId === null) throw new AppError('graph.output_invalid', 'There is nothing delivered to tell of.');
      tools.notifier.delivered(order, mediaAssetId, message);
    },
    async setThumbnail(image) {
      const { home, thumbnails } = context.folders;
      const file = fileOf(image, 'image');
      const target = join(thumbnails, `cad-${file.sha256}.webp`);
      await tools.media.thumbnail(file.path, target, THUMBNAIL_EDGE);
      const stored = relative(home, target).split(sep).join('/');
      context.repositories.cadFiles.setThumbnail(order.cad.sha256, stored);
    },
  };
}
