import type { StepOutput } from '../../../shared/domain/run.ts';
import type { PortType } from '../../../shared/domain/portType.ts';
import type { PortData, PortValue } from '../contracts/portValues.ts';
import type { GivenOutputs } from './givenInputs.ts';

const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;
const size = ({ width, height }: { width: number; height: number }): string => `${width} x ${height}`;
const millimetres = (metres: number): string => (metres * 1000).toFixed(1);

const summaries: { readonly [T in PortType]: (data: PortData<T>) => string } = {
  cad: ({ fileName }) => fileName,
  manifest: ({ parts, uniquePartKeys }) =>
    uniquePartKeys === parts ? count(parts, 'part') : `${count(parts, 'part')}, ${uniquePartKeys} part keys`,
  glb: ({ meshNodes, source }) => `${count(meshNodes, 'mesh node')}, ${source}`,
  bbox: (data) => `${data.size.map(millimetres).join(' x ')} mm`,
  material_map: ({ materials, assignments, unmatched }) =>
    `${count(materials.length, 'material')} on ${count(Object.keys(assignments).length, 'part')}` +
    (unmatched.length > 0 ? `, ${unmatched.length} unmatched` : ''),
  template: ({ template }) => template.name,
  order_line: ({ product, profile }) => `${product.name}, ${size(profile)}`,
  image: (data) => size(data),
  frames: (data) => `${count(data.count, 'frame')}, ${size(data)}, ${data.fps} fps`,
  video: (data) => `${data.format}, ${count(data.frames, 'frame')}, ${size(data)}, ${data.fps} fps`,
  blend: ({ parts }) => count(parts, 'part'),
  model: ({ format, triangles }) => `${format}, ${count(triangles, 'triangle')}`,
  asset: ({ fileName, attachments }) =>
    attachments.length === 0 ? fileName : `${fileName} and ${count(attachments.length, 'attachment')}`,
};

/** A value in a few words: `1920 x 1080`, `146 parts`. */
export function summarise<T extends PortType>(value: PortValue<T>): string {
  return summaries[value.type](value.data);
}

/** What a step tells of the outputs of its node. */
export function stepOutputs(outputs: GivenOutputs): StepOutput[] {
  return [...outputs].map(([port, { value, hash }]) => ({
    port,
    type: value.type,
    hash,
    summary: summarise(value),
    files: value.files.map(({ name, extension, sha256, bytes }) => ({ name, extension, sha256, bytes })),
  }));
}
