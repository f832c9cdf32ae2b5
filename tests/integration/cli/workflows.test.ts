import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/persistence/database.ts';
import type { Comparison } from '../../../shared/domain/comparison.ts';
import type { RunDetail, RunLogLine, RunSummary } from '../../../shared/domain/run.ts';
import type { WorkflowConfig, WorkflowDetail, WorkflowSummary } from '../../../shared/domain/workflow.ts';
import type { WorkflowCheck } from '../../../shared/domain/workflowProblem.ts';
import type { ErrorValue } from '../../../shared/errors/appError.ts';
import { canonicalWorkflow } from '../../../shared/graph/canonicalWorkflow.ts';
import { presetConfig } from '../../../shared/graph/presetConfig.ts';
import { stepFixtureText } from '../../support/stepFixtures.ts';
import { migrationsFolder } from '../../support/testApplication.ts';
import { tinyOutputType } from '../../support/tinyOutputType.ts';
import { buildCommandLine, Desk, documentOf, type Ended } from './startHartomat.ts';

const desk = new Desk();
const at = (name: string): string => join(desk.folder, name);
const still: WorkflowConfig = { ...presetConfig('still'), name: 'Mine' };

beforeAll(async () => {
  await buildCommandLine();
  writeFileSync(at('mine.json'), JSON.stringify(still));
  writeFileSync(at('loose.json'), JSON.stringify({ ...still, edges: [] }));
  writeFileSync(at('old.json'), JSON.stringify({ type: 'still', params: { samples: 64, sky: 'blue' } }));
  writeFileSync(at('broken.json'), JSON.stringify({ ...still, name: '', colour: 'red' }));
  writeFileSync(at('half.json'), canonicalWorkflow(still).slice(0, 300));
  writeFileSync(at('good.step'), await stepFixtureText('twoBoxes'));
  desk.knowTinyOutputType();
}, 300_000);
afterAll(() => desk.remove());

async function answer<T = Record<string, unknown>>(
  ...args: string[]
): Promise<T & { error?: ErrorValue; exit: number }> {
  const ended = await desk.run([...args, '--json']);
  return { ...documentOf<T>(ended), exit: ended.code ?? -1 };
}

function succeeded({ code, stdout, stderr }: Ended): string {
  expect(stderr, 'no error').not.toContain('error:');
  expect(code).toBe(0);
  return stdout;
}

describe('hartomat workflows list', () => {
  it('shows the presets on a fresh data folder', async () => {
    const { workflows, exit } = await answer<{ workflows: WorkflowSummary[] }>('workflows', 'list');
    expect(exit).toBe(0);
    expect(workflows.map(({ id }) => id)).toEqual(expect.arrayContaining(['preset-still', 'preset-turntable']));
    const lines = succeeded(await desk.run(['workflows', 'list']));
    expect(lines).toMatch(/^Still {2,}preset-still {2,}order_line/m);
  });
});

describe('hartomat workflows set', () => {
  it('makes a revision with the setting, and none for a setting that it could not be run with', async () => {
    const set = (setting: string) =>
      answer<{ workflow: WorkflowDetail; problems: WorkflowCheck['problems'] }>(
        ...['workflows', 'set', 'preset-turntable', setting],
      );
    const done = await set('blender_turntable.samples=8');
    expect(done).toMatchObject({ exit: 0, workflow: { shown: { number: 2 } } });
    const { settings } = done.workflow.config.nodes.find(({ id }) => id === 'blender_turntable')!;
    expect(settings).toMatchObject({ samples: 8 });
    const wrong = await set('blender_turntable.samples=-1');
    expect(wrong).toMatchObject({ exit: 1, error: { code: 'workflow.invalid' } });
    expect(wrong.problems).toMatchObject([{ code: 'settings.invalid', nodeId: 'blender_turntable', field: 'samples' }]);
    expect(await set('moon.samples=8')).toMatchObject({ exit: 1, error: { code: 'app.not_found' } });
    expect(await set('samples')).toMatchObject({ exit: 1, error: { code: 'app.usage' } });
  });
});

