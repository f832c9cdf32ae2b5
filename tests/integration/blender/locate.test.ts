import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlenderLocator } from '../../../electron/runtime/contracts/blenderLocator.ts';
import { createBlenderLocator } from '../../../electron/workers/locateBlender.ts';
import { listProcesses } from '../../../electron/workers/processTable.ts';
import type { BlenderRuntime } from '../../../shared/domain/blenderRuntime.ts';
import { provisionedFolder, resourcesFolder, testBlender } from '../../support/testBlender.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hartomat-locate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A locator that sees nothing of this machine but what the test gives it. */
function locator(
  change: { demanded?: string; path?: string; provisioned?: string; bundled?: string; probeSeconds?: number } = {},
): BlenderLocator {
  const environment: NodeJS.ProcessEnv = { PATH: change.path ?? '', HOME: folder };
  if (change.demanded) environment.HARTOMAT_BLENDER = change.demanded;
  return createBlenderLocator({
    environment,
    provisioned: change.provisioned ?? null,
    bundled: change.bundled ?? null,
    resources: resourcesFolder,
    cacheFile: join(folder, 'cache/versions.json'),
    probeSeconds: change.probeSeconds ?? 20,
  });
}

/** A program of this name that does what the lines of shell say. */
function program(name: string, lines: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Installed Blenders of this machine (/usr/bin …) are no part of these stories. */
const ours = (runtimes: BlenderRuntime[]): BlenderRuntime[] =>
  runtimes.filter((runtime) => runtime.origin !== 'installed' || runtime.executable.startsWith(folder));

function expectProblem(runtime: BlenderRuntime | undefined, code: string, words: RegExp, path: string): void {
  expect(runtime).toMatchObject({ usable: false, problem: { code } });
  expect(runtime?.problem?.message).toMatch(words);
  expect(runtime?.problem?.message).toContain(path);
  expect(runtime?.problem?.remedy).toBeTruthy();
}

describe('a path that is no usable Blender', () => {
  it('is told apart in words', async () => {
    const text = join(folder, 'readme.txt');
    writeFileSync(text, 'hello');
    const marked = join(folder, 'marked.txt');
    writeFileSync(marked, 'hello');
    chmodSync(marked, 0o755);
    const json = join(folder, 'package.json');
    writeFileSync(json, '{"name": "something else"}');
    const old = program('old', 'echo "Blender 3.4.1"');
    const torn = program(
      'torn',
      'echo "torn: error while loading shared libraries: libSM.so.6: cannot open" >&2; exit 127',
    );
    const crashing = program('crashing', 'kill -SEGV $$');
    const all = locator();
    expectProblem(await all.probe(join(folder, 'absent')), 'blender.not_found', /does not exist/, 'absent');
    expectProblem(await all.probe('/bin/ls'), 'blender.not_blender', /not Blender/, '/bin/ls');
    expectProblem(await all.probe(text), 'blender.not_blender', /not a program/, text);
    expectProblem(await all.probe(marked), 'blender.not_blender', /not/, marked);
    expectProblem(await all.probe(folder), 'blender.not_blender', /is a folder/, folder);
    expectProblem(await all.probe('/dev/null'), 'blender.not_blender', /not a program/, '/dev/null');
    expectProblem(await all.probe(json), 'blender.not_blender', /not a description/, json);
    expectProblem(await all.probe(old), 'blender.too_old', /3\.4\.1.*4\.2/, old);
    expectProblem(await all.probe(torn), 'blender.broken', /libSM\.so\.6/, torn);
    expectProblem(await all.probe(crashing), 'blender.broken', /SIGSEGV/, crashing);
  });

  it('is given up when it hangs, with everything that it started', async () => {
    const path = program('blender', '/bin/sleep 4321 &\n/bin/sleep 4321');
    const runtime = await locator({ probeSeconds: 1 }).probe(path);
    expectProblem(runtime, 'blender.broken', /within 1 s/, path);
    const commands = (await listProcesses()).map(({ pid }) => commandOf(pid));
    expect(commands.filter((command) => command.startsWith('/bin/sleep\x004321'))).toEqual([]);
  });

  it('is a module whose files are gone, or whose Python does not know it', async () => {
    const site = join(folder, 'site');
    const file = join(folder, 'runtime.json');
    const describeModule = (python: string): void =>
      writeFileSync(file, JSON.stringify({ kind: 'module', version: '4.5.15', python, site: 'site' }));
    describeModule('/nowhere/python3.11');
    expectProblem(await locator().probe(file), 'blender.broken', /\/nowhere\/python3\.11.*does not exist/, file);
    mkdirSync(join(site, 'bpy'), { recursive: true });
    writeFileSync(join(site, 'bpy/__init__.py'), 'raise ImportError("libXi.so.6: cannot open shared object file")');
    const { executable } = await testModule();
    describeModule(executable);
    expect((await locator().locate([file]))[0], 'taken at its word at the start').toMatchObject({ usable: true });
    expectProblem(await locator().probe(file), 'blender.broken', /libXi\.so\.6/, file);
  });
});

describe('the order of preference', () => {
  it('is demanded, configured, bundled, installed, provisioned', async () => {
    const bundled = join(folder, 'blender-runtime');
    program('blender-runtime/blender', 'echo "Blender 4.5.1"');
    const inPath = program('bin/blender', 'echo "Blender 4.2.0 LTS"');
    const chosen = program('chosen', 'echo "Blender 5.0.0"');
    const demanded = program('demanded', 'echo "Blender 5.2.1 LTS"');
    const provisioned = provision('4.5.15');
    const path = join(folder, 'bin');
    const found = ours(await locator({ demanded, path, provisioned, bundled }).locate([chosen, chosen]));
    expect(found.map((runtime) => [runtime.origin, runtime.version, runtime.usable])).toEqual([
      ['configured', '5.2.1', true],
      ['configured', '5.0.0', true],
      ['bundled', '4.5.1', true],
      ['installed', '4.2.0', true],
      ['provisioned', '4.5.15', true],
    ]);
    expect(found[3]?.executable).toBe(inPath);
    const again = ours(await locator({ demanded, path, provisioned, bundled }).locate([chosen]));
    expect(again.map((runtime) => runtime.id)).toEqual(found.map((runtime) => runtime.id));
  });

  it('puts what was demanded first even when it cannot be used', async () => {
    const found = await locator({ demanded: '/nowhere/blender', provisioned: provision('4.5.15') }).locate([]);
    expectProblem(found[0], 'blender.not_found', /does not exist/, '/nowhere/blender');
    expect(found.at(-1)).toMatchObject({ origin: 'provisioned', usable: true });
  });

  it('prefers 4.5.15, then 5.2, then the newest of the provisioned ones, and leaves out what is half there', async () => {
    const provisioned = provision('4.2.23', '5.0.1', '5.2.3', '4.5.15', '4.10.0');
    cpSync(join(provisioned, '5.0.1'), join(provisioned, '9.9.9'), { recursive: true });
    rmSync(join(provisioned, '9.9.9/ok'));
    const found = ours(await locator({ provisioned }).locate([]));
    expect(found.map((runtime) => runtime.version)).toEqual(['4.5.15', '5.2.3', '5.0.1', '4.10.0', '4.2.23']);
  });
});

it('asks a program once, and again when its file has changed', async () => {
  const calls = join(folder, 'calls');
  const path = program('blender', `echo called >> ${calls}\necho "Blender 4.2.1"`);
  const versions = async (): Promise<string | undefined> => (await locator().locate([path]))[0]?.version;
  expect([await versions(), await versions()]).toEqual(['4.2.1', '4.2.1']);
  expect(readFileSync(calls, 'utf8')).toBe('called\n');
  program('blender', `echo called >> ${calls}\necho "Blender 4.5.12"`);
  expect(await versions()).toBe('4.5.12');
  writeFileSync(join(folder, 'cache/versions.json'), '{"torn');
  expect(await versions()).toBe('4.5.12');
});

it('really imports a module that is probed', async () => {
  const runtime = await testModule();
  const file = join(provisionedFolder, runtime.version, 'runtime.json');
  const probed = await locator().probe(file);
  expect(probed).toMatchObject({ kind: 'module', version: runtime.version, usable: true, problem: null });
  expect(probed.prefixArguments[0]).toBe(join(resourcesFolder, 'blender/bpy_launcher.py'));
});

/** The provisioned default, whatever Blender the other tests run. */
const testModule = (): Promise<BlenderRuntime> => testBlender('');

/** A folder of provisioned releases that has all files but no content. */
function provision(...versions: string[]): string {
  const parent = join(folder, 'provisioned');
  for (const version of versions) {
    mkdirSync(join(parent, version, 'site/bpy'), { recursive: true });
    const description = { kind: 'module', version, python: process.execPath, site: 'site' };
    writeFileSync(join(parent, version, 'runtime.json'), JSON.stringify(description));
    writeFileSync(join(parent, version, 'ok'), '');
  }
  return parent;
}

function commandOf(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
