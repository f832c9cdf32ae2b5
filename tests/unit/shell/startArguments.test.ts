import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolder, shellPaths } from '../../../electron/app/shellPaths.ts';
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

describe('the data folder', () => {
  it.each([
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/hartomat'],
    ['linux', {}, join(homedir(), '.local/share/hartomat')],
    ['darwin', {}, join(homedir(), 'Library/Application Support/HartOMat')],
    ['win32', { APPDATA: '/roaming' }, '/roaming/HartOMat'],
    ['win32', { HARTOMAT_HOME: '/elsewhere', APPDATA: '/roaming' }, '/elsewhere'],
  ] as const)('on %s with %o is %s', (platform, environment, folder) =>
    expect(dataFolder({ ...environment }, platform)).toBe(folder),
  );

  it('a packaged application reads loose files beside its archive, a clone its own folders', () => {
    const packaged = shellPaths('/home/x', {
      appFolder: '/opt/h/resources/app.asar',
      resourcesFolder: '/opt/h/resources',
    });
    expect(packaged).toMatchObject({
      resources: '/opt/h/resources/resources',
      migrations: '/opt/h/resources/migrations',
      bundledBlender: '/opt/h/resources/blender',
      provisioned: null,
    });
    const clone = shellPaths('/home/x', { appFolder: '/src', resourcesFolder: null });
    expect(clone).toMatchObject({
      resources: '/src/resources',
      provisioned: '/src/.runtime/blender',
      bundledBlender: null,
    });
  });
});
