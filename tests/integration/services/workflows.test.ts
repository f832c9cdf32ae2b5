import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { publishPicture } from '../../../electron/media/publishPicture.ts';
import type { GraphEngine } from '../../../electron/runtime/contracts/engine.ts';
import { type Provenance, provenanceSchema } from '../../../shared/domain/media.ts';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { PlannedNode, WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import { AppError } from '../../../shared/errors/appError.ts';
import type { ErrorCode } from '../../../shared/errors/errorCatalogue.ts';
import { canonicalWorkflow } from '../../../shared/graph/canonicalWorkflow.ts';
import { presetConfig } from '../../../shared/graph/presetConfig.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { TestApplication } from '../../support/testApplication.ts';
import { resourcesFolder } from '../../support/testBlender.ts';
import { importedProduct, workflowStand, type WorkflowStandOptions } from '../../support/workflowStand.ts';
import { provenance } from '../media/samplePictures.ts';
import { openReady, stillPreview, temporaryFolder, tickingClock } from '../persistence/databaseStory.ts';

function stand(options: Partial<WorkflowStandOptions> = {}) {
  const home = options.home ?? temporaryFolder();
  const database = options.database ?? openReady(home);
  return { home, database, ...workflowStand({ clock: tickingClock(), ...options, home, database }) };
}

const still: WorkflowConfig = { ...presetConfig('still'), name: 'Mine' };

/** The same graph with other samples in its still node. */
function withSamples(samples: number): WorkflowConfig {
  const nodes = still.nodes.map((node) =>
    node.type === 'blender_still' ? { ...node, settings: { ...node.settings, samples } } : node,
  );
  return { ...still, nodes };
}

function refusal(work: () => unknown, code: ErrorCode): AppError {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === code) return thrown;
    throw thrown;
  }
  throw new Error(`It succeeded, where ${code} was expected.`);
}

const problemsOf = (error: AppError): WorkflowProblem[] => error.details['problems'] as WorkflowProblem[];
const codes = (problems: readonly WorkflowProblem[]): string[] => problems.map(({ code }) => code);

describe('saving', () => {
  it('gives the text back byte for byte, and windows are told when it is there', () => {
    const { workflows, told } = stand();
    const saved = workflows.save({ id: null, config: still, baseRevision: 0, note: 'first' });

    expect(saved).toMatchObject({ name: 'Mine', revision: 1, shown: { number: 1, note: 'first' }, migration: null });
    const text = workflows.exportText(saved.id, null);
    expect(text).toBe(canonicalWorkflow(still));
    const again = workflows.save({ id: saved.id, config: JSON.parse(text), baseRevision: 1, note: 'the same' });
    expect(again.shown, 'nothing changed, so there is nothing to keep').toEqual(saved.shown);
    expect(told).toEqual([saved.id]);
  });

  it('refuses a document that is no workflow with every problem of it, and keeps nothing', () => {
    const { workflows } = stand();
    const { nodes: _nodes, ...broken } = { ...still, name: '', colour: 'red' };
    const error = refusal(
      () => workflows.save({ id: null, config: broken, baseRevision: 0, note: '' }),
      'workflow.malformed',
    );
    expect(codes(problemsOf(error)).sort()).toEqual([
      'config.field_invalid',
      'config.field_missing',
      'config.field_unknown',
    ]);
    expect(workflows.list()).toEqual([]);
  });

  it('takes a graph that cannot be dispatched yet: people save work in progress', async () => {
    const { workflows } = stand();
    const config = { ...still, edges: [] };
    const saved = workflows.save({ id: null, config, baseRevision: 0, note: '' });
    expect(saved.config.edges).toEqual([]);
    const check = await workflows.check({ config, workflowId: saved.id, ...unasked });
    expect(check.dispatchable).toBe(false);
    expect(codes(check.problems)).toContain('input.missing');
  });

  it('refuses nodes of the other family and names every one of them', () => {
    const { workflows } = stand();
    const intake = presetConfig('cad_intake').nodes.filter(({ type }) => type.startsWith('occ_'));
    const mixed = { ...still, nodes: [...still.nodes, ...intake] };
    const refused = { code: 'node.foreign_family', severity: 'error' };
    for (const work of [
      () => workflows.save({ id: null, config: mixed, baseRevision: 0, note: '' }),
      () => workflows.migrate(mixed),
    ]) {
      const problems = problemsOf(refusal(work, 'workflow.malformed'));
      expect(problems).toMatchObject(intake.map(({ id }) => ({ ...refused, nodeId: id })));
    }
    const { id } = workflows.save({ id: null, config: still, baseRevision: 0, note: '' });
    refusal(() => workflows.save({ id, config: mixed, baseRevision: 1, note: '' }), 'workflow.malformed');
    expect(workflows.get(id, null).revision).toBe(1);
  });

  it('over a revision that somebody else changed is refused and says which', () => {
    const { workflows } = stand();
    const { id } = workflows.save({ id: null, config: still, baseRevision: 0, note: '' });
    workflows.save({ id, config: withSamples(8), baseRevision: 1, note: 'theirs' });

    const save = { id, config: withSamples(16), note: 'mine' };
    const error = refusal(() => workflows.save({ ...save, baseRevision: 1 }), 'workflow.conflict');
    expect(error.details).toEqual({ latest: 2, base: 1 });
    expect(workflows.get(id, null).shown.note).toBe('theirs');
    expect(workflows.save({ ...save, baseRevision: 2 }).revision).toBe(3);
    expect(workflows.revisions(id).map(({ note }) => note)).toEqual(['mine', 'theirs', '']);
  });

  it('under a name that another workflow has is refused', () => {
    const { workflows } = stand();
    const { id } = workflows.save({ id: null, config: still, baseRevision: 0, note: '' });
    const other = { ...withSamples(8), name: 'MINE' };
    refusal(() => workflows.save({ id: null, config: other, baseRevision: 0, note: '' }), 'workflow.name_taken');
    expect(workflows.save({ id, config: other, baseRevision: 1, note: 'own name' }).name).toBe('MINE');
  });
});

