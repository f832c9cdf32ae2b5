import type { OutputType } from '../../shared/domain/outputType.ts';

const still = {
  family: 'order_line',
  artifactKind: 'still_image',
  format: 'png',
  workflowId: null,
  rolloutMode: null,
  category: 'Stills',
  active: true,
} as const;

/** The output types that every data folder starts with. Their ids are fixed, so that seeding twice changes nothing. */
export const shippedOutputTypes: readonly OutputType[] = [
  {
    ...still,
    id: 'ot-still-preview',
    profile: {
      width: 640,
      height: 360,
      templateId: 'white_studio',
      camera: 'three_quarter',
      background: 'template',
      materialOverride: null,
    },
    renderer: {
      engine: 'cycles',
      device: 'auto',
      samples: 32,
      seed: 7,
      denoise: true,
      wallSeconds: 900,
      silenceSeconds: 120,
    },
    name: 'Still, preview',
    code: 'still_preview',
    description: 'A quick picture to check materials and view.',
  },
  {
    ...still,
    id: 'ot-still-catalogue',
    profile: {
      width: 1920,
      height: 1080,
      templateId: 'white_studio',
      camera: 'three_quarter',
      background: 'template',
      materialOverride: null,
    },
    renderer: {
      engine: 'cycles',
      device: 'auto',
      samples: 128,
      seed: 7,
      denoise: true,
      wallSeconds: 7200,
      silenceSeconds: 300,
    },
    name: 'Still, catalogue',
    code: 'still_catalogue',
    description: 'The picture that goes on a page: full HD, denoised.',
  },
];
