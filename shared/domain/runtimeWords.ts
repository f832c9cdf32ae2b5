import type { BlenderRuntime } from './blenderRuntime.ts';

/** Which of several runtimes it was; the id stands for its path, which says nothing on another machine. */
export function runtimeWords({ kind, origin, id }: Pick<BlenderRuntime, 'kind' | 'origin' | 'id'>): string {
  return `${kind === 'module' ? 'bpy module' : 'program'}, ${origin}, ${id.slice(0, 8)}`;
}
