import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from './loadScript.ts';

const run = (
  root: string,
  script: string,
  args: string[],
  env: NodeJS.ProcessEnv,
): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [join(root, 'scripts', script), ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
    timeout: 20_000,
  });

describe('set-up in a clone that has everything', () => {
  it('asks no other program and no network: it runs without a PATH', () => {
    // What the test command itself has found must not be what set-up finds.
    const { ELECTRON_OVERRIDE_DIST_PATH: _dist, HARTOMAT_ELECTRON: _program, ...environment } = process.env;
    const { status, stdout } = run(projectRoot, 'setup.mjs', [], { ...environment, PATH: '' });
    expect(stdout.replaceAll(/\d+\.\d s/g, '')).not.toMatch(/FAILED|done|warning/);
    expect(stdout.match(/^ {2}present/gm)?.length).toBeGreaterThanOrEqual(5);
    expect(status).toBe(0);
  });
});

describe('a set-up that cannot succeed', () => {
  let clone = '';
  beforeEach(() => {
    clone = mkdtempSync(join(tmpdir(), 'hartomat-clone-'));
    mkdirSync(join(clone, 'scripts'));
    cpSync(join(projectRoot, 'scripts'), join(clone, 'scripts'), { recursive: true });
    writeFileSync(join(clone, 'package.json'), JSON.stringify({ engines: { node: '>=99.0' } }));
  });
  afterEach(() => rmSync(clone, { recursive: true, force: true }));

  it('says what is wrong, what to do, and its code', () => {
    const { status, stderr } = run(clone, 'setup.mjs', [], process.env);
    expect(status).toBe(1);
    expect(stderr).toContain('SETUP_NODE_VERSION');
    expect(stderr).toContain('What to do:');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('answers a command with --json in its one document on standard output', () => {
    const { status, stdout } = run(clone, 'hartomat.mjs', ['doctor', '--json'], process.env);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'SETUP_NODE_VERSION', message: expect.stringContaining('Node'), details: {} },
    });
  });
});
