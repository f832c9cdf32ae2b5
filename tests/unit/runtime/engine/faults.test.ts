import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GraphRunRequest, InjectedFault } from '../../../../electron/runtime/contracts/engine.ts';
import type { NodeContext } from '../../../../electron/runtime/contracts/node.ts';
import { AppError } from '../../../../shared/errors/appError.ts';
import type { ErrorCode } from '../../../../shared/errors/errorCatalogue.ts';
import { expectAppError } from '../../../support/expectAppError.ts';
import { EngineStage, stubWorkflow } from '../../../support/engineStage.ts';

let stage: EngineStage;
const children: ChildProcess[] = [];
beforeEach(() => {
  stage = new EngineStage();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  stage.close();
});

/**
 *     model ── beauty ── save
 */
const stills = stubWorkflow({ cad: 'stub_cad', model: 'stub_model', beauty: 'stub_still', save: 'output_save' }, [
  'cad.cad -> model.cad',
  'model.glb -> beauty.glb',
  'beauty.image -> save.artifact',
]);

async function faulty(fault: InjectedFault, code: ErrorCode, change: Partial<GraphRunRequest> = {}) {
  const run = stage.prepare(stills, { faults: [fault], nodeSeconds: { cpu: 0.1, blender: 0.1 }, ...change });
  const error = await expectAppError(run.start(), code);
  return { run, error };
}

/** A process that stands for Blender, and a node that works in it: it fails when that process dies. */
async function workInProcess({ job }: NodeContext): Promise<void> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  children.push(child);
  await once(child, 'spawn');
  const ended = once(child, 'exit');
  job.sink.started({ pid: child.pid!, warm: false });
  await ended;
  throw new AppError('blender.crashed', 'Blender was killed.');
}

const phases = ['before', 'during', 'after'] as const;

describe.each(phases)('a fault %s the work of a node', (phase) => {
  it.each(['beauty', 'stub_still', '*'])('as an exception at %s fails it', async (at) => {
    const { run, error } = await faulty({ at, phase, kind: 'exception' }, 'graph.injected_fault');
    expect(error.message).toContain(`exception ${phase} ${at === '*' ? 'Cad' : 'Beauty'}`);
    expect(run.states[at === '*' ? 'cad' : 'beauty']).toBe('failed');
    expect(run.states.save).toBe('skipped');
    expect(run.published).toEqual([]);
    expect(stage.stubs.ran.includes('beauty')).toBe(at !== '*' && phase !== 'before');
  });

  it('as a hang lasts until the time of the node is over', async () => {
    const { run } = await faulty({ at: 'beauty', phase, kind: 'hang' }, 'graph.node_timeout');
    expect(run.states).toMatchObject({ beauty: 'failed', save: 'skipped' });
  });

  it('as a hang ends at once when the run is cancelled', async () => {
    const run = stage.prepare(stills, { faults: [{ at: 'beauty', phase, kind: 'hang' }] });
    const ended = expectAppError(run.start(), 'app.cancelled');
    await new Promise((resolve) => setTimeout(resolve, 50));
    run.cancel.abort();
    await ended;
    expect(run.states.beauty).toBe('cancelled');
  });

  it('as a killed Blender acts as an exception where there is no Blender', async () => {
    const { run } = await faulty({ at: 'model', phase, kind: 'kill_blender' }, 'graph.injected_fault');
    expect(run.states).toMatchObject({ model: 'failed', beauty: 'skipped' });
  });

  it('as a corrupt file is noticed before anybody gets the file', async () => {
    const { run, error } = await faulty({ at: 'beauty', phase, kind: 'corrupt' }, 'graph.output_invalid');
    expect(error.message).toMatch(/the file image has \d+ bytes where \d+ were stated/);
    expect(run.states).toMatchObject({ beauty: 'failed', save: 'skipped' });
  });

  it('as a corrupt file acts as an exception where there is no file', async () => {
    stage.stubs.acts.set('model', () => ({}));
    await faulty({ at: 'model', phase, kind: 'corrupt' }, 'graph.injected_fault');
  });

  it('does not reach what comes from earlier runs: a node with a fault is not reused', async () => {
    await stage.run(stills);
    const { run } = await faulty({ at: 'beauty', phase, kind: 'exception' }, 'graph.injected_fault');
    expect(run.reasons.beauty).toBe('Runs: a fault is put in here on purpose');
    expect(run.states.model).toBe('reused');
  });
});

describe('a killed Blender', () => {
  it.each(['before', 'during'] as const)('dies as soon as it has the job (%s)', async (phase) => {
    stage.stubs.acts.set('beauty', workInProcess);
    const fault: InjectedFault = { at: 'beauty', phase, kind: 'kill_blender' };
    const { run } = await faulty(fault, 'blender.crashed', { nodeSeconds: { cpu: 20, blender: 20 } });
    expect(
      run.log.some((line) => /info beauty: Blender 4\.5\.15 \(fresh, process \d+\) has the job\./.test(line)),
    ).toBe(true);
    expect(children[0]?.signalCode).toBe('SIGKILL');
  });

  it('dies in every try', async () => {
    stage.stubs.acts.set('beauty', async (context) => {
      await workInProcess(context).catch(() =>
        context.job.sink.retried({ code: 'blender.crashed', message: 'Killed.' }, 1, 1000),
      );
      await workInProcess(context);
    });
    await faulty({ at: 'beauty', phase: 'during', kind: 'kill_blender' }, 'blender.crashed', {
      nodeSeconds: { cpu: 20, blender: 20 },
    });
    expect(children.map(({ signalCode }) => signalCode)).toEqual(['SIGKILL', 'SIGKILL']);
  });

  it('dies after the work of the node, which then counts as failed', async () => {
    let exit: Promise<unknown> = Promise.resolve();
    stage.stubs.acts.set('beauty', async ({ job }) => {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      children.push(child);
      await once(child, 'spawn');
      exit = once(child, 'exit');
      job.sink.started({ pid: child.pid!, warm: true });
    });
    const fault: InjectedFault = { at: 'beauty', phase: 'after', kind: 'kill_blender' };
    await faulty(fault, 'graph.injected_fault', { nodeSeconds: { cpu: 20, blender: 20 } });
    await exit;
    expect(children[0]?.signalCode).toBe('SIGKILL');
  });
});

describe('a corrupt file', () => {
  it('is a copy: the file that the node names may be the only one of the user', async () => {
    let original = '';
    stage.stubs.acts.set('beauty', async (context) => {
      original = await context.services.writeText('kept.png', 'the only copy of it');
      const file = await context.services.file('image', original);
      const data = { width: 96, height: 54, pixelHash: 'hash', made: null };
      return { image: { type: 'image', data, files: [file] } };
    });
    await faulty({ at: 'beauty', phase: 'after', kind: 'corrupt' }, 'graph.output_invalid');
    expect(readFileSync(original, 'utf8')).toBe('the only copy of it');
  });
});

describe('a fault in the comparator', () => {
  it('is none of the nodes', async () => {
    const run = await stage.run(stills, { faults: [{ at: 'comparator', phase: 'during', kind: 'exception' }] });
    expect(run.outcome?.mediaAssetId).toBe('asset-1');
  });
});
