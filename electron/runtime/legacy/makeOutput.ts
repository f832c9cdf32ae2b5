import { join } from 'node:path';
import type { DeliveredFile } from '../contracts/dispatch.ts';
import type { ActualConditions } from '../contracts/renderBatch.ts';
import type { JobUse } from '../contracts/renderServices.ts';
import type { Provenance } from '../../../shared/domain/media.ts';
import { angleSheet } from '../../../shared/media/angleSheet.ts';
import { provenanceText } from '../../../shared/media/provenanceText.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import { hasSeveralAngles } from './pipelineOf.ts';
import { conditionsOfOrder, sceneOfOrder } from './sceneOfOrder.ts';
import { jobOf, recordActual, type Work } from './work.ts';

const WHY = 'Part of every order.';
const VIDEO_QUALITY = 80;

/** Something that was made and is not delivered yet. */
export interface MadeOutput {
  readonly actual: ActualConditions | null;
  /** A picture of it, for the thumbnail; absolute. */
  readonly previewPath: string | null;
  /** Writes the file that is delivered, provenance in it, and verifies it. `target` is absolute. */
  write(target: string, provenance: Provenance): Promise<Omit<DeliveredFile, 'extension' | 'kind' | 'fileName'>>;
}

const noSize = { width: null, height: null, pixelHash: null, frames: null, fps: null };

/** Reads the use of a job when its step is done. */
function measured(): {
  keep: (use: JobUse) => void;
  read: () => Pick<JobUse, 'cpuSeconds' | 'peakMemoryBytes'> | null;
} {
  let kept: JobUse | null = null;
  return {
    keep: (use) => (kept = use),
    read: () => kept && { cpuSeconds: kept.cpuSeconds, peakMemoryBytes: kept.peakMemoryBytes },
  };
}

/** One picture, or a sheet of several camera angles. */
async function makeStill(work: Work): Promise<MadeOutput> {
  const { order, context, runner, progress } = work;
  const { profile, format } = order.outputType;
  const several = hasSeveralAngles(order.outputType);
  const used = measured();
  const render = async () => {
    const request = {
      scene: sceneOfOrder(order),
      conditions: conditionsOfOrder(order),
      cameras: several ? profile.angles : [profile.camera],
    };
    const { pictures, use } = await context.render.stills(jobOf(work, 'render_still'), request);
    used.keep(use);
    recordActual(work, pictures[0]!.actual, use);
    return pictures;
  };
  const pictures = await runner.run('render_still', WHY, render, used.read);
  let source: { path: string; width: number; height: number } = pictures[0]!;
  if (several) {
    source = await runner.run('compose_sheet', `${pictures.length} angles make one picture.`, () => {
      progress.report('compose_sheet', 0, 'Composing the sheet');
      return context.pictures.compose({
        sources: pictures.map((picture) => picture.path),
        target: join(work.folder, 'sheet.png'),
        ...angleSheet,
      });
    });
  }
  const { width, height } = source;
  return {
    actual: pictures[0]!.actual,
    previewPath: source.path,
    async write(target, provenance) {
      const request = { source: source.path, target, format, provenance, width, height };
      const written = await context.deliveries.writePicture(request);
      return { ...noSize, ...written };
    },
  };
}

async function makeTurntable(work: Work): Promise<MadeOutput> {
  const { order, context, runner } = work;
  const { profile, format } = order.outputType;
  if (format !== 'mp4' && format !== 'webm' && format !== 'gif') {
    throw new AppError('output_type.invalid_contract', `A turntable cannot be written as ${format}.`);
  }
  const rendering = measured();
  const render = async () => {
    const answer = await context.render.turntable(jobOf(work, 'render_turntable'), {
      scene: sceneOfOrder(order),
      conditions: conditionsOfOrder(order),
      camera: profile.camera,
      turntable: { frames: profile.frames, degrees: profile.degrees, direction: profile.direction },
    });
    rendering.keep(answer.use);
    recordActual(work, answer.frames[0]!.actual, answer.use);
    return answer.frames;
  };
  const frames = await runner.run('render_turntable', WHY, render, rendering.read);
  const encoding = measured();
  const encode = async () => {
    const video = await context.render.encodeVideo(jobOf(work, 'encode_video'), {
      frames,
      ...{ width: profile.width, height: profile.height, fps: profile.fps, format, quality: VIDEO_QUALITY },
      target: join(work.folder, `turntable.${format}`),
    });
    encoding.keep(video.use);
    return video;
  };
  const video = await runner.run('encode_video', 'Its own step: it can be repeated alone.', encode, encoding.read);
  return {
    actual: frames[0]!.actual,
    previewPath: frames[0]!.path,
    async write(target, provenance) {
      const written = await context.deliveries.writeVideo({ source: video.path, target, format, provenance });
      const { width, height, fps } = profile;
      return { ...noSize, ...written, width, height, fps, frames: video.frames };
    },
  };
}

async function makeBlend(work: Work): Promise<MadeOutput> {
  const { order, context, runner } = work;
  const used = measured();
  const exporting = async () => {
    const request = {
      scene: sceneOfOrder(order),
      conditions: conditionsOfOrder(order),
      camera: order.outputType.profile.camera,
    };
    const answer = await context.render.exportBlend(jobOf(work, 'export_blend'), { ...request, compress: true });
    used.keep(answer.use);
    recordActual(work, answer.blend.actual, answer.use);
    return answer.blend;
  };
  const blend = await runner.run('export_blend', WHY, exporting, used.read);
  return {
    actual: blend.actual,
    previewPath: null,
    async write(target, provenance) {
      const request = { blendPath: blend.path, target, provenance: provenanceText(provenance) };
      const written = await context.render.stampBlend(jobOf(work, 'verify_output'), request);
      return { ...noSize, ...written };
    },
  };
}

async function makeModel(work: Work): Promise<MadeOutput> {
  const { order, context, runner } = work;
  const { format } = order.outputType;
  const path = await runner.run('export_model', WHY, async () => {
    if (format === 'glb') return order.cad.glbPath;
    const written = await context.cad.writeStl(order.cad.glbPath, join(work.folder, 'model.stl'));
    return written.path;
  });
  return {
    actual: null,
    previewPath: null,
    write: async (target) => ({ ...noSize, ...(await context.deliveries.copy(path, target)) }),
  };
}

/** Makes what the order line asks for. */
export function makeOutput(work: Work): Promise<MadeOutput> {
  switch (work.order.outputType.artifactKind) {
    case 'still_image':
    case 'thumbnail_image':
      return makeStill(work);
    case 'turntable_video':
      return makeTurntable(work);
    case 'blend_asset':
      return makeBlend(work);
    case 'model_export':
      return makeModel(work);
  }
}
