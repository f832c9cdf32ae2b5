import type { LucideIcon } from '@lucide/svelte';
import BadgeCheck from '@lucide/svelte/icons/badge-check';
import Bell from '@lucide/svelte/icons/bell';
import Box from '@lucide/svelte/icons/box';
import Camera from '@lucide/svelte/icons/camera';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import Clapperboard from '@lucide/svelte/icons/clapperboard';
import FileBox from '@lucide/svelte/icons/file-box';
import FileText from '@lucide/svelte/icons/file-text';
import Film from '@lucide/svelte/icons/film';
import FolderInput from '@lucide/svelte/icons/folder-input';
import ImageDown from '@lucide/svelte/icons/image-down';
import Images from '@lucide/svelte/icons/images';
import ListTree from '@lucide/svelte/icons/list-tree';
import Map from '@lucide/svelte/icons/map';
import PackageCheck from '@lucide/svelte/icons/package-check';
import Palette from '@lucide/svelte/icons/palette';
import Presentation from '@lucide/svelte/icons/presentation';
import Printer from '@lucide/svelte/icons/printer';
import RotateCw from '@lucide/svelte/icons/rotate-cw';
import Ruler from '@lucide/svelte/icons/ruler';
import Save from '@lucide/svelte/icons/save';
import ScanEye from '@lucide/svelte/icons/scan-eye';
import Shapes from '@lucide/svelte/icons/shapes';
import type { NodeDefinition } from '../../shared/domain/nodeDefinition.ts';

const ofType: Readonly<Record<string, LucideIcon>> = {
  order_line_setup: FileText,
  resolve_step_path: FileBox,
  resolve_template: Presentation,
  resolve_glb: Box,
  material_map_resolve: Map,
  auto_populate_materials: Palette,
  occ_object_extract: ListTree,
  occ_glb_export: Shapes,
  glb_bbox: Ruler,
  cad_parity_check: BadgeCheck,
  cad_thumbnail: ScanEye,
  thumbnail_save: ImageDown,
  stl_export: Printer,
  blender_still: Camera,
  blender_turntable: RotateCw,
  export_blend: Clapperboard,
  image_composite: Images,
  encode_video: Film,
  output_save: Save,
  notify: Bell,
};

const ofCategory: Readonly<Record<NodeDefinition['category'], LucideIcon>> = {
  input: FolderInput,
  cad: Box,
  scene: Presentation,
  render: Camera,
  output: PackageCheck,
};

/** The picture that a node type has everywhere: its own, else that of its category; null = a type that is not known. */
export function nodeIcon(definition: Pick<NodeDefinition, 'type' | 'category'> | null): LucideIcon {
  if (definition === null) return CircleQuestionMark;
  return ofType[definition.type] ?? ofCategory[definition.category];
}
