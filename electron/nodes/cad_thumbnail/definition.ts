import { z } from 'zod';
import { invocationProfileSchema, rendererSettingsSchema } from '../../../shared/domain/outputType.ts';
import { defineNode } from '../defineNode.ts';
import { inheritedSetting } from '../support/inheritedSetting.ts';
import { input, output } from '../support/ports.ts';

const { width, height } = invocationProfileSchema.shape;

export const definition = defineNode({
  type: 'cad_thumbnail',
  version: 1,
  label: 'Render thumbnail',
  description: 'Renders a small picture of the product in the colours of the CAD file, as the output type asks for it.',
  category: 'render',
  families: ['cad_file'],
  inputs: [
    input('glb', 'glb', 'The model.', { label: 'GLB' }),
    input('manifest', 'manifest', 'When connected, parts get the colours that the CAD file gives them.', {
      required: false,
    }),
    input('bbox', 'bbox', 'When connected, a model without extent is refused before anything is rendered.', {
      label: 'Bounding box',
      required: false,
    }),
  ],
  outputs: [output('image', 'image', 'The picture.')],
  settings: z.strictObject({
    width: inheritedSetting(width, {
      ...{ title: 'Width', group: 'Picture', unit: 'px' },
      description: 'Width of the picture in pixels.',
    }),
    height: inheritedSetting(height, {
      ...{ title: 'Height', group: 'Picture', unit: 'px' },
      description: 'Height of the picture in pixels.',
    }),
    samples: inheritedSetting(rendererSettingsSchema.shape.samples, {
      ...{ title: 'Samples', group: 'Rendering' },
      description: 'More samples give less noise and take longer.',
    }),
    templateId: inheritedSetting(z.string().min(1), {
      ...{ title: 'Template', group: 'Picture', widget: 'template' },
      description: 'Camera, light and ground of the picture.',
    }),
    camera: inheritedSetting(z.string().min(1), {
      ...{ title: 'Camera', group: 'Picture', widget: 'camera' },
      description: 'A camera of the template, by its id.',
    }),
  }),
  contract: { publishes: 'never', artifactKind: null, effect: 'none' },
  resource: 'blender',
  reads: ['profile', 'renderer', 'library'],
});