describe('hartomat workflows validate', () => {
  it.each(['preset-still', 'still', 'mine.json', 'old.json'])('%s can be dispatched', async (workflow) => {
    const { dispatchable, exit } = await answer<WorkflowCheck>('workflows', 'validate', workflow);
    expect({ dispatchable, exit }).toEqual({ dispatchable: true, exit: 0 });
  });

  it('prints every problem with its code, its node and what to do, and exits with 1', async () => {
    const ended = await desk.run(['workflows', 'validate', 'loose.json']);
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('[input.missing]');
    expect(ended.stdout).toMatch(/^ {2}at node blender_still, port glb$/m);
    expect(ended.stderr).toContain('[workflow.invalid]');
  });

  it('lists everything that is wrong with a document that is no workflow', async () => {
    const { problems, error, exit } = await answer<WorkflowCheck>('workflows', 'validate', 'broken.json');
    expect({ code: error?.code, exit }).toEqual({ code: 'workflow.malformed', exit: 1 });
    expect(problems.map(({ field }) => field).sort()).toEqual(['colour', 'name']);
  });

  it('holds it against an output type', async () => {
    const { problems, exit } = await answer<WorkflowCheck>(
      ...['workflows', 'validate', 'preset-turntable', '--output-type', 'still_tiny'],
    );
    expect(exit).toBe(1);
    expect(problems.map(({ code }) => code)).toContain('output_type.artifact_mismatch');
  });

  it.each([
    [['validate', 'no such thing'], 'workflow.unknown'],
    [['validate', 'half.json'], 'workflow.malformed'],
    [['validate', 'good.step'], 'workflow.no_provenance'],
    [['validate', 'still', '--output-type', 'hologram'], 'output_type.unknown'],
    [['export', 'still', '--revision', '7'], 'workflow.unknown'],
    [['export', '--from', 'nowhere.png'], 'file.missing'],
    [['export', 'still', '--out', 'missing/out.json'], 'file.output_unwritable'],
    [['import', 'nowhere.json'], 'file.missing'],
    [['dry-run', 'still', '--product', 'nothing'], 'product.unknown'],
  ])('%j: %s', async (args, code) => {
    const { error, exit } = await answer('workflows', ...args);
    expect({ code: error?.code, exit }).toEqual({ code, exit: 1 });
  });

  it.each([
    [['export']],
    [['export', 'still', '--from', 'x.png']],
    [['export', 'still', '--revision', '0']],
    [['dry-run', 'still']],
    [['paint']],
  ])('%j is wrong usage', async (args) => {
    const { error, exit } = await answer('workflows', ...args);
    expect({ code: error?.code, exit }).toEqual({ code: 'app.usage', exit: 2 });
  });
});

describe('hartomat workflows migrate', () => {
  it('prints canonical JSON and nothing else, and says on standard error what became of it', async () => {
    const ended = await desk.run(['workflows', 'migrate', 'old.json']);
    const config = JSON.parse(succeeded(ended)) as WorkflowConfig;
    expect(ended.stdout).toBe(canonicalWorkflow(config));
    expect(ended.stderr).toContain('migrated from a preset with parameters');
    expect(ended.stderr).toContain('params.sky is kept aside');
  });

  it('writes it to a file', async () => {
    const said = succeeded(await desk.run(['workflows', 'migrate', 'old.json', '--out', 'new.json']));
    expect(said).toContain('params.samples became');
    const text = readFileSync(at('new.json'), 'utf8');
    expect(text).toBe(canonicalWorkflow(JSON.parse(text) as WorkflowConfig));
  });
});

