import { z } from 'zod';
import type { NodeContract, NodeDefinition, NodePort } from '../../shared/domain/nodeDefinition.ts';
import { artifactKindSchema, deviceSchema, engineSchema, type Family } from '../../shared/domain/outputType.ts';
import { type PortType, portTypeSchema } from '../../shared/domain/portType.ts';
import type { NodeCatalogue } from '../../shared/graph/nodeCatalogue.ts';

interface Draft {
  readonly families: readonly Family[];
  /** `name*:type|type`: `*` required, `+` takes several connections. */
  readonly inputs: string;
  readonly outputs: string;
  readonly settings: z.ZodObject;
  readonly publishes?: NodeContract['publishes'];
  readonly artifactKind?: NodeContract['artifactKind'];
  readonly effect?: NodeContract['effect'];
}

const given = <T extends z.ZodType>(schema: T) => schema.nullable().default(null as never);
const pixels = given(z.number().int().min(16).max(16384));
const count = (min: number, max: number) => given(z.number().int().min(min).max(max));
const name = given(z.string().min(1).max(200));

const frame = { width: pixels, height: pixels, samples: count(1, 65536), seed: count(0, 2147483647) };
const render = {
  ...frame,
  engine: given(engineSchema),
  device: given(deviceSchema),
  denoise: given(z.boolean()),
  transparent: given(z.boolean()),
  camera: name,
};
const scene = 'order_line*:order_line glb*:glb template*:template material_map*:material_map';
const deliverables = 'image|video|blend|model';
const settings = (shape: z.ZodRawShape = {}) => z.strictObject(shape);
const videoFormat = z.enum(['mp4', 'webm', 'gif']);
const fps = count(1, 120);

const cad = (inputs: string, outputs: string, shape?: z.ZodRawShape): Draft => ({
  ...{ families: ['cad_file'], inputs, outputs, settings: settings(shape) },
});
const order = (inputs: string, outputs: string, shape?: z.ZodRawShape): Draft => ({
  ...{ families: ['order_line'], inputs, outputs, settings: settings(shape) },
});
const unlessSaved = (artifactKind: NodeContract['artifactKind']) =>
  ({ publishes: 'unless_saved', artifactKind, effect: 'publish' }) as const;

