import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locateApplicationPaths } from '../../../electron/app/applicationPaths.ts';
import { stepArguments } from '../../../electron/app/stepArguments.ts';

describe('STEP files on the command line', () => {
  let typedIn = '';
  beforeAll(() => {
    typedIn = mkdtempSync(join(tmpdir(), 'hartomat-arguments-'));
    for (const name of ['gear.STEP', 'housing.stp', 'notes.txt']) writeFileSync(join(typedIn, name), '');
  });
  afterAll(() => rmSync(typedIn, { recursive: true }));

  it('are found where the user typed them, whatever the folder of the process', () => {
    const args = ['/opt/app', 'gear.STEP', '--flag', 'notes.txt', 'missing.step', join(typedIn, 'housing.stp')];
    expect(stepArguments(args, [typedIn, '/'])).toEqual([join(typedIn, 'gear.STEP'), join(typedIn, 'housing.stp')]);
  });

  it('switches of Chromium are no files', () => expect(stepArguments(['--x=gear.STEP'], [typedIn])).toEqual([]));
});

describe('the places of the application', () => {
  const locate = (platform: NodeJS.Platform, environment: NodeJS.ProcessEnv, packagedResources: string | null = null) =>
    locateApplicationPaths({ mainFolder: '/src/dist/main', environment, platform, packagedResources });

  it.each([
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/hartomat'],
    ['linux', {}, join(homedir(), '.local/share/hartomat')],
    ['darwin', {}, join(homedir(), 'Library/Application Support/HartOMat')],
    ['win32', { APPDATA: '/roaming' }, '/roaming/HartOMat'],
    ['win32', { HARTOMAT_HOME: '/elsewhere', APPDATA: '/roaming' }, '/elsewhere'],
  ] as const)('on %s with %o its data is in %s', (platform, environment, folder) =>
    expect(locate(platform, { ...environment }).home).toBe(folder),
  );

  it('a clone uses its own folders, a packaged application the loose files beside its archive', () => {
    expect(locate('linux', {})).toMatchObject({ resources: '/src/resources', provisioned: '/src/.runtime/blender' });
    const packaged = locate('linux', {}, '/opt/hartomat/resources');
    expect(packaged.provisioned).toBeNull();
    expect(packaged.migrations).toBe('/opt/hartomat/resources/migrations');
  });
});
