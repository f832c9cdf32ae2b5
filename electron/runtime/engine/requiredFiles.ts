import type { PortType } from '../../../shared/domain/portType.ts';
import type { PortData, PortValue } from '../contracts/portValues.ts';

/** The names of the files that a value of each type has, as contracts/portValues.ts promises them. */
const files: { readonly [T in PortType]: (data: PortData<T>) => readonly string[] } = {
  cad: () => ['step'],
  manifest: () => ['manifest'],
  glb: () => ['glb'],
  bbox: () => [],
  material_map: () => [],
  template: ({ template }) => (template.kind === 'blend' ? ['blend'] : []),
  order_line: () => [],
  image: () => ['image'],
  frames: ({ count }) => Array.from({ length: count }, (_, index) => `frame_${String(index + 1).padStart(4, '0')}`),
  video: () => ['video'],
  blend: () => ['blend', 'canonical'],
  model: () => ['model'],
  asset: ({ attachments }) => ['file', ...attachments.map(({ file }) => file)],
};

export function requiredFiles<T extends PortType>(value: Pick<PortValue<T>, 'type' | 'data'>): readonly string[] {
  return files[value.type](value.data);
}
