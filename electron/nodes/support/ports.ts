import type { NodePort } from '../../../shared/domain/nodeDefinition.ts';
import type { PortType } from '../../../shared/domain/portType.ts';

type InputOptions = Partial<Pick<NodePort, 'label' | 'required' | 'multiple'>>;

/** Written in capitals wherever people read of them. */
const abbreviations = /\b(cad|glb|stl)\b/g;

/** `material_map` -> `Material map`, `glb` -> `GLB`. */
function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ').replace(abbreviations, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** An input; required unless `options` say otherwise. */
export function input(
  name: string,
  types: PortType | readonly PortType[],
  description: string,
  options: InputOptions = {},
): NodePort {
  const list = typeof types === 'string' ? [types] : [...types];
  return { name, label: labelOf(name), types: list, required: true, multiple: false, description, ...options };
}

/** An output; a node that succeeds gives all of its outputs. */
export function output(name: string, type: PortType, description: string, label = labelOf(name)): NodePort {
  return { name, label, types: [type], required: true, multiple: false, description };
}
