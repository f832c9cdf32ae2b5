import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createBlenderLocator } from '../../electron/workers/locateBlender.ts';
import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';

const root = resolve(import.meta.dirname, '../..');

/** Folder with blender/, templates/ and materials/ in it. */
export const resourcesFolder = join(root, 'resources');
export const provisionedFolder = join(root, '.runtime', 'blender');

/**
 * The Blender that tests run: HARTOMAT_TEST_BLENDER (a program or a runtime.json), else the default of the provisioned
 * ones. What is installed on the machine is left alone: results must not depend on it.
 */
export async function testBlender(description = process.env.HARTOMAT_TEST_BLENDER): Promise<BlenderRuntime> {
  const locator = createBlenderLocator({
    environment: {
      ...process.env,
      HARTOMAT_BLENDER: description ?? '',
    },
    provisioned: provisionedFolder,
    bundled: null,
    resources: resourcesFolder,
    cacheFile: join(tmpdir(), `hartomat-test-blender-${process.pid}.json`),
  });
  const known = await locator.locate([]);
  const runtime = description ? known[0] : known.find((candidate) => candidate.origin === 'provisioned');
  if (!runtime?.usable)
    throw new Error(runtime?.problem?.message ?? 'No Blender is provisioned: npm run setup provides one.');
  return runtime;
}
