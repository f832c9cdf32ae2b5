import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { findPip } from './findPython.mjs';
import { lastLines, runChild } from './runChild.mjs';
import { SetupError } from './setupError.mjs';

/** What pip calls this system: wheels are asked for by name, so that any pip can fetch for any Python. */
function pipPlatforms() {
  const { platform, arch } = process;
  if (platform === 'linux' && arch === 'x64')
    return ['manylinux_2_28_x86_64', 'manylinux_2_27_x86_64', 'manylinux_2_17_x86_64', 'manylinux2014_x86_64'];
  if (platform === 'win32' && arch === 'x64') return ['win_amd64'];
  const macVersions = ['14_0', '13_0', '12_0', '11_0', '10_15', '10_13', '10_9'];
  if (platform === 'darwin') return macVersions.map((v) => `macosx_${v}_${arch === 'arm64' ? 'arm64' : 'x86_64'}`);
  return undefined;
}

/** @param {string} folder @returns {number} bytes of all files in it, at any depth */
function folderBytes(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

/** @param {string} file */
async function sha256(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @param {Record<string, string[]>} requirements name==version -> accepted SHA-256
 * @returns {Promise<string[] | undefined>} paths, when the folder holds exactly what is asked, unaltered
 */
async function completeIn(folder, requirements) {
  const wheels = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.whl')) : [];
  const found = await Promise.all(
    Object.entries(requirements).map(async ([requirement, hashes]) => {
      const prefix = `${requirement.replaceAll('-', '_').replace('==', '-')}-`;
      const file = wheels.find((name) => name.startsWith(prefix));
      if (!file) return undefined;
      const path = join(folder, file);
      return hashes.includes(await sha256(path)) ? path : undefined;
    }),
  );
  return found.every((path) => path !== undefined) ? found : undefined;
}

/**
 * Fetches wheels with pip: it knows the user's index, proxy and certificates, and refuses a file of another hash.
 * @param {import('./blenderReleases.mjs').BlenderRelease} release
 * @param {string} folder where they are kept until they are unpacked
 * @param {string} python
 * @param {import('./stepReporter.mjs').StepContext} context
 * @returns {Promise<string[]>} paths of the wheels
 * @throws {SetupError} SETUP_NO_PIP, SETUP_BLENDER_PLATFORM, SETUP_BLENDER_DOWNLOAD
 */
export async function downloadWheels(release, folder, python, { progress, signal }) {
  const present = await completeIn(folder, release.requirements);
  if (present) return present;
  const platforms = pipPlatforms();
  const install = 'Install Blender 4.2 or later yourself and set HARTOMAT_BLENDER to its program.';
  if (!platforms)
    throw new SetupError(
      'SETUP_BLENDER_PLATFORM',
      `There is no Blender module for ${process.platform} ${process.arch}.`,
      install,
    );
  const pip = await findPip([python]);
  if (!pip) {
    const remedy = `Install pip (Debian, Ubuntu: sudo apt-get install -y python3-pip), or: ${install}`;
    throw new SetupError('SETUP_NO_PIP', 'No Python here has pip, which fetches the Blender module.', remedy);
  }
  rmSync(folder, { recursive: true, force: true });
  const partial = join(folder, 'partial');
  mkdirSync(partial, { recursive: true });
  const wanted = Object.entries(release.requirements).map(
    ([requirement, hashes]) => `${requirement} ${hashes.map((hash) => `--hash=sha256:${hash}`).join(' ')}\n`,
  );
  const list = join(folder, 'requirements.txt');
  writeFileSync(list, wanted.join(''));
  const abi = `cp${release.python.replace('.', '')}`;
  const target = ['--python-version', release.python, '--implementation', 'cp', '--abi', abi, '--abi', 'none'];
  const which = [
    '--no-deps',
    '--only-binary=:all:',
    '--require-hashes',
    ...platforms.flatMap((name) => ['--platform', name]),
  ];
  const args = ['-m', 'pip', 'download', '--progress-bar', 'off', ...target, ...which, '-r', list, '-d', folder];
  const megabytes = (/** @type {number} */ bytes) => Math.round(bytes / 1e6);
  const watch = setInterval(() => {
    const bytes = Math.min(folderBytes(folder), release.downloadBytes); // pip copies: for a moment there are two
    progress(`downloading ${megabytes(bytes)} of ${megabytes(release.downloadBytes)} MB`);
  }, 1000);
  // pip writes what comes in to TMPDIR first: there its growth can be seen.
  const env = { ...process.env, TMPDIR: partial, TEMP: partial, TMP: partial };
  const result = await runChild(pip, args, { env, limitMs: 1_800_000, signal }).finally(() => clearInterval(watch));
  rmSync(partial, { recursive: true, force: true });
  const wheels = result.ok ? await completeIn(folder, release.requirements) : undefined;
  if (wheels) return wheels;
  const message = `The Blender module could not be downloaded:\n${lastLines(result)}`;
  throw new SetupError(
    'SETUP_BLENDER_DOWNLOAD',
    message,
    `Check the network and run npm run setup again, or: ${install}`,
  );
}
