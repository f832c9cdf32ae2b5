import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { loadScript } from './loadScript.ts';

interface StepContext {
  readonly progress: (text: string) => void;
  readonly signal: AbortSignal;
}
interface Step {
  readonly title: string;
  readonly limitMs: number;
  readonly run: (context: StepContext) => Promise<{ state: string; detail: string }>;
}

const { createStepReporter } = await loadScript<{
  createStepReporter: (out: Writable, now?: () => number) => { step: (step: Step) => Promise<unknown> };
}>('setup/stepReporter.mjs');
const { runChild } = await loadScript<{
  runChild: (
    command: string,
    args: string[],
    options: { limitMs: number; signal?: AbortSignal },
  ) => Promise<{ ok: boolean; stdout: string; timedOut: boolean; missing: boolean }>;
}>('setup/runChild.mjs');

function paper(): { out: Writable; text: () => string } {
  let written = '';
  const out = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  return { out, text: () => written };
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // Where nobody collects orphans, a dead process keeps its number as a zombie.
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

describe('a step of set-up', () => {
  it('ends with one line: state, duration, what there is', async () => {
    const { out, text } = paper();
    const run = async (): Promise<{ state: string; detail: string }> => ({ state: 'done', detail: '33.2.1' });
    await createStepReporter(out, () => 0).step({ title: 'Electron', limitMs: 1000, run });
    expect(text()).toMatch(/^ {2}done\s+Electron\s+0\.0 s\s+33\.2\.1\n$/);
  });

  it('that takes too long is ended with a code, and so are the programs it started', async () => {
    const { out, text } = paper();
    let ended: Promise<{ ok: boolean }> | undefined;
    const run = async ({ signal }: StepContext): Promise<{ state: string; detail: string }> => {
      ended = runChild(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { limitMs: 60_000, signal });
      await ended;
      return { state: 'done', detail: '' };
    };
    const step = createStepReporter(out).step({ title: 'Slow', limitMs: 200, run });
    await expect(step).rejects.toMatchObject({ code: 'SETUP_TIME_LIMIT' });
    expect((await ended)?.ok).toBe(false);
    expect(text()).toContain('FAILED');
  });
});

describe('a program that set-up runs', () => {
  it('is ended with its own children when its time is up', async () => {
    const grandchild = `const { spawn } = require('node:child_process');
      console.log(spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']).pid);
      setInterval(() => {}, 1000);`;
    const result = await runChild(process.execPath, ['-e', grandchild], { limitMs: 1000 });
    expect(result.timedOut).toBe(true);
    const pid = Number(result.stdout.trim());
    expect(pid).toBeGreaterThan(0);
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  it('that does not exist is told apart from one that fails', async () => {
    const absent = await runChild('hartomat-no-such-program', [], { limitMs: 1000 });
    expect(absent).toMatchObject({ ok: false, missing: true });
    const failing = await runChild(process.execPath, ['-e', 'process.exit(3)'], { limitMs: 10_000 });
    expect(failing).toMatchObject({ ok: false, missing: false, code: 3 });
  });
});
