import { join } from 'node:path';
import { root } from './clonePaths.mjs';
import { SetupError } from './setupError.mjs';
import { readJson } from './stamp.mjs';

/** @param {string} version @returns {number[]} */
const parts = (version) => version.split('.').map(Number);

/**
 * @param {string} running e.g. '20.20.2'
 * @param {string} range of package.json, in the form '>=20.15'
 */
export function satisfies(running, range) {
  const [haveMajor = 0, haveMinor = 0] = parts(running);
  const [wantMajor = 0, wantMinor = 0] = parts(range.replace(/^>=\s*/, ''));
  return haveMajor > wantMajor || (haveMajor === wantMajor && haveMinor >= wantMinor);
}

/**
 * @returns {import('./stepReporter.mjs').StepResult}
 * @throws {SetupError} SETUP_NODE_VERSION
 */
export function checkNodeVersion() {
  const range = readJson(join(root, 'package.json'))?.engines?.node ?? '>=20.15';
  const running = process.versions.node;
  if (satisfies(running, range)) return { state: 'present', detail: running };
  const message = `This is Node ${running}; HartOMat needs Node ${range}.`;
  throw new SetupError(
    'SETUP_NODE_VERSION',
    message,
    'Install a current Node (22 LTS is a good choice) and try again.',
  );
}
