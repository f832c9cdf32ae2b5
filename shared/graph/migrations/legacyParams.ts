import {
  asFlag,
  asNumber,
  asResolution,
  asText,
  asWord,
  type ReadLegacyValue,
  setting,
  wordSetting,
} from './legacyValues.ts';

export interface LegacyParam {
  readonly names: readonly string[];
  /** Node types that have the settings. */
  readonly types: readonly string[];
  readonly read: ReadLegacyValue;
}

const renders = ['blender_still', 'blender_turntable'];
const scenes = [...renders, 'export_blend'];
const pictures = [...scenes, 'cad_thumbnail'];

const formats = {
  ...{ png: 'png', jpg: 'jpg', jpeg: 'jpg', webp: 'webp', exr: 'exr', open_exr: 'exr' },
  ...{ mp4: 'mp4', mpeg4: 'mp4', h264: 'mp4', webm: 'webm', gif: 'gif', blend: 'blend', glb: 'glb', stl: 'stl' },
};
const artifacts = {
  ...{ still_image: 'still_image', still: 'still_image', image: 'still_image', picture: 'still_image' },
  ...{ turntable_video: 'turntable_video', turntable: 'turntable_video', video: 'turntable_video' },
  ...{ blend_asset: 'blend_asset', blend: 'blend_asset', model_export: 'model_export', model: 'model_export' },
  ...{ thumbnail_image: 'thumbnail_image', thumbnail: 'thumbnail_image' },
};
const engines = { cycles: 'cycles', eevee: 'eevee', blender_eevee: 'eevee', blender_eevee_next: 'eevee' };
const directions = {
  ...{ counterclockwise: 'counterclockwise', counter_clockwise: 'counterclockwise', anticlockwise: 'counterclockwise' },
  ...{ ccw: 'counterclockwise', clockwise: 'clockwise', cw: 'clockwise' },
  // The camera travels about the upright axis only. Its sign was the direction.
  ...{ z: 'counterclockwise', '+z': 'counterclockwise', world_z: 'counterclockwise' },
};
const glbSources = {
  cached: 'cached',
  cache: 'cached',
  rebuild: 'rebuild',
  rebuilt: 'rebuild',
  fresh: 'rebuild',
  file: 'file',
};
const populate = {
  ...{ off: 'off', none: 'off', fill_missing: 'fill_missing', fill: 'fill_missing', missing: 'fill_missing' },
  ...{ replace: 'replace', overwrite: 'replace', all: 'replace' },
};

function direction(value: unknown): string | null {
  // "-z" must not lose its sign, as asWord takes a hyphen for a space.
  return typeof value === 'string' && value.trim().toLowerCase() === '-z' ? 'clockwise' : asWord(value, directions);
}

/**
 * What the parameters of the older generations mean today. A name that is not here is looked for among the settings of
 * the nodes themselves; what is found nowhere is kept aside.
 */