describe('a workflow that is carried in and out', () => {
  it('comes back byte for byte, from every revision', async () => {
    const { workflow } = await answer<{ workflow: WorkflowDetail }>(
      ...['workflows', 'import', 'mine.json', '--name', 'Poster'],
    );
    expect(workflow).toMatchObject({ name: 'Poster', revision: 1 });
    const text = canonicalWorkflow({ ...still, name: 'Poster' });
    expect(succeeded(await desk.run(['workflows', 'export', 'poster']))).toBe(text);
    const args = ['workflows', 'export', workflow.id, '--revision', '1', '--out', 'poster.json'];
    expect(succeeded(await desk.run(args))).toContain('Poster, revision 1, written to');
    expect(readFileSync(at('poster.json'), 'utf8')).toBe(text);
  });

  it('is described by a JSON Schema that names the settings of every node type', async () => {
    const schema = await answer<{ $schema: string; $defs: Record<string, unknown> }>('workflows', 'schema');
    expect(schema.$schema).toContain('json-schema.org');
    expect(Object.keys(schema.$defs)).toContain('settings_blender_still');
  });
});

describe('hartomat workflows dry-run', () => {
  it('says in order what would run with a STEP file, and runs nothing', async () => {
    const args = ['workflows', 'dry-run', 'preset-still', '--product', 'good.step', '--output-type', 'still_tiny'];
    const { plan, exit } = await answer<WorkflowCheck>(...args);
    expect(exit).toBe(0);
    expect(plan.map(({ level }) => level)).toEqual([...plan.map(({ level }) => level)].sort((a, b) => a - b));
    expect(plan.find(({ type }) => type === 'order_line_setup')).toMatchObject({ decision: 'run', level: 0 });
    for (const node of plan) expect(node.why, node.nodeId).not.toBe('');
    expect(succeeded(await desk.run(args))).toMatch(/^order +decision +node/m);
    expect(desk.runs()).toEqual([]);
  });
});

/** A run that waits for the queue, as a window leaves it behind. Answers its id. */
function waitingRun(productId: string): string {
  const opened = openDatabase({ home: desk.home, migrations: migrationsFolder, clock: () => new Date() });
  if (!opened.database) throw new Error(opened.status.message);
  const { database } = opened;
  const queuedAt = new Date().toISOString();
  const ordered = { productId, outputTypeId: tinyOutputType.id, at: queuedAt };
  database.transaction(() => {
    const { line } = database.orders.create({ orderId: 'o-waits', orderLineId: 'l-waits', ...ordered });
    const core = { orderLine: line.number, product: 'good', outputType: 'still_tiny', mode: 'legacy' } as const;
    database.runs.insert({
      ...{ id: 'waits', orderLineId: line.id, priority: 'normal', queuedAt, instanceId: null, retryOf: null },
      ...{ folder: 'runs/waits', workflow: null, reuse: 'allowed', core: { ...core, executor: 'legacy' } },
    });
  });
  database.close();
  return 'waits';
}

describe('hartomat runs', () => {
  let run: RunSummary;

  it('finds a run by its number or id, and shows every step with its reason', async () => {
    const rendered = await desk.run(['render', 'good.step', '--output-type', 'still_tiny', '--out', 'out.png']);
    succeeded(rendered);
    const { runs } = await answer<{ runs: RunSummary[] }>('runs', 'list', '--state', 'delivered', '--limit', '5');
    expect(runs).toHaveLength(1);
    run = runs[0]!;
    for (const name of [run.number, run.id, run.number.toLowerCase(), '1']) {
      const { run: shown } = await answer<{ run: RunDetail }>('runs', 'show', name);
      expect(shown.id, name).toBe(run.id);
    }
    const lines = succeeded(await desk.run(['runs', 'show', run.number]));
    expect(lines).toContain(`${run.number} delivered`);
    expect(lines).toMatch(/^ {2}legacy +verify_output +done/m);
    expect(lines).not.toContain('Delivered by legacy. Graph failed');
  });

  it('print their log, from a level on', async () => {
    type Log = { lines: RunLogLine[] };
    const { lines: all } = await answer<Log>('runs', 'logs', run.number);
    expect(all.length).toBeGreaterThan(0);
    const { lines: errors } = await answer<Log>('runs', 'logs', run.number, '--level', 'error');
    expect(errors).toEqual(all.filter(({ level }) => level === 'error'));
    const { source } = all[0]!;
    const { lines: ofOne } = await answer<Log>('runs', 'logs', run.number, '--node', source);
    expect(ofOne).toEqual(all.filter((line) => line.source === source));
  });

  it('of the fixed pipeline have nothing to compare', async () => {
    const { error, exit } = await answer('runs', 'compare', run.number);
    expect({ code: error?.code, exit }).toEqual({ code: 'run.no_comparison', exit: 1 });
  });

  it('that were delivered are neither cancelled nor retried', async () => {
    const { error: cancel } = await answer('runs', 'cancel', run.number);
    expect(cancel?.code).toBe('run.invalid_transition');
    const { error: retry } = await answer('runs', 'retry', run.number);
    expect(retry?.code).toBe('run.not_retryable');
  });

  it('that wait are cancelled, and then run again here and now', async () => {
    const id = waitingRun(run.productId);
    const { run: cancelled, exit } = await answer<{ run: RunSummary }>('runs', 'cancel', id);
    expect({ state: cancelled.state, exit }).toEqual({ state: 'cancelled', exit: 0 });

    const again = await answer<{ run: RunDetail; fallback: boolean }>('runs', 'retry', cancelled.number);
    expect(again).toMatchObject({ exit: 0, fallback: false, run: { state: 'delivered', retryOf: id } });
    expect(again.run.number).not.toBe(cancelled.number);
  });

  it('that are not there are an error, wherever they are named', async () => {
    for (const verb of ['show', 'logs', 'retry', 'cancel', 'compare']) {
      const { error, exit } = await answer('runs', verb, 'R-9999');
      expect({ verb, code: error?.code, exit }).toEqual({ verb, code: 'run.unknown', exit: 1 });
    }
  });
});

