import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProvenance } from '../../../electron/media/readProvenance.ts';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import type { RunDetail } from '../../../shared/domain/run.ts';
import { tinyBlend, tinyOutputType, tinySheet, tinyThumbnail, tinyTurntable } from '../../support/tinyOutputType.ts';
import { WorkflowDesk } from '../../support/workflowOrders.ts';

let desk: WorkflowDesk;

beforeAll(async () => {
  const outputTypes = [tinyOutputType, tinyTurntable, tinyBlend, tinySheet, tinyThumbnail];
  desk = await WorkflowDesk.open({ outputTypes });
}, 120_000);
afterAll(() => desk?.close());

async function expectOneDelivery(run: RunDetail): Promise<void> {
  expect(run, JSON.stringify([run.error, run.fallback])).toMatchObject({
    state: 'delivered',
    error: null,
    fallback: null,
  });
  const primary = (await desk.assetsOf(run)).filter((asset) => asset.role === 'primary');
  expect(primary).toMatchObject([{ id: run.mediaAssetId, sha256: run.core.outputSha256 }]);
  expect(await desk.noticesOf(run)).toMatchObject([{ kind: 'delivered' }]);
}

const everyKind: readonly [string, OutputType, string][] = [
  ['still', tinyOutputType, 'preset-still'],
  ['sheet of angles', tinySheet, 'preset-multi_angle'],
  ['turntable', tinyTurntable, 'preset-turntable'],
  ['.blend', tinyBlend, 'tiny-blend'],
  ['still with exports', tinyOutputType, 'preset-still_with_exports'],
  ['thumbnail of a CAD file', tinyThumbnail, 'preset-cad_intake'],
];

/** The still preset with an export in the place of the picture. */
async function blendWorkflow(): Promise<string> {
  const { config } = await desk.test.call('workflows:get', { id: 'preset-still' });
  const nodes = config.nodes.map((node) => {
    if (node.type === 'blender_still') return { ...node, type: 'export_blend', settings: {} };
    if (node.type === 'output_save')
      return { ...node, settings: { ...node.settings, expectedArtifact: 'blend_asset' } };
    return node;
  });
  const edges = config.edges.map((edge) =>
    edge.source.port === 'image' ? { ...edge, source: { ...edge.source, port: 'blend' } } : edge,
  );
  const made = { ...config, name: 'Blend export', nodes, edges };
  return (await desk.test.call('workflows:save', { id: null, config: made, baseRevision: 0 })).id;
}

const workflowOf = async (id: string): Promise<string> => (id === 'tiny-blend' ? blendWorkflow() : id);

/*
 * legacy    fixed pipeline
 * graph     the nodes of the preset; no fallback
 * shadow    fixed pipeline, then the nodes beside it, then both compared
 */
describe.each(everyKind)('a %s', (_name, outputType, workflowId) => {
  it('is delivered by graph, and by shadow with the verdict pass', { timeout: 180_000 }, async () => {
    const workflow = await workflowOf(workflowId);
    const graph = await desk.run({ outputType, workflow, mode: 'graph' });
    await expectOneDelivery(graph);
    expect(graph.core).toMatchObject({ mode: 'graph', executor: 'graph' });
    const file = (await desk.test.application.resolveMedia(graph.outputUrl!))!.path;
    const made = (await readProvenance(file))?.workflow;
    expect(made).toMatchObject({ id: workflow, config: { schemaVersion: 1 } });
    const states = Object.values(WorkflowDesk.nodes(graph));
    expect(states.filter((state) => state !== 'done' && state !== 'reused')).toEqual([]);

    const shadow = await desk.run({ outputType, workflow, mode: 'shadow' });
    await expectOneDelivery(shadow);
    expect(shadow.core).toMatchObject({ mode: 'shadow', executor: 'legacy' });
    expect(shadow.observer?.comparison?.reasons, JSON.stringify(shadow.observer)).toBeDefined();
    expect(shadow.observer).toMatchObject({ state: 'done', error: null, comparison: { verdict: 'pass' } });
    expect(new Set(Object.values(WorkflowDesk.nodes(shadow)))).toEqual(new Set(['done']));
    expect(await desk.assetsOf(shadow)).toHaveLength(1);
    const left = readdirSync(join(desk.test.home, 'runs', shadow.id, 'observer'));
    expect(left.filter((name) => name !== 'comparison' && !name.startsWith('candidate.'))).toEqual([]);
    const compared = readdirSync(join(desk.test.home, 'runs', shadow.id, 'observer/comparison'));
    expect(compared.filter((name) => name !== 'heat_map.png')).toEqual([]);
  });

  it('by legacy needs no workflow', { timeout: 120_000 }, async () => {
    const run = await desk.run({ outputType, workflow: null, mode: 'legacy' });
    await expectOneDelivery(run);
    expect(run.workflow).toBeNull();
    expect(run.steps.every((step) => step.executor === 'legacy')).toBe(true);
  });
});

