import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';

const origins: Record<BlenderRuntime['origin'], string> = {
  configured: 'chosen by you',
  bundled: 'came with HartOMat',
  installed: 'found on this machine',
  provisioned: 'got by set-up',
};

/** "Blender 4.5.15", or what it is when it does not run. */
export function runtimeName(runtime: BlenderRuntime): string {
  if (runtime.version) return `Blender ${runtime.version}`;
  return runtime.kind === 'module' ? 'Blender as Python module' : 'Blender program';
}

/** Kind and origin as one phrase: "program, found on this machine". */
export function runtimeOrigin(runtime: BlenderRuntime): string {
  return `${runtime.kind === 'module' ? 'Python module' : 'program'}, ${origins[runtime.origin]}`;
}
