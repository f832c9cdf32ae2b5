import { aptCommand, installDebianPackages, isDebian, missingDebianPackages } from './debianPackages.mjs';
import { fileSignature, readStamp, writeStamp } from './stamp.mjs';

/** @typedef {import('./debianPackages.mjs').Wanted} Wanted */

/** @type {Wanted[]} */
const ELECTRON = [['libgtk-3-0t64', 'libgtk-3-0'], 'libnss3', ['libasound2t64', 'libasound2'], 'libgbm1'];
/** @type {Wanted[]} */
const BLENDER = 'libsm6 libxi6 libgl1 libxkbcommon0 libxrender1 libxfixes3 libxxf86vm1 libgomp1'.split(' ');
/** xauth is only recommended by xvfb, yet xvfb-run cannot work without it. @type {Wanted[]} */
const VIRTUAL_DISPLAY = ['xvfb', 'xauth'];

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** @param {{ electron: boolean, virtualDisplay: boolean }} need */
function wantedFor({ electron, virtualDisplay }) {
  return [...BLENDER, ...(electron ? ELECTRON : []), ...(virtualDisplay && !hasDisplay() ? VIRTUAL_DISPLAY : [])];
}

const DPKG_STATUS = '/var/lib/dpkg/status';

/** @param {Wanted[]} wanted */
function isKnownInstalled(wanted) {
  const known = readStamp('systemPackages');
  return known?.status === fileSignature(DPKG_STATUS) && wanted.flat().every((name) => known.names.includes(name));
}

/** Different purposes want different packages: what one found must not make another forget. @param {Wanted[]} wanted */
function rememberInstalled(wanted) {
  const known = readStamp('systemPackages');
  const status = fileSignature(DPKG_STATUS);
  const before = known?.status === status ? known.names : [];
  writeStamp('systemPackages', { status, names: [...new Set([...before, ...wanted.flat()])] });
}

/** @param {{ electron: boolean, virtualDisplay: boolean }} need */
export const systemPackagesReady = (need) => !isDebian() || isKnownInstalled(wantedFor(need));

/**
 * Libraries that Electron and Blender load and that npm cannot bring, and a virtual display for tests.
 * Never fails for lack of rights: what really cannot run says so itself, in its own step.
 * @param {{ electron: boolean, virtualDisplay: boolean }} need
 * @param {import('./stepReporter.mjs').StepContext} context
 * @returns {Promise<import('./stepReporter.mjs').StepResult>}
 */
export async function ensureSystemPackages(need, context) {
  if (process.platform !== 'linux') return { state: 'skipped', detail: 'this system brings all libraries' };
  if (!isDebian()) {
    const detail =
      'not Debian or Ubuntu: if a program does not start, install GTK 3, NSS, ALSA, libgbm, Xvfb, libGL, libSM, libXi';
    return { state: 'skipped', detail };
  }
  const wanted = wantedFor(need);
  if (isKnownInstalled(wanted)) return { state: 'present', detail: `${wanted.length} packages` };
  const missing = await missingDebianPackages(wanted);
  if (missing.length === 0) {
    rememberInstalled(wanted);
    return { state: 'present', detail: `${wanted.length} packages` };
  }
  const result = await installDebianPackages(missing, context);
  if ('refused' in result)
    return { state: 'warning', detail: `missing, and no right to install: ${aptCommand(result.refused)}` };
  rememberInstalled(wanted);
  return { state: 'done', detail: `installed ${result.installed.join(' ')}` };
}
