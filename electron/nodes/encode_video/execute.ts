import { AppError } from '../../../shared/errors/appError.ts';
import type { ExecuteNode, NodeContext } from '../../runtime/contracts/node.ts';
import type { SettingsOf } from '../defineNode.ts';
import { facetOf } from '../support/facetOf.ts';
import { requiredInput } from '../support/requiredInput.ts';
import { definition } from './definition.ts';

type Settings = SettingsOf<typeof definition>;

/** @throws AppError `output_type.invalid_contract`, `media.encode_failed`, `media.video_damaged`, `blender.*` */
export const execute: ExecuteNode<Settings> = async (context) => {
  const { services, settings, job } = context;
  const format = formatOf(context);
  const { data, files } = requiredInput(context, 'frames', 'frames');
  const { width, height, made } = data;
  const fps = settings.fps ?? data.fps;
  const video = await services.render.encodeVideo(job, {
    frames: files.map(({ path, sha256 }) => ({ path, sha256 })),
    ...{ width, height, fps, format, quality: settings.quality },
    target: services.path(`turntable.${format}`),
  });
  return {
    video: {
      type: 'video',
      data: { width, height, frames: video.frames, fps, format, made },
      files: [await services.file('video', video.path)],
    },
  };
};

/** As set, else as the output type says, when that is a video. */
function formatOf(context: NodeContext<Settings>): 'mp4' | 'webm' | 'gif' {
  const { format, code } = facetOf(context, 'outputType');
  const { data, success } = definition.settings.shape.format.safeParse(context.settings.format ?? format);
  if (success && data !== null) return data;
  throw new AppError('output_type.invalid_contract', `The output type ${code} asks for ${format}, which is no video.`, {
    remedy: 'Set the format of this node, or choose an output type for turntable videos.',
    details: { format },
  });
}