/** The node types of the product with their ports; settings as far as graphs care for them. */
const drafts: Record<string, Draft> = {
  resolve_step_path: cad('', 'cad:cad'),
  occ_object_extract: cad('cad*:cad', 'manifest:manifest', {
    source: z.enum(['cached', 'rebuild']).default('cached'),
  }),
  occ_glb_export: cad('cad*:cad manifest:manifest', 'glb:glb model:model', {
    source: z.enum(['cached', 'rebuild']).default('cached'),
  }),
  stl_export: cad('glb*:glb', 'model:model'),
  glb_bbox: cad('glb*:glb', 'bbox:bbox'),
  cad_parity_check: cad('manifest*:manifest glb*:glb', 'glb:glb', { countInBlender: z.boolean().default(false) }),
  cad_thumbnail: cad('glb*:glb manifest:manifest bbox:bbox', 'image:image', {
    ...{ width: pixels, height: pixels, samples: count(1, 65536), templateId: name, camera: name },
  }),
  thumbnail_save: { ...cad('image*:image', 'image:image', { width: pixels, height: pixels }), effect: 'set_thumbnail' },
  order_line_setup: order('', 'order_line:order_line'),
  resolve_template: order('order_line*:order_line', 'template:template', { templateId: name }),
  resolve_glb: order('order_line*:order_line', 'glb:glb manifest:manifest', {
    source: z.enum(['cached', 'rebuild', 'file']).default('cached'),
    fileSha256: given(z.string().regex(/^[0-9a-f]{64}$/)),
  }),
  material_map_resolve: order('order_line*:order_line manifest*:manifest', 'material_map:material_map', {
    materialOverride: name,
    resolutionOrder: z
      .array(z.enum(['override', 'rules', 'cad_colour', 'default']))
      .default(['override', 'rules', 'cad_colour', 'default']),
  }),
  auto_populate_materials: order('material_map*:material_map manifest*:manifest', 'material_map:material_map', {
    mode: z.enum(['off', 'fill_missing', 'replace']).default('off'),
  }),
  blender_still: { ...order(scene, 'image:image', render), ...unlessSaved('still_image') },
  blender_turntable: order(scene, 'frames:frames', {
    ...{ ...render, frames: count(2, 2000), degrees: given(z.number().min(1).max(3600)), fps },
    direction: given(z.enum(['counterclockwise', 'clockwise'])),
  }),
  encode_video: {
    ...order('frames*:frames', 'video:video', { format: given(videoFormat), fps, quality: count(1, 100) }),
    ...unlessSaved('turntable_video'),
  },
  export_blend: {
    ...order(scene, 'blend:blend', {
      ...{ ...frame, camera: name, engine: given(engineSchema), compress: z.boolean().default(true) },
    }),
    ...unlessSaved('blend_asset'),
  },
  image_composite: order('images*+:image', 'image:image', {
    mode: z.enum(['sheet', 'over']).default('sheet'),
    ...{ columns: count(1, 16), gap: z.number().int().min(0).default(0), background: name },
  }),
  output_save: {
    families: ['cad_file', 'order_line'],
    inputs: `artifact*:${deliverables} attachments+:${deliverables} order_line:order_line`,
    outputs: 'asset:asset',
    settings: settings({
      expectedArtifact: artifactKindSchema.default('still_image'),
      format: given(z.enum(['png', 'jpg', 'webp', 'exr', 'mp4', 'webm', 'gif', 'blend', 'glb', 'stl'])),
      fileName: name,
    }),
    publishes: 'always',
    effect: 'publish',
  },
  notify: {
    families: ['cad_file', 'order_line'],
    inputs: 'asset*:asset',
    outputs: '',
    settings: settings({ armed: z.boolean().default(true), message: name }),
    effect: 'notify',
  },
};

function ports(text: string): NodePort[] {
  return text.split(' ').flatMap((word) => {
    const match = /^([a-z_]+)(\*?)(\+?):(.+)$/.exec(word);
    if (match === null) return [];
    const [, port = '', required, multiple, types = ''] = match;
    return {
      ...{ name: port, label: port, description: '', required: required === '*', multiple: multiple === '+' },
      types: types.split('|').map((type): PortType => portTypeSchema.parse(type)),
    };
  });
}

function definitionOf(type: string, draft: Draft): NodeDefinition {
  const inputs = ports(draft.inputs);
  const outputs = ports(draft.outputs);
  return {
    ...{ type, version: 1, label: type, description: '', category: 'scene', families: [...draft.families] },
    ...{ inputs, outputs, resource: 'cpu', disabled: null },
    settingsSchema: z.toJSONSchema(draft.settings, { io: 'input' }),
    defaults: draft.settings.parse({}) as NodeDefinition['defaults'],
    contract: {
      consumes: inputs.flatMap(({ types }) => types),
      produces: outputs.flatMap(({ types }) => types),
      publishes: draft.publishes ?? 'never',
      artifactKind: draft.artifactKind ?? null,
      effect: draft.effect ?? 'none',
    },
  };
}

/** A catalogue for tests of graphs. `changes` replaces parts of definitions, by type. */
export function graphCatalogue(changes: Record<string, Partial<NodeDefinition>> = {}): NodeCatalogue {
  const definitions = new Map(
    Object.entries(drafts).map(([type, draft]) => [type, { ...definitionOf(type, draft), ...changes[type] }]),
  );
  return {
    get: (type) => definitions.get(type) ?? null,
    list: () => [...definitions.values()],
    checkSettings: (type, values) =>
      (drafts[type]?.settings.safeParse(values).error?.issues ?? []).flatMap(
        (issue): ReturnType<NodeCatalogue['checkSettings']> =>
          issue.code === 'unrecognized_keys'
            ? issue.keys.map((key) => ({ field: key, message: `There is no setting ${key}.`, unknown: true }))
            : [{ field: issue.path.join('.'), message: `${issue.path.join('.')}: ${issue.message}.`, unknown: false }],
      ),
  };
}
