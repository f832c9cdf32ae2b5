import { z } from 'zod';
import { AppError } from '../../shared/errors/appError.ts';
import type { InjectedFault } from '../runtime/contracts/engine.ts';

const phases = ['before', 'during', 'after'] as const;
const kinds = ['exception', 'hang', 'kill_blender', 'corrupt'] as const;
const faultSchema = z.tuple([z.string().min(1), z.enum(phases), z.enum(kinds)]);

/**
 * Reads `<node id, type, comparator or *>:<phase>:<kind>`, several with commas: how tests and the curious make a graph
 * fail on purpose. Empty text = none.
 * @throws AppError `app.usage`
 */
export function parseInjectedFaults(text: string): InjectedFault[] {
  return text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const parsed = faultSchema.safeParse(part.trim().split(':'));
      if (!parsed.success) {
        throw new AppError('app.usage', `'${part}' is no fault.`, {
          remedy: `Write <node>:<${phases.join('|')}>:<${kinds.join('|')}>, for example blender_still:during:exception.`,
        });
      }
      const [at, phase, kind] = parsed.data;
      return { at, phase, kind };
    });
}
