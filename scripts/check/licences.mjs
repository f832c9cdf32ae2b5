import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { modulesDir, root } from '../setup/clonePaths.mjs';
import { readJson } from '../setup/stamp.mjs';

/** Licences that ask for no more than their text being kept. The texts are in THIRD_PARTY_NOTICES.md. */
const ALLOWED = new Set(
  '0BSD Apache-2.0 BlueOak-1.0.0 BSD-2-Clause BSD-3-Clause CC0-1.0 ISC MIT OFL-1.1 Python-2.0 WTFPL'.split(' '),
);

/** Licences with conditions, each allowed where its condition is kept. */
const ALLOWED_FOR = {
  // Changes to its own files must be published; we change none.
  'MPL-2.0': ['@axe-core/playwright', 'axe-core', 'mediabunny', /^lightningcss/],
  // The library stays a file of its own that a user can replace.
  'LGPL-3.0-or-later': [/^@img\/sharp-/],
  // A file of its own in the package, as it came; its source is named in THIRD_PARTY_NOTICES.md.
  'EPL-2.0': ['elkjs'],
  // Only generates STEP files for tests; not shipped.
  'LGPL-2.1-only': ['replicad-opencascadejs'],
};

/** Packages whose manifest names no licence, read from the licence file they carry. */
const FROM_LICENCE_FILE = { runed: 'MIT', 'svelte-toolbelt': 'MIT' };

/** @param {string} licence @param {string} name */
function isAllowedFor(licence, name) {
  const patterns = /** @type {Record<string, (string | RegExp)[]>} */ (ALLOWED_FOR)[licence] ?? [];
  return patterns.some((pattern) => (typeof pattern === 'string' ? pattern === name : pattern.test(name)));
}

/**
 * @param {string} expression SPDX, with AND, OR and parentheses around the whole
 * @param {string} name of the package
 */
export function licenceIsAllowed(expression, name) {
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  if (plain.includes(' OR ')) return plain.split(' OR ').some((part) => licenceIsAllowed(part, name));
  if (plain.includes(' AND ')) return plain.split(' AND ').every((part) => licenceIsAllowed(part, name));
  return ALLOWED.has(plain) || isAllowedFor(plain, name);
}

/** @param {string} path in node_modules, as the lock file writes it */
function licenceOf(path) {
  const manifest = readJson(join(root, path, 'package.json'));
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (typeof manifest?.license === 'string') return { name, licence: manifest.license };
  const known = /** @type {Record<string, string>} */ (FROM_LICENCE_FILE)[name];
  if (known && readFileSync(join(root, path, 'LICENSE'), 'utf8').startsWith(`${known} License`))
    return { name, licence: known };
  return { name, licence: 'none named' };
}

/** @returns {{ packages: number, refused: { name: string, licence: string }[] }} of everything that is installed */
export function checkLicences() {
  const installed = Object.keys(readJson(join(modulesDir, '.package-lock.json'))?.packages ?? {});
  const present = installed.filter((path) => readJson(join(root, path, 'package.json')));
  const refused = present.map(licenceOf).filter(({ name, licence }) => !licenceIsAllowed(licence, name));
  return { packages: present.length, refused };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { packages, refused } = checkLicences();
  for (const { name, licence } of refused)
    process.stdout.write(`${name}: ${licence} is not on the list of allowed licences\n`);
  process.stdout.write(`${packages} packages, ${refused.length} refused\n`);
  process.exitCode = refused.length > 0 || packages === 0 ? 1 : 0;
}
