import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blendersOf } from '../../e2e/support/processes.ts';
import { projectRoot } from '../../unit/setup/loadScript.ts';
import { buildCommandLine, Desk } from './startHartomat.ts';

const desk = new Desk();
beforeAll(async () => {
  await buildCommandLine();
  desk.knowTinyOutputType();
}, 300_000);
afterAll(() => desk.remove());

/** `npm run hartomat`: npm starts a shell, the shell starts the command and does not pass signals on. */
function startThroughShell(args: readonly string[]) {
  const cli = join(projectRoot, 'dist/main/cli.js');
  return spawn('sh', ['-c', '"$0" "$@"; true', process.execPath, cli, ...args], {
    cwd: desk.folder,
    env: { ...process.env, npm_lifecycle_event: 'hartomat', HARTOMAT_HOME: desk.home },
  });
}

describe.skipIf(process.platform === 'win32')('the shell between npm and the command is killed', () => {
  it('while it renders: the run is cancelled, no Blender and no file stay', { timeout: 120_000 }, async () => {
    const endless = ['--output-type', 'still_tiny', '--samples', '65536', '--out', 'never.png'];
    const shell = startThroughShell(['render', '--sample', ...endless, '--json']);
    const document = text(shell.stdout);
    await new Promise<void>((resolve, reject) => {
      let said = '';
      shell.stderr.setEncoding('utf8').on('data', (part: string) => {
        said += part;
        if (/Sample \d/.test(said)) resolve();
      });
      shell.stderr.on('end', () => reject(new Error(said)));
    });
    expect(blendersOf(desk.home)).toHaveLength(1);
    shell.kill('SIGTERM');
    expect(JSON.parse(await document)).toMatchObject({ status: 'cancelled', error: { code: 'app.cancelled' } });
    expect(blendersOf(desk.home)).toEqual([]);
    expect(existsSync(join(desk.folder, 'never.png'))).toBe(false);
    expect(desk.runs()[0]).toMatchObject({ state: 'cancelled' });
  });
});