describe('a workflow that has run', () => {
  const ordered = ['--product', 'good.step', '--output-type', 'still_tiny'];

  it('comes out of its picture byte for byte, and would be reused as a whole', async () => {
    succeeded(await desk.run(['run', 'preset-still', ...ordered, '--out', 'made.png']));
    const text = succeeded(await desk.run(['workflows', 'export', 'preset-still']));
    expect(succeeded(await desk.run(['workflows', 'export', '--from', 'made.png']))).toBe(text);
    const { workflow } = await answer<{ workflow: WorkflowDetail }>('workflows', 'import', 'made.png');
    expect(workflow).toMatchObject({ name: 'Still (2)', migration: null });

    const { plan, expectedSeconds } = await answer<WorkflowCheck>('workflows', 'dry-run', 'preset-still', ...ordered);
    expect(new Set(plan.map(({ decision }) => decision))).toEqual(new Set(['reuse']));
    expect(expectedSeconds).toBe(0);
    const { lines } = await answer<{ lines: RunLogLine[] }>(
      ...['runs', 'logs', (await newest()).number, '--node', 'blender_still'],
    );
    expect(new Set(lines.map(({ source }) => source))).toEqual(new Set(['node:blender_still']));
  });

  it('and failed says in words why legacy delivered', async () => {
    const fault = ['--fresh', '--inject-fault', 'blender_still:before:exception'];
    succeeded(await desk.run(['run', 'preset-still', ...ordered, ...fault]));
    const lines = succeeded(await desk.run(['runs', 'show', (await newest()).id]));
    expect(lines).toMatch(/^Delivered by legacy\. Graph failed at blender_still: .+ \(graph\.injected_fault\)$/m);
    expect(lines).toMatch(/^ {2}graph +blender_still +failed/m);
    expect(lines).toMatch(/^ {2}legacy +verify_output +done/m);
  });

  it('beside legacy is compared with it, as often as one likes', async () => {
    succeeded(await desk.run(['run', 'preset-still', ...ordered, '--execution-mode', 'shadow']));
    const { comparison, exit } = await answer<{ comparison: Comparison }>('runs', 'compare', (await newest()).number);
    expect({ verdict: comparison.verdict, exit }).toEqual({ verdict: 'pass', exit: 0 });
    expect(comparison.reasons.map(({ code }) => code)).toContain('pixels.equal');
  });
});

async function newest(): Promise<RunSummary> {
  const { runs } = await answer<{ runs: RunSummary[] }>('runs', 'list', '--limit', '1');
  return runs[0]!;
}