describe('a removed workflow', () => {
  it('is known to the runs that were ordered with it, and to nobody else', () => {
    const { workflows } = stand();
    const { id } = workflows.save({ id: null, config: still, baseRevision: 0, note: '' });
    workflows.remove(id);

    expect(workflows.list()).toEqual([]);
    for (const work of [
      () => workflows.get(id, null),
      () => workflows.resolve(id, null),
      () => workflows.remove(id),
      () => workflows.byNameOrId('Mine'),
    ]) {
      refusal(work, 'workflow.unknown');
    }
    expect(workflows.resolve(id, 1)).toMatchObject({ id, name: 'Mine', revision: 1, config: still });
    expect(workflows.nameOf(id)).toBe('Mine');
    expect(workflows.save({ id: null, config: still, baseRevision: 0, note: '' }).id).not.toBe(id);
  });
});

describe('the shipped presets', () => {
  it('are five, can all be dispatched, and come once', async () => {
    const { workflows } = stand();
    workflows.seed();
    workflows.seed();
    const ids = workflows.list().map(({ id }) => id);
    expect(ids.sort()).toEqual([
      'preset-cad_intake',
      'preset-multi_angle',
      'preset-still',
      'preset-still_with_exports',
      'preset-turntable',
    ]);
    for (const id of ids) {
      const { config } = workflows.get(id, null);
      const { dispatchable, problems } = await workflows.check({ config, workflowId: id, ...unasked });
      expect({ id, dispatchable, problems: problems.filter(({ severity }) => severity === 'error') }).toEqual({
        ...{ id, dispatchable: true, problems: [] },
      });
    }
  });

  it('stay as a user has changed them', () => {
    const { workflows } = stand();
    workflows.seed();
    workflows.save({ id: 'preset-still', config: withSamples(8), baseRevision: 1, note: '' });
    workflows.seed();
    expect(workflows.get('preset-still', null)).toMatchObject({ name: 'Mine', revision: 2, preset: 'still' });
  });

  it('that are damaged are left out and logged, and the others come', () => {
    const resources = temporaryFolder();
    cpSync(join(resourcesFolder, 'presets'), join(resources, 'presets'), { recursive: true });
    writeFileSync(join(resources, 'presets', 'still.workflow.json'), '{"schemaVersion":');
    const { workflows, logged } = stand({ resources });
    workflows.seed();
    expect(workflows.list()).toHaveLength(4);
    expect(logged).toEqual(['preset still.workflow.json cannot be used']);
  });
});

