import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { blenderModuleReady, provisionBlender, provisionedVersions } from './blenderModule.mjs';
import { DEFAULT_BLENDER, FALLBACK_BLENDER } from './blenderReleases.mjs';
import { findPython } from './findPython.mjs';
import { runChild } from './runChild.mjs';
import { fileSignature, readStamp, writeStamp } from './stamp.mjs';

const OLDEST = [4, 2];

/** @returns {string | undefined} */
function programOnPath() {
  const name = process.platform === 'win32' ? 'blender.exe' : 'blender';
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/** @returns {string | undefined} version of a Blender on PATH that an earlier set-up found fit */
function knownProgram() {
  const known = readStamp('blenderProgram');
  return known && known.signature && fileSignature(known.program) === known.signature ? known.version : undefined;
}

/** @returns {Promise<string | undefined>} version, if a Blender of 4.2 or later is on PATH and runs */
async function usableProgram() {
  const program = programOnPath();
  if (!program) return undefined;
  const { stdout } = await runChild(program, ['--background', '--version'], { limitMs: 30_000 });
  const version = /^Blender (\d+)\.(\d+)(\.\d+)?/m.exec(stdout);
  if (!version) return undefined;
  const [major = 0, minor = 0] = [Number(version[1]), Number(version[2])];
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) return undefined;
  const found = version[0].replace('Blender ', '');
  writeStamp('blenderProgram', { program, version: found, signature: fileSignature(program) });
  return found;
}

/**
 * @param {{ pinned: boolean }} need pinned: the release that the tests are written for, whatever else is installed
 */
export function blenderReady({ pinned }) {
  if (pinned) return blenderModuleReady(DEFAULT_BLENDER);
  return Boolean(process.env.HARTOMAT_BLENDER) || provisionedVersions().length > 0 || knownProgram() !== undefined;
}

/** @param {{ pinned: boolean }} need @returns {string | undefined} what is at hand already, in words */
function atHand({ pinned }) {
  if (pinned) return blenderModuleReady(DEFAULT_BLENDER) ? `${DEFAULT_BLENDER} in .runtime` : undefined;
  if (process.env.HARTOMAT_BLENDER) return 'HARTOMAT_BLENDER is set: the application uses that one';
  const versions = provisionedVersions();
  if (versions.length > 0) return `${versions.join(', ')} in .runtime`;
  const known = knownProgram();
  return known ? `${known} on PATH` : undefined;
}

/**
 * A Blender to render with: the user's own, else one on PATH, else the pinned module, put into the clone.
 * @param {{ pinned: boolean }} need
 * @param {import('./stepReporter.mjs').StepContext} context
 * @param {Promise<unknown>} libraries settles when the system libraries are in place
 * @returns {Promise<import('./stepReporter.mjs').StepResult>}
 * @throws {import('./setupError.mjs').SetupError} SETUP_BLENDER_…, SETUP_NO_PYTHON, SETUP_NO_PIP
 */
export async function ensureBlender(need, context, libraries) {
  const present = atHand(need);
  if (present) return { state: process.env.HARTOMAT_BLENDER && !need.pinned ? 'skipped' : 'present', detail: present };
  const program = need.pinned ? undefined : await usableProgram();
  if (program) return { state: 'present', detail: `${program} on PATH` };
  const defaultFits = need.pinned || (await findPython('3.11')) || !(await findPython('3.13'));
  const version = defaultFits ? DEFAULT_BLENDER : FALLBACK_BLENDER;
  await provisionBlender(version, context, libraries);
  return { state: 'done', detail: `${version}, as a Python module in .runtime` };
}
