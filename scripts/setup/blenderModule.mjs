import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BLENDER_RELEASES } from './blenderReleases.mjs';
import { blenderDir, downloadDir } from './clonePaths.mjs';
import { installDebianPackages, isDebian } from './debianPackages.mjs';
import { downloadWheels } from './downloadWheels.mjs';
import { findPython } from './findPython.mjs';
import { unpackZip } from './readZip.mjs';
import { lastLines, runChild } from './runChild.mjs';
import { SetupError } from './setupError.mjs';
import { readJson, writeJson } from './stamp.mjs';

/** Which Debian package holds a library that the loader misses. */
const PACKAGE_OF = {
  'libSM.so.6': 'libsm6',
  'libICE.so.6': 'libsm6',
  'libXi.so.6': 'libxi6',
  'libGL.so.1': 'libgl1',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libXrender.so.1': 'libxrender1',
  'libXfixes.so.3': 'libxfixes3',
  'libXxf86vm.so.1': 'libxxf86vm1',
  'libgomp.so.1': 'libgomp1',
};

/** @param {string} version @returns {string} the file that describes a provisioned runtime to the application */
export const descriptionFile = (version) => join(blenderDir, version, 'runtime.json');

/** @param {string} version */
export function blenderModuleReady(version) {
  if (!existsSync(join(blenderDir, version, 'ok'))) return false;
  return existsSync(readJson(descriptionFile(version))?.python ?? '');
}

/** @returns {string[]} versions that are in the clone and whose Python is still there */
export const provisionedVersions = () =>
  existsSync(blenderDir) ? readdirSync(blenderDir).filter((version) => blenderModuleReady(version)) : [];

/**
 * Imports the module in a child, as the application will: a missing library or a wrong Python shows here, in words.
 * @param {string} python
 * @param {string} site folder with bpy in it
 * @param {AbortSignal} signal
 * @returns {Promise<string>} Blender's own version
 * @throws {SetupError} SETUP_BLENDER_LIBRARY, SETUP_BLENDER_BROKEN
 */
async function probe(python, site, signal) {
  const scratch = mkdtempSync(join(tmpdir(), 'hartomat-probe-'));
  // A normal exit can hang or crash inside the module: leave by os._exit.
  const script = 'import bpy, os, sys; print("blender", bpy.app.version_string); sys.stdout.flush(); os._exit(0)';
  const env = { ...process.env, PYTHONPATH: site, BLENDER_USER_RESOURCES: scratch, TMPDIR: scratch };
  delete env.PYTHONDONTWRITEBYTECODE;
  delete env.PYTHONHOME;
  const result = await runChild(python, ['-c', script], { env, limitMs: 180_000, signal });
  rmSync(scratch, { recursive: true, force: true });
  const version = /^blender (\S+)/m.exec(result.stdout)?.[1];
  if (result.ok && version) return version;
  const library = /ImportError: (lib\S+\.so[.\d]*): cannot open/.exec(result.stderr)?.[1];
  if (library) {
    const name = /** @type {Record<string, string>} */ (PACKAGE_OF)[library];
    const remedy = name ? `Type: sudo apt-get install -y ${name}` : `Install the system package that holds ${library}.`;
    throw new SetupError(
      'SETUP_BLENDER_LIBRARY',
      `Blender needs the system library ${library}, which is missing.`,
      remedy,
    );
  }
  const message = `The Blender module does not start:\n${lastLines(result)}`;
  throw new SetupError('SETUP_BLENDER_BROKEN', message, 'Delete .runtime/blender and run npm run setup again.');
}

/**
 * @param {string} wanted version of Python
 * @param {import('./stepReporter.mjs').StepContext} context
 * @returns {Promise<string>}
 * @throws {SetupError} SETUP_NO_PYTHON
 */
async function pythonFor(wanted, context) {
  const found = await findPython(wanted);
  if (found) return found;
  if (isDebian()) {
    const result = await installDebianPackages([`python${wanted}`, 'python3-pip'], context).catch(() => undefined);
    const python = result && 'installed' in result ? await findPython(wanted) : undefined;
    if (python) return python;
  }
  const remedy = `Install Python ${wanted}, or install Blender 4.2 or later and set HARTOMAT_BLENDER to its program.`;
  throw new SetupError('SETUP_NO_PYTHON', `The Blender module needs Python ${wanted}, and none runs here.`, remedy);
}

/**
 * Puts one Blender release into the clone: download, check, unpack, try. Redone from the unpacking if it was cut short,
 * because the file that marks it as whole is written last.
 * @param {string} version one of BLENDER_RELEASES
 * @param {import('./stepReporter.mjs').StepContext} context
 * @param {Promise<unknown>} [libraries] settles when the system libraries are in place
 * @returns {Promise<string>} Blender's own version
 * @throws {SetupError}
 */
export async function provisionBlender(version, context, libraries) {
  const release = BLENDER_RELEASES[version];
  if (!release) {
    const known = Object.keys(BLENDER_RELEASES).join(', ');
    throw new SetupError('SETUP_BLENDER_UNKNOWN', `No Blender ${version} is known to set-up.`, `Choose from: ${known}`);
  }
  const python = await pythonFor(release.python, context);
  const wheels = join(downloadDir, `blender-${version}`);
  const files = await downloadWheels(release, wheels, python, context);
  const home = join(blenderDir, version);
  rmSync(home, { recursive: true, force: true });
  const partial = join(home, 'site.partial');
  mkdirSync(partial, { recursive: true });
  let unpacked = 0;
  const onBytes = (/** @type {number} */ bytes) => {
    unpacked += bytes;
    context.progress(`unpacking ${Math.round(unpacked / 1e6)} of ${Math.round(release.downloadBytes / 1e6)} MB`);
  };
  for (const file of files) await unpackZip(file, partial, { onBytes, signal: context.signal });
  const site = join(home, 'site');
  renameSync(partial, site);
  await libraries;
  context.progress('trying it');
  const found = await probe(python, site, context.signal);
  writeJson(descriptionFile(version), { kind: 'module', version, python, site: 'site', launcher: null });
  writeFileSync(join(home, 'ok'), `${found}\n`);
  rmSync(wheels, { recursive: true, force: true });
  return found;
}
