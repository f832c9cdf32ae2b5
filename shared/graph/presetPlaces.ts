/** From the left edge of one node to that of the next. */
const COLUMN = 224;
/** A node that shows a picture, and the gap below it. */
const PICTURED = 288;

type Place = readonly [column: number, y: number];

/** The line of most wires: what stands at this height is joined by straight ones. */
const LINE = 80;

const scene: Readonly<Record<string, Place>> = {
  order_line_setup: [0, LINE],
  resolve_template: [1, 0],
  resolve_glb: [1, 160],
  material_map_resolve: [2, 160],
  auto_populate_materials: [2, 336],
};

const savingIn = (column: number): Readonly<Record<string, Place>> => ({
  output_save: [column, LINE],
  // Above, because the map of the canvas lies over the lower right corner.
  notify: [column, LINE - 136],
});

/**
 * Where the nodes of each preset stand: by hand, so that all of a graph is seen at a size that can be read, with room for
 * the pictures that a run puts on its nodes, and few wires behind nodes.
 */
const places = {
  still: { ...scene, blender_still: [3, LINE], ...savingIn(4) },
  turntable: { ...scene, blender_turntable: [3, LINE], encode_video: [3, LINE + PICTURED], ...savingIn(4) },
  multi_angle: { ...scene, blender_still: [3, 0], image_composite: [4, LINE], ...savingIn(5) },
  still_with_exports: { ...scene, blender_still: [3, LINE], export_blend: [3, LINE + PICTURED], ...savingIn(4) },
  cad_intake: {
    ...{ resolve_step_path: [0, LINE], occ_object_extract: [1, 0], occ_glb_export: [1, 160] },
    ...{ cad_parity_check: [2, LINE], glb_bbox: [2, 272], cad_thumbnail: [3, LINE], stl_export: [3, LINE + PICTURED] },
    ...{ thumbnail_save: [4, LINE], ...savingIn(5) },
  },
} satisfies Record<string, Readonly<Record<string, Place>>>;

/** `node_3` stands below `node` and `node_2`. */
export function presetPlace(preset: keyof typeof places, id: string): { readonly x: number; readonly y: number } {
  const known: Readonly<Record<string, Place>> = places[preset];
  const [, first = id, number = '1'] = /^(.*?)(?:_(\d+))?$/.exec(id) ?? [];
  const [column, y] = known[id] ?? known[first] ?? [0, 0];
  return { x: column * COLUMN, y: y + (id in known ? 0 : (Number(number) - 1) * PICTURED) };
}
