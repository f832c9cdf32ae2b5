import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';

/** Python: an empty scene, and `add` to put things into it. */
export const EMPTY_SCENE = `
import bpy
bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
scene = bpy.context.scene
def add(name, data, place, turn=(0, 0, 0)):
    thing = bpy.data.objects.new(name, data)
    thing.location, thing.rotation_euler = place, turn
    scene.collection.objects.link(thing)
    return thing
`;

/** Runs lines of Python in a Blender, saves what they made as `<name>.blend` in a folder and returns its path. */
export function makeBlend(folder: string, runtime: BlenderRuntime, name: string, lines: string): string {
  const file = join(folder, `${name}.blend`);
  const script = join(folder, `${name}.py`);
  const save = `bpy.ops.wm.save_as_mainfile(filepath=${JSON.stringify(file)}, relative_remap=False)`;
  writeFileSync(script, `${lines}\n${save}\n`);
  const ended = spawnSync(
    runtime.executable,
    [...runtime.prefixArguments, '--background', '--factory-startup', '--python-exit-code', '1', '--python', script],
    { env: { ...process.env, ...runtime.environment }, encoding: 'utf8', timeout: 60_000 },
  );
  if (ended.status !== 0 || !existsSync(file)) throw new Error(`${name}.blend was not made: ${ended.stderr}`);
  return file;
}