describe('importing a file', () => {
  function file(name: string, content: string): string {
    const path = join(temporaryFolder(), name);
    writeFileSync(path, content);
    return path;
  }

  it('of an older generation keeps what the migration did', async () => {
    const { workflows } = stand();
    const path = file(
      'old.json',
      JSON.stringify({ type: 'still', params: { samples: 64, colour_of_the_sky: 'blue' } }),
    );
    const imported = await workflows.importFile(path, null);
    expect(imported).toMatchObject({ preset: 'still', revision: 1, migration: { from: 'preset' } });
    expect(imported.migration?.keptAside.map((kept) => kept.path)).toEqual(['params.colour_of_the_sky']);
    expect(workflows.get(imported.id, 1).migration).toEqual(imported.migration);
  });

  it('whose name is taken gets a number, unless a name was asked for', async () => {
    const { workflows } = stand();
    const path = file('mine.json', `\uFEFF${JSON.stringify(still, null, 2)}`);
    const names = [];
    for (let copy = 0; copy < 3; copy += 1) names.push((await workflows.importFile(path, null)).name);
    expect(names).toEqual(['Mine', 'Mine (2)', 'Mine (3)']);
    expect((await workflows.importFile(path, 'Poster')).config.name).toBe('Poster');
    await expectAppError(workflows.importFile(path, 'poster'), 'workflow.name_taken');
  });

  it.each<[string, string, string, ErrorCode]>([
    ['a half-written workflow', 'half.json', canonicalWorkflow(still).slice(0, 500), 'workflow.malformed'],
    ['an empty file', 'empty.json', '', 'workflow.malformed'],
    ['JSON that is something else', 'other.json', '{"scripts":{}}', 'workflow.malformed'],
    ['a letter', 'letter.txt', 'Dear reader', 'workflow.no_provenance'],
    ['a file without content', 'nothing.png', '', 'workflow.no_provenance'],
  ])('that is %s is refused', async (_, name, content, code) => {
    const { workflows } = stand();
    const error = await expectAppError(workflows.importFile(file(name, content), null), code);
    if (code === 'workflow.malformed') expect(problemsOf(error)).not.toEqual([]);
    expect(workflows.list()).toEqual([]);
  });

  it('that is not there, or is a folder, is refused', async () => {
    const { workflows } = stand();
    const folder = temporaryFolder();
    await expectAppError(workflows.importFile(join(folder, 'none.json'), null), 'file.missing');
    await expectAppError(workflows.importFile(folder, null), 'file.unreadable');
  });
});

describe('a delivered picture', () => {
  async function picture(made: Provenance): Promise<string> {
    const folder = temporaryFolder();
    const source = join(folder, 'source.png');
    await sharp({ create: { width: 16, height: 16, channels: 3, background: '#888888' } })
      .png()
      .toFile(source);
    const target = join(folder, 'delivered.png');
    await publishPicture(sharp, { source, target, format: 'png', width: 16, height: 16, provenance: made });
    return target;
  }

  it('gives the workflow back that made it, byte for byte, and as a new workflow', async () => {
    const { workflows } = stand();
    const { id } = workflows.save({ id: null, config: withSamples(8), baseRevision: 0, note: '' });
    const { name, revision, sha256, config } = workflows.resolve(id, null);
    const path = await picture(
      provenanceSchema.parse({
        ...provenance(),
        mode: 'graph',
        executor: 'graph',
        workflow: { id, name, revision, sha256, config },
      }),
    );
    expect(await workflows.exportFromFile(path)).toBe(workflows.exportText(id, null));
    expect(await workflows.importFile(path, null)).toMatchObject({ name: 'Mine (2)', migration: null });
  });

  it('of the fixed pipeline has none to give', async () => {
    const { workflows } = stand();
    const path = await picture(provenance());
    const error = await expectAppError(workflows.exportFromFile(path), 'workflow.no_provenance');
    expect(error.message).toBe('delivered.png was made by the fixed pipeline, without a workflow.');
  });
});

const unasked = { productId: null, outputTypeId: null, plan: false };

