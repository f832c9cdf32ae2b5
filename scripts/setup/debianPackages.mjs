import { existsSync, readdirSync } from 'node:fs';
import { lastLines, runChild } from './runChild.mjs';
import { SetupError } from './setupError.mjs';

/** A package, or names of the same thing in different releases, the newest name first. @typedef {string | string[]} Wanted */

export const isDebian = () => process.platform === 'linux' && existsSync('/var/lib/dpkg/status');

/** @param {Wanted} wanted */
const names = (wanted) => (Array.isArray(wanted) ? wanted : [wanted]);

/**
 * @param {Wanted[]} wanted
 * @returns {Promise<Wanted[]>} those of which no name is installed
 */
export async function missingDebianPackages(wanted) {
  const query = ['-W', '-f=${Package} ${db:Status-Status}\n', ...wanted.flatMap(names)];
  const { stdout } = await runChild('dpkg-query', query, { limitMs: 20_000 });
  const installed = new Set([...stdout.matchAll(/^(\S+) installed$/gm)].map((match) => match[1]));
  return wanted.filter((one) => !names(one).some((name) => installed.has(name)));
}

/** @returns {Promise<string[] | undefined>} what to put before apt-get, or undefined where we may not install */
async function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  const sudo = await runChild('sudo', ['-n', 'true'], { limitMs: 10_000 });
  return sudo.ok ? ['sudo', '-n'] : undefined;
}

/** @param {Wanted[]} wanted @returns {Promise<string[]>} of each the first name that this release knows */
async function candidates(wanted) {
  const { stdout } = await runChild('apt-cache', ['policy', ...wanted.flatMap(names)], { limitMs: 60_000 });
  const known = new Set(
    [...stdout.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (?!\(none\))/gm)].map((m) => m[1]),
  );
  return wanted.map((one) => names(one).find((name) => known.has(name)) ?? /** @type {string} */ (names(one).at(-1)));
}

/** The command a person without our rights would type. @param {string[]} packages */
export const aptCommand = (packages) => `sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`;

let queue = Promise.resolve();

/**
 * Installs packages where this user may; calls wait for each other, since apt locks its database.
 * @param {Wanted[]} wanted
 * @param {{ progress: (text: string) => void, signal: AbortSignal }} context
 * @returns {Promise<{ installed: string[] } | { refused: string[] }>} refused: neither root nor passwordless sudo
 * @throws {SetupError} SETUP_APT_FAILED
 */
export function installDebianPackages(wanted, context) {
  const turn = queue.then(() => install(wanted, context));
  queue = turn.then(
    () => undefined,
    () => undefined,
  );
  return turn;
}

/** @type {typeof installDebianPackages} */
async function install(wanted, { progress, signal }) {
  const prefix = await rootPrefix();
  if (!prefix) return { refused: await candidates(wanted) };
  /** @param {string[]} args */
  const apt = (args) => {
    const [command = '', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return runChild(command, rest, { limitMs: 600_000, signal });
  };
  const update = () => {
    progress('reading the package lists');
    return apt(['update', '-q']);
  };
  const listsAreEmpty = !existsSync('/var/lib/apt/lists') || readdirSync('/var/lib/apt/lists').length < 4;
  if (listsAreEmpty) await update();
  for (let fresh = listsAreEmpty; ; fresh = true) {
    const packages = await candidates(wanted);
    progress(`installing ${packages.join(' ')}`);
    const lockWait = 'DPkg::Lock::Timeout=120';
    const result = await apt(['install', '-q', '-y', '--no-install-recommends', '-o', lockWait, ...packages]);
    if (result.ok) return { installed: packages };
    if (fresh) {
      const message = `apt-get could not install ${packages.join(' ')}:\n${lastLines(result)}`;
      throw new SetupError('SETUP_APT_FAILED', message, `Try by hand: ${aptCommand(packages)}`);
    }
    await update();
  }
}
