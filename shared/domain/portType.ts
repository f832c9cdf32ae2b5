import { z } from 'zod';

/** What flows along a wire. An input may take several types, an output gives exactly one. */
export const portTypeSchema = z.enum([
  'cad',
  'manifest',
  'glb',
  'bbox',
  'material_map',
  'template',
  'order_line',
  'image',
  'frames',
  'video',
  'blend',
  'model',
  'asset',
]);
export type PortType = z.infer<typeof portTypeSchema>;