describe('preflight', () => {
  const request = (config: WorkflowConfig, more: { outputTypeId?: string | null } = {}) => ({
    ...{ config, workflowId: null, productId: 'p1', outputTypeId: null, plan: false, ...more },
  });
  const found = async (options: Partial<WorkflowStandOptions>, config = still) => {
    const made = stand(options);
    importedProduct(made, 'p1');
    const { problems, dispatchable } = await made.workflows.check(request(config));
    return { codes: codes(problems), dispatchable, problems };
  };

  it('finds nothing where nothing is wrong', async () => {
    expect(await found({})).toEqual({ codes: [], dispatchable: true, problems: [] });
  });

  it('misses Blender only where a node needs it', async () => {
    expect(await found({ blender: 'missing' })).toMatchObject({
      ...{ codes: ['preflight.blender_missing'], dispatchable: false },
    });
  });

  it('warns while a drive gets full and refuses when it is', async () => {
    expect(await found({ freeBytes: 0.9e9 })).toMatchObject({ codes: ['preflight.disk_space'], dispatchable: true });
    expect(await found({ freeBytes: 0.1e9 })).toMatchObject({ codes: ['preflight.disk_space'], dispatchable: false });
  });

  it('counts the parts without a material', async () => {
    const made = stand();
    importedProduct(made, 'p1', [{ pattern: 'ball', materialId: 'brass' }]);
    const { problems, dispatchable } = await made.workflows.check(request(still));
    expect(dispatchable).toBe(true);
    expect(problems.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      ['preflight.unmatched_parts', 'warning', '1 of 2 parts of Gear have no material in its map.'],
    ]);
  });

  it('says which files of the import are gone', async () => {
    const made = stand();
    const folder = importedProduct(made, 'p1');
    rmSync(join(folder, 'model.glb'));
    const { problems } = await made.workflows.check(request(still));
    expect(problems.map(({ message }) => message)).toEqual(['The model of gear.step is gone from the data folder.']);
    writeFileSync(join(folder, 'model.glb'), 'model');
    writeFileSync(join(folder, 'manifest.json'), '{');
    expect(codes((await made.workflows.check(request(still))).problems)).toEqual(['preflight.file_missing']);
  });

  it('names templates, cameras and materials that do not exist, with the node and the setting', async () => {
    const settings: Record<string, Record<string, string>> = {
      resolve_template: { templateId: 'moon_studio' },
      blender_still: { camera: 'from_below' },
      material_map_resolve: { materialOverride: 'unobtainium' },
    };
    const nodes = still.nodes.map((node) => ({ ...node, settings: { ...node.settings, ...settings[node.type] } }));
    const { problems } = await found({}, { ...still, nodes });
    expect(problems.map(({ code, nodeId, field }) => [code, nodeId, field])).toEqual([
      // Of a template that does not exist nobody knows the cameras.
      ['preflight.template_unknown', 'resolve_template', 'templateId'],
      ['preflight.material_unknown', 'material_map_resolve', 'materialOverride'],
    ]);
    const dark = nodes.map((node) =>
      node.type === 'resolve_template' ? { ...node, settings: { templateId: 'dark_studio' } } : node,
    );
    const { codes: left } = await found({}, { ...still, nodes: dark });
    expect(left).toEqual(['preflight.camera_unknown', 'preflight.material_unknown']);
  });

  it('looks at the output type too', async () => {
    const made = stand();
    importedProduct(made, 'p1');
    const profile = { ...stillPreview.profile, camera: 'from_below', materialOverride: 'unobtainium' };
    const renderer = { ...stillPreview.renderer, device: 'gpu' } as const;
    const { id } = made.database.outputTypes.insert({ ...stillPreview, profile, renderer });
    made.context.settings.update({ device: 'cpu' });
    const { problems } = await made.workflows.check(request(still, { outputTypeId: id }));
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['preflight.device_unavailable', 'warning'],
      ['preflight.camera_unknown', 'error'],
      ['preflight.material_unknown', 'error'],
    ]);
  });

  describe('of a camera that only the output type names', () => {
    const missing = 'from_below';
    const sheet = presetConfig('multi_angle');
    const ordered = async (
      config: WorkflowConfig,
      profile: Partial<OutputType['profile']>,
      rolloutMode: OutputType['rolloutMode'] = null,
    ) => {
      const made = stand();
      importedProduct(made, 'p1');
      const changed = { ...stillPreview, rolloutMode, profile: { ...stillPreview.profile, ...profile } };
      const { id } = made.database.outputTypes.insert(changed);
      return made.workflows.check(request(config, { outputTypeId: id }));
    };

    it('only warns a graph whose nodes use cameras of their own, as legacy could not take over', async () => {
      const { problems, dispatchable } = await ordered({ ...sheet, executionMode: 'graph' }, { camera: missing });
      expect(dispatchable).toBe(true);
      expect(problems.map(({ code, severity, message }) => [code, severity, message])).toEqual([
        [
          'preflight.camera_unknown',
          'warning',
          "Output type still_preview: there is no camera 'from_below'. " +
            'The nodes use others, but legacy could not deliver if the graph failed.',
        ],
      ]);
    });

    it.each(['legacy', 'shadow'] as const)('refuses in mode %s, where legacy delivers', async (executionMode) => {
      expect(await ordered({ ...sheet, executionMode }, { camera: missing })).toMatchObject({
        dispatchable: false,
        problems: [{ code: 'preflight.camera_unknown', severity: 'error' }],
      });
    });

    it('refuses a graph where the output type was rolled back to legacy', async () => {
      const config = { ...sheet, executionMode: 'graph' } as const;
      expect(await ordered(config, { camera: missing }, 'legacy')).toMatchObject({
        dispatchable: false,
        problems: [{ code: 'preflight.camera_unknown', severity: 'error' }],
      });
    });

    it('refuses a graph that takes it from there', async () => {
      expect(await ordered({ ...still, executionMode: 'graph' }, { camera: missing })).toMatchObject({
        dispatchable: false,
        problems: [{ code: 'preflight.camera_unknown', severity: 'error' }],
      });
    });

    it('says nothing of one that nobody asks for: with several angles, the single camera', async () => {
      const angles = ['front', 'side'];
      for (const config of [still, sheet]) {
        expect((await ordered(config, { camera: missing, angles })).problems).toEqual([]);
      }
      expect((await ordered(still, { angles: ['front', missing] })).dispatchable).toBe(false);
    });
  });

  it('of a product that is not there is an error of its own', async () => {
    await expectAppError(stand().workflows.check(request(still)), 'product.unknown');
  });
});

