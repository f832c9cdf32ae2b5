import { WORKFLOW_SCHEMA_VERSION, type WorkflowConfig } from '../domain/workflow.ts';
import { draftGraph, type NodeDraft } from './draftGraph.ts';
import { presetPlace } from './presetPlaces.ts';

export const workflowPresets = ['still', 'turntable', 'multi_angle', 'still_with_exports', 'cad_intake'] as const;
export type WorkflowPreset = (typeof workflowPresets)[number];

interface Preset extends Pick<WorkflowConfig, 'name' | 'family'> {
  readonly description: string;
  readonly nodes: readonly NodeDraft[];
  readonly wires: readonly string[];
}

const sheetCameras = ['three_quarter', 'front', 'side'];

/** The workflows that are shipped, as pure data. `cameras`: of the pictures of the multi-angle sheet, in their order. */
export function presetConfig(preset: WorkflowPreset, cameras: readonly string[] = sheetCameras): WorkflowConfig {
  const { name, family, description, nodes, wires } = presets[preset](cameras);
  const graph = draftGraph(nodes, wires);
  return {
    ...{ schemaVersion: WORKFLOW_SCHEMA_VERSION, name, description, family, executionMode: 'legacy' },
    nodes: graph.nodes.map((node) => ({ ...node, position: presetPlace(preset, node.id) })),
    edges: graph.edges,
  };
}

const plain = (...types: string[]): NodeDraft[] => types.map((type) => ({ id: type, type }));

/** From the order line to everything that a scene is made of. */
const sceneNodes: readonly NodeDraft[] = [
  ...plain('order_line_setup', 'resolve_template', 'resolve_glb', 'material_map_resolve'),
  { id: 'auto_populate_materials', type: 'auto_populate_materials', settings: { mode: 'off' } },
];
const sceneWires: readonly string[] = [
  'order_line_setup.order_line > resolve_template.order_line',
  'order_line_setup.order_line > resolve_glb.order_line',
  'order_line_setup.order_line > material_map_resolve.order_line',
  'resolve_glb.manifest > material_map_resolve.manifest',
  'material_map_resolve.material_map > auto_populate_materials.material_map',
  'resolve_glb.manifest > auto_populate_materials.manifest',
];

/** A node that builds the scene in Blender takes all of it. */
const sceneInto = (id: string): string[] => [
  `order_line_setup.order_line > ${id}.order_line`,
  `resolve_glb.glb > ${id}.glb`,
  `resolve_template.template > ${id}.template`,
  `auto_populate_materials.material_map > ${id}.material_map`,
];

const saving = (expectedArtifact: string): NodeDraft[] => [
  { id: 'output_save', type: 'output_save', settings: { expectedArtifact } },
  ...plain('notify'),
];
const savingFrom = (output: string): string[] => [
  `${output} > output_save.artifact`,
  'order_line_setup.order_line > output_save.order_line',
  'output_save.asset > notify.asset',
];

const presets: Record<WorkflowPreset, (cameras: readonly string[]) => Preset> = {
  still: () => ({
    name: 'Still',
    family: 'order_line',
    description: 'One picture of the product.',
    nodes: [...sceneNodes, ...plain('blender_still'), ...saving('still_image')],
    wires: [...sceneWires, ...sceneInto('blender_still'), ...savingFrom('blender_still.image')],
  }),
  turntable: () => ({
    name: 'Turntable',
    family: 'order_line',
    description: 'A video that goes once around the product.',
    nodes: [...sceneNodes, ...plain('blender_turntable', 'encode_video'), ...saving('turntable_video')],
    wires: [
      ...sceneWires,
      ...sceneInto('blender_turntable'),
      'blender_turntable.frames > encode_video.frames',
      ...savingFrom('encode_video.video'),
    ],
  }),
  multi_angle: (cameras) => {
    const stills = cameras.map((camera, index) => ({
      id: index === 0 ? 'blender_still' : `blender_still_${index + 1}`,
      type: 'blender_still',
      settings: { camera },
    }));
    return {
      name: 'Multi-angle sheet',
      family: 'order_line',
      description: 'One sheet with a picture from each of several cameras.',
      nodes: [
        ...sceneNodes,
        ...stills,
        { id: 'image_composite', type: 'image_composite', settings: { mode: 'sheet' } },
        ...saving('still_image'),
      ],
      wires: [
        ...sceneWires,
        ...stills.flatMap(({ id }) => [...sceneInto(id), `${id}.image > image_composite.images`]),
        ...savingFrom('image_composite.image'),
      ],
    };
  },
  still_with_exports: () => ({
    name: 'Still with exports',
    family: 'order_line',
    description: 'One picture of the product, and its scene as a .blend beside it.',
    nodes: [...sceneNodes, ...plain('blender_still', 'export_blend'), ...saving('still_image')],
    wires: [
      ...sceneWires,
      ...sceneInto('blender_still'),
      ...sceneInto('export_blend'),
      'export_blend.blend > output_save.attachments',
      ...savingFrom('blender_still.image'),
    ],
  }),
  cad_intake: () => ({
    name: 'CAD intake',
    family: 'cad_file',
    description: 'Reads a STEP file, checks that no part is lost, and makes its thumbnail and a printable model.',
    nodes: [
      ...plain('resolve_step_path', 'occ_object_extract', 'occ_glb_export', 'cad_parity_check', 'glb_bbox'),
      ...plain('stl_export', 'cad_thumbnail', 'thumbnail_save'),
      ...saving('thumbnail_image'),
    ],
    wires: [
      'resolve_step_path.cad > occ_object_extract.cad',
      'resolve_step_path.cad > occ_glb_export.cad',
      'occ_object_extract.manifest > cad_parity_check.manifest',
      'occ_glb_export.glb > cad_parity_check.glb',
      'cad_parity_check.glb > glb_bbox.glb',
      'cad_parity_check.glb > stl_export.glb',
      'cad_parity_check.glb > cad_thumbnail.glb',
      'occ_object_extract.manifest > cad_thumbnail.manifest',
      'glb_bbox.bbox > cad_thumbnail.bbox',
      'cad_thumbnail.image > thumbnail_save.image',
      'thumbnail_save.image > output_save.artifact',
      'stl_export.model > output_save.attachments',
      'output_save.asset > notify.asset',
    ],
  }),
};
