import type { InvocationProfile, OutputType, RendererSettings } from '../../shared/domain/outputType.ts';

const profile: InvocationProfile = {
  ...{ width: 640, height: 360, templateId: 'white_studio', camera: 'three_quarter', background: 'template' },
  ...{ materialOverride: null, angles: [], frames: 48, fps: 24, degrees: 360, direction: 'counterclockwise' },
};

const preview: RendererSettings = {
  ...{ engine: 'cycles', device: 'auto', samples: 32, seed: 7, denoise: true, wallSeconds: 900, silenceSeconds: 120 },
};

/** No workflow and no rollout: the fixed pipeline, until someone decides otherwise. */
const legacy = { workflowId: null, workflowRevision: null, rolloutMode: null, active: true } as const;
const still = {
  ...legacy,
  family: 'order_line',
  artifactKind: 'still_image',
  format: 'png',
  category: 'Stills',
} as const;

/** The output types that every data folder starts with. Their ids are fixed, so that seeding twice changes nothing. */
export const shippedOutputTypes: readonly OutputType[] = [
  {
    ...still,
    id: 'ot-still-preview',
    profile,
    renderer: preview,
    name: 'Still, preview',
    code: 'still_preview',
    description: 'A quick picture to check materials and view.',
  },
  {
    ...still,
    id: 'ot-still-catalogue',
    profile: { ...profile, width: 1920, height: 1080 },
    renderer: { ...preview, samples: 128, wallSeconds: 7200, silenceSeconds: 300 },
    name: 'Still, catalogue',
    code: 'still_catalogue',
    description: 'The picture that goes on a page: full HD, denoised.',
  },
  {
    ...still,
    id: 'ot-still-angles',
    profile: { ...profile, angles: ['three_quarter', 'front', 'side'] },
    renderer: preview,
    name: 'Still, three angles',
    code: 'still_angles',
    description: 'One sheet with the product from three sides.',
  },
  {
    ...legacy,
    ...{ id: 'ot-turntable-preview', family: 'order_line', artifactKind: 'turntable_video', format: 'mp4' },
    profile: { ...profile, width: 480, height: 270 },
    renderer: { ...preview, samples: 16, wallSeconds: 7200, silenceSeconds: 300 },
    name: 'Turntable, preview',
    code: 'turntable_preview',
    category: 'Turntables',
    description: 'Two seconds, once around the product.',
  },
  {
    ...legacy,
    ...{ id: 'ot-blend-production', family: 'order_line', artifactKind: 'blend_asset', format: 'blend' },
    profile: { ...profile, width: 1920, height: 1080 },
    renderer: { ...preview, samples: 128 },
    name: 'Blender scene, production',
    code: 'blend_production',
    category: 'Scenes',
    description: 'The product in its studio as a .blend file, every part under its key.',
  },
  {
    ...legacy,
    ...{ id: 'ot-cad-thumbnail', family: 'cad_file', artifactKind: 'thumbnail_image', format: 'png' },
    profile: { ...profile, width: 512, height: 512 },
    renderer: { ...preview, samples: 16 },
    name: 'Thumbnail',
    code: 'cad_thumbnail',
    category: 'CAD files',
    description: 'A small picture for lists.',
  },
  {
    ...legacy,
    ...{ id: 'ot-model-stl', family: 'cad_file', artifactKind: 'model_export', format: 'stl' },
    profile,
    renderer: preview,
    name: 'Model, STL',
    code: 'model_stl',
    category: 'CAD files',
    description: 'The surface of the whole product in millimetres.',
  },
];