describe('a graph run', () => {
  it('writes the same core fields as legacy, and its workflow into the file', { timeout: 120_000 }, async () => {
    const graph = await desk.run({ mode: 'graph', reuse: 'fresh' });
    const legacy = await desk.run({ mode: 'legacy', workflow: null });
    const facts = ({ core }: RunDetail) => {
      const { blenderVersion, deviceUsed, engine, samples, seed, width, height, frames, pixelHash } = core;
      return { blenderVersion, deviceUsed, engine, samples, seed, width, height, frames, pixelHash };
    };
    expect(facts(graph)).toEqual(facts(legacy));
    const filled = (run: RunDetail) => Object.entries(run.core).flatMap(([key, value]) => (value === null ? [] : key));
    expect(filled(graph)).toEqual(expect.arrayContaining(filled(legacy)));
    const file = (await desk.test.application.resolveMedia(graph.outputUrl!))!.path;
    const { config } = await desk.test.call('workflows:get', { id: 'preset-still' });
    expect((await readProvenance(file))?.workflow).toMatchObject({ id: 'preset-still', config });
  });

  it('keeps the observer out of the way: its folder is its own, and no media asset is of it', async () => {
    const run = await desk.run({ mode: 'shadow' });
    const candidate = (await desk.test.application.resolveMedia(run.observer!.candidateUrl!))!.path;
    expect(candidate).toBe(join(desk.test.home, 'runs', run.id, 'observer', 'candidate.png'));
    expect(existsSync(join(desk.test.home, 'runs', run.id, 'observer', 'graph'))).toBe(false);
    const { sha256 } = run.observer!.comparison!.candidate;
    const assets = await desk.test.call('media:list', { productId: desk.productId });
    expect(assets.filter((asset) => asset.sha256 === sha256)).toEqual([]);
  }, 120_000);

  it('that is compared again says the same', async () => {
    const run = await desk.run({ mode: 'shadow' });
    const again = await desk.test.call('runs:compare', { id: run.id });
    const { comparedAt: _then, seconds: _took, ...before } = run.observer!.comparison!;
    expect(again.observer?.comparison).toMatchObject(before);
    const legacy = await desk.run({ mode: 'legacy', workflow: null });
    await expect(desk.test.call('runs:compare', { id: legacy.id })).rejects.toMatchObject({
      code: 'run.no_comparison',
    });
  }, 120_000);
});

describe('the mode in force', () => {
  it('is legacy as soon as the output type is rolled back or legacy is forced, whatever was ordered', async () => {
    await desk.test.call('settings:update', { forceLegacy: true });
    const forced = await desk.run({ mode: 'graph' });
    await desk.test.call('settings:update', { forceLegacy: false });
    expect(forced.core).toMatchObject({ mode: 'legacy', executor: 'legacy' });
    expect(forced.fallback).toBeNull();
    const log = await desk.test.call('runs:log', { id: forced.id });
    expect(log.map((line) => line.text)).toContain('Started in mode legacy: legacy is forced in Settings.');
  }, 120_000);

  it('that needs a workflow is refused without one', async () => {
    const ordered = desk.run({ mode: 'graph', workflow: null });
    await expect(ordered).rejects.toMatchObject({ code: 'output_type.invalid_contract' });
  });
});
