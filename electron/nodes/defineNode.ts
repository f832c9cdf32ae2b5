import type { z } from 'zod';
import type { NodeSpec } from '../runtime/contracts/node.ts';

/** States a node type with the types of its settings kept. Without `disabled`, it can be run. */
export function defineNode<S extends z.ZodObject>(
  spec: Omit<NodeSpec<S>, 'disabled'> & { readonly disabled?: string | null },
): NodeSpec<S> {
  return { disabled: null, ...spec };
}

/** The settings of a node type as its executor gets them: parsed, with defaults filled in. */
export type SettingsOf<D extends { readonly settings: z.ZodObject }> = z.infer<D['settings']>;
