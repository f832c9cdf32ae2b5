import { z } from 'zod';
import type { NodeDefinition, NodePort } from '../../shared/domain/nodeDefinition.ts';
import type { NodeSpec } from '../runtime/contracts/node.ts';

const typesOf = (ports: readonly NodePort[]): NodePort['types'] => [...new Set(ports.flatMap((port) => port.types))];

/**
 * A node type as every reader outside this folder gets it: its settings as JSON Schema with the `x-` hints of `.meta()`,
 * its defaults as values. Throws what zod throws for settings that JSON cannot say, or that have no default.
 */
export function toDefinition(spec: NodeSpec): NodeDefinition {
  const { type, version, label, description, category, resource, disabled } = spec;
  return {
    ...{ type, version, label, description, category },
    families: [...spec.families],
    inputs: [...spec.inputs],
    outputs: [...spec.outputs],
    settingsSchema: z.toJSONSchema(spec.settings, { io: 'input' }),
    defaults: z.record(z.string(), z.json()).parse(spec.settings.parse({})),
    contract: { ...spec.contract, consumes: typesOf(spec.inputs), produces: typesOf(spec.outputs) },
    ...{ resource, disabled },
  };
}