describe('a dry run', () => {
  const planned: PlannedNode[] = [
    ...(['reuse', 'run'] as const).map((decision, level) => ({
      ...{ nodeId: `n${level}`, type: 'blender_still', label: '', level, decision, why: 'because' },
      ...{ produces: ['image'], expectedSeconds: 2.5 },
    })),
  ];
  const engine: GraphEngine = {
    run: () => Promise.reject(new Error('A dry run runs nothing.')),
    preview: () => Promise.reject(new Error('A dry run runs nothing.')),
    plan: async () => planned,
  };
  const ask = (config: WorkflowConfig, workflowId: string | null) => ({
    ...{ config, workflowId, productId: 'p1', outputTypeId: null, plan: true },
  });

  it('asks the engine with the revision that a dispatch would have, and adds up what will run', async () => {
    const made = stand({ engine });
    importedProduct(made, 'p1');
    const { id } = made.workflows.save({ id: null, config: still, baseRevision: 0, note: '' });
    expect(await made.workflows.check(ask(still, id))).toMatchObject({ plan: planned, expectedSeconds: 2.5 });
    await made.workflows.check(ask(withSamples(8), id));
    await made.workflows.check(ask(still, null));
    expect(made.ordered.map(({ workflow }) => workflow.revision)).toEqual([1, 2, 1]);
  });

  it('has no plan for a graph that would not be dispatched', async () => {
    const made = stand({ engine });
    importedProduct(made, 'p1');
    const answer = await made.workflows.check(ask({ ...still, edges: [] }, null));
    expect(answer).toMatchObject({ dispatchable: false, plan: [], expectedSeconds: null });
    expect(made.ordered).toEqual([]);
  });

  it('without an engine says so', async () => {
    const made = stand({ engine: null });
    importedProduct(made, 'p1');
    await expectAppError(made.workflows.check(ask(still, null)), 'graph.engine_missing');
  });

  it('of a document that is no workflow tells what is wrong with it instead of failing', async () => {
    const { workflows } = stand();
    const answer = await workflows.check({ config: [], workflowId: null, ...unasked });
    expect(answer).toMatchObject({ dispatchable: false, plan: [] });
    expect(codes(answer.problems)).toEqual(['config.not_object']);
  });
});

describe('over IPC', () => {
  it('a window lists node types, saves, is told, checks, imports and removes', async () => {
    const test = await TestApplication.start();
    onTestFinished(() => test.close());
    const types = (await test.call('nodes:list', undefined)).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['blender_still', 'output_save']));
    expect(await test.call('workflows:list', undefined)).toHaveLength(5);

    const saved = await test.call('workflows:save', { id: null, config: still, baseRevision: 0 });
    expect(test.told('workflows:changed')).toEqual([{ workflowId: saved.id }]);
    expect(await test.call('workflows:get', { id: saved.id })).toEqual(saved);
    expect(await test.call('workflows:revisions', { id: saved.id })).toEqual([saved.shown]);

    const { config, warnings } = await test.call('workflows:migrate', { document: { type: 'still', params: {} } });
    expect(warnings).toEqual([]);
    expect(await test.call('workflows:check', { config })).toMatchObject({ dispatchable: true, plan: [] });

    const path = join(test.home, 'mine.json');
    writeFileSync(path, canonicalWorkflow(still));
    const { id } = await test.call('workflows:import', { path });
    await test.call('workflows:remove', { id });
    await expectAppError(test.call('workflows:get', { id }), 'workflow.unknown');
  });
});