export const legacyParams: readonly LegacyParam[] = [
  { names: ['width', 'resolution_x', 'render_width'], types: pictures, read: setting('width', asNumber) },
  { names: ['height', 'resolution_y', 'render_height'], types: pictures, read: setting('height', asNumber) },
  { names: ['resolution', 'size', 'image_size'], types: pictures, read: asResolution },
  { names: ['thumbnail_size', 'thumbnail_resolution'], types: ['cad_thumbnail', 'thumbnail_save'], read: asResolution },
  { names: ['samples', 'render_samples'], types: pictures, read: setting('samples', asNumber) },
  { names: ['seed', 'render_seed'], types: scenes, read: setting('seed', asNumber) },
  { names: ['engine', 'render_engine'], types: scenes, read: wordSetting('engine', engines) },
  {
    names: ['device', 'render_device'],
    types: renders,
    read: wordSetting('device', { cpu: 'cpu', gpu: 'gpu', auto: 'auto' }),
  },
  {
    names: ['transparent', 'transparent_bg', 'transparent_background', 'film_transparent'],
    types: renders,
    read: setting('transparent', asFlag),
  },
  { names: ['denoise', 'use_denoising', 'denoising'], types: renders, read: setting('denoise', asFlag) },
  { names: ['camera', 'camera_angle', 'camera_name'], types: pictures, read: setting('camera', asText) },
  {
    // The sheet takes several; they are read before this table. One angle is a camera.
    names: ['angles', 'camera_angles'],
    types: pictures,
    read: setting('camera', (value) => (Array.isArray(value) && value.length === 1 ? asText(value[0]) : null)),
  },
  { names: ['frames', 'frame_count'], types: ['blender_turntable'], read: setting('frames', asNumber) },
  { names: ['fps', 'frame_rate'], types: ['blender_turntable', 'encode_video'], read: setting('fps', asNumber) },
  { names: ['degrees', 'turntable_degrees'], types: ['blender_turntable'], read: setting('degrees', asNumber) },
  {
    names: ['direction', 'turntable_direction', 'turntable_axis'],
    types: ['blender_turntable'],
    read: setting('direction', direction),
  },
  {
    names: ['template', 'template_id', 'render_template', 'templateId'],
    types: ['resolve_template', 'cad_thumbnail'],
    read: setting('templateId', asText),
  },
  {
    names: ['material_override', 'override_material'],
    types: ['material_map_resolve'],
    read: setting('materialOverride', asText),
  },
  {
    names: ['resolution_order', 'material_resolution_order'],
    types: ['material_map_resolve'],
    read: setting('resolutionOrder', (value) => (Array.isArray(value) ? value : null)),
  },
  {
    names: ['output_format', 'format', 'file_format', 'video_format'],
    types: ['output_save', 'encode_video'],
    read: wordSetting('format', formats),
  },
  { names: ['quality', 'video_quality'], types: ['encode_video'], read: setting('quality', asNumber) },
  { names: ['notify', 'send_notification', 'armed'], types: ['notify'], read: setting('armed', asFlag) },
  { names: ['notify_message', 'message'], types: ['notify'], read: setting('message', asText) },
  {
    names: ['expected_artifact', 'artifact_kind', 'expectedArtifact'],
    types: ['output_save'],
    read: wordSetting('expectedArtifact', artifacts),
  },
  { names: ['file_name', 'filename', 'output_name'], types: ['output_save'], read: setting('fileName', asText) },
  {
    names: ['glb_source', 'source'],
    types: ['resolve_glb', 'occ_glb_export'],
    read: wordSetting('source', glbSources),
  },
  {
    names: ['use_cached_glb', 'glb_cache'],
    types: ['resolve_glb', 'occ_glb_export'],
    read: setting('source', (value) => {
      const cached = asFlag(value);
      return cached === null ? null : cached ? 'cached' : 'rebuild';
    }),
  },
  { names: ['glb_sha256', 'file_sha256'], types: ['resolve_glb'], read: setting('fileSha256', asText) },
  {
    names: ['auto_populate', 'auto_populate_materials', 'auto_populate_mode'],
    types: ['auto_populate_materials'],
    read: setting('mode', (value) => {
      const word = asWord(value, populate);
      if (word !== null) return word;
      const wanted = asFlag(value);
      return wanted === null ? null : wanted ? 'fill_missing' : 'off';
    }),
  },
  { names: ['compress', 'compress_blend'], types: ['export_blend'], read: setting('compress', asFlag) },
  { names: ['layout', 'composite_mode'], types: ['image_composite'], read: setting('mode', asText) },
  { names: ['columns', 'sheet_columns'], types: ['image_composite'], read: setting('columns', asNumber) },
  { names: ['gap', 'padding'], types: ['image_composite'], read: setting('gap', asNumber) },
  {
    names: ['count_in_blender', 'verify_in_blender'],
    types: ['cad_parity_check'],
    read: setting('countInBlender', asFlag),
  },
];
