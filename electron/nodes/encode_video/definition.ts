import { z } from 'zod';
import { invocationProfileSchema } from '../../../shared/domain/outputType.ts';
import { defineNode } from '../defineNode.ts';
import { inheritedSetting } from '../support/inheritedSetting.ts';
import { input, output } from '../support/ports.ts';
import { hints } from '../support/settingHints.ts';

export const definition = defineNode({
  type: 'encode_video',
  version: 1,
  label: 'Encode video',
  description: 'Makes a video of rendered pictures. Can be repeated without rendering again.',
  category: 'output',
  families: ['order_line'],
  inputs: [input('frames', 'frames', 'The pictures, in their order.')],
  outputs: [output('video', 'video', 'The video.')],
  settings: z.strictObject({
    format: inheritedSetting(z.enum(['mp4', 'webm', 'gif']), {
      ...{ title: 'Format', group: 'Video', from: 'output_type' },
      description: 'MP4 plays everywhere, WebM is for the web, GIF is for where no video is allowed.',
    }),
    fps: inheritedSetting(invocationProfileSchema.shape.fps.unwrap(), {
      ...{ title: 'Frame rate', group: 'Video', unit: 'fps', from: 'input' },
      description: 'Pictures a second; empty for the rate that the frames were made for.',
    }),
    quality: z
      .number()
      .int()
      .min(0)
      .max(100)
      .default(80)
      .meta(
        hints({
          ...{ title: 'Quality', group: 'Video', widget: 'slider', unit: '%' },
          description: 'Higher is sharper and larger. A GIF has no quality to choose.',
        }),
      ),
  }),
  contract: { publishes: 'unless_saved', artifactKind: 'turntable_video', effect: 'publish' },
  resource: 'blender',
  reads: ['outputType'],
});
