import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WorkflowConfig } from '../../../shared/domain/workflow.ts';
import type { WorkflowProblem } from '../../../shared/domain/workflowProblem.ts';
import { canonicalWorkflow } from '../../../shared/graph/canonicalWorkflow.ts';
import { presetConfig } from '../../../shared/graph/presetConfig.ts';
import { expectAppError } from '../../support/expectAppError.ts';
import { TestApplication } from '../../support/testApplication.ts';
import { temporaryFolder } from '../persistence/databaseStory.ts';

let desk: TestApplication;
let folder: string;

beforeAll(async () => {
  desk = await TestApplication.start();
}, 60_000);
afterAll(() => desk?.close());
beforeEach(() => {
  folder = temporaryFolder();
  desk.chosenFiles = null;
  desk.savePath = null;
});

const still: WorkflowConfig = presetConfig('still');
const fileIn = (name: string, document: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(document));
  return path;
};
const save = (name: string) =>
  desk.call('workflows:save', { id: null, config: { ...still, name }, baseRevision: 0, note: '' });

describe('exporting a workflow', () => {
  it('writes it byte for byte as it was saved, under a name made of its own', async () => {
    const { id } = await save('Hero: front/side');
    desk.savePath = join(folder, 'chosen name.json');
    expect(await desk.call('workflows:exportFile', { id })).toEqual({ path: desk.savePath });
    expect(desk.suggestedName).toBe('Hero- front-side.json');
    const text = readFileSync(desk.savePath, 'utf8');
    expect(text).toBe(canonicalWorkflow({ ...still, name: 'Hero: front/side' }));
    expect(readdirSync(folder), 'nothing half-written beside it').toEqual(['chosen name.json']);
  });

  it('gives any revision, also of what is imported again: the bytes stay the same', async () => {
    const { id, config } = await save('Twice');
    await desk.call('workflows:save', { id, config: { ...config, description: 'later' }, baseRevision: 1 });
    desk.savePath = join(folder, 'first.json');
    await desk.call('workflows:exportFile', { id, revision: 1 });
    expect(JSON.parse(readFileSync(desk.savePath, 'utf8'))).toEqual(config);
    await desk.call('workflows:remove', { id });

    desk.chosenFiles = [desk.savePath];
    const again = await desk.call('workflows:chooseFile', undefined);
    expect(again).toMatchObject({ name: 'Twice', revision: 1, migration: null });
    const first = readFileSync(desk.savePath);
    desk.savePath = join(folder, 'second.json');
    await desk.call('workflows:exportFile', { id: again!.id });
    expect(readFileSync(desk.savePath).equals(first)).toBe(true);
  });

  it('takes the place of an old file, and writes nothing when the user changes their mind', async () => {
    const { id } = await save('Over');
    expect(await desk.call('workflows:exportFile', { id })).toBeNull();
    desk.savePath = fileIn('over.json', 'something that is much longer '.repeat(1000));
    await desk.call('workflows:exportFile', { id });
    expect(JSON.parse(readFileSync(desk.savePath, 'utf8'))).toMatchObject({ name: 'Over' });
  });

  it('says why it could not: the place cannot be written to, or there is no such workflow', async () => {
    const { id } = await save('Nowhere');
    desk.savePath = folder;
    await expectAppError(desk.call('workflows:exportFile', { id }), 'file.output_unwritable');
    expect(statSync(folder).isDirectory()).toBe(true);
    writeFileSync(join(folder, 'file'), '');
    desk.savePath = join(folder, 'file', 'below.json');
    await expectAppError(desk.call('workflows:exportFile', { id }), 'file.output_unwritable');
    desk.suggestedName = null;
    await expectAppError(desk.call('workflows:exportFile', { id: 'nobody' }), 'workflow.unknown');
    await expectAppError(desk.call('workflows:exportFile', { id, revision: 9 }), 'workflow.unknown');
    expect(desk.suggestedName, 'no dialog for what is not there').toBeNull();
  });

  it.runIf(process.getuid?.() !== 0)('leaves the old file as it was in a folder that may not be changed', async () => {
    const { id } = await save('Locked');
    const locked = join(folder, 'locked');
    mkdirSync(locked);
    desk.savePath = join(locked, 'old.json');
    writeFileSync(desk.savePath, 'old');
    chmodSync(locked, 0o555);
    await expectAppError(desk.call('workflows:exportFile', { id }), 'file.output_unwritable');
    chmodSync(locked, 0o755);
    expect(readFileSync(desk.savePath, 'utf8')).toBe('old');
  });
});

describe('choosing a file to import', () => {
  it('brings an older generation with its report; no choice is no error', async () => {
    expect(await desk.call('workflows:chooseFile', undefined)).toBeNull();
    desk.chosenFiles = [fileIn('old.json', { type: 'turntable', name: 'Old one', params: { frames: 12, axis: 'z' } })];
    const imported = await desk.call('workflows:chooseFile', undefined);
    expect(imported).toMatchObject({ name: 'Old one', preset: 'turntable', migration: { from: 'preset' } });
  });

  it('refuses what is no workflow, and what is cut short', async () => {
    const known = await desk.call('workflows:list', undefined);
    desk.chosenFiles = [fileIn('half.json', still)];
    writeFileSync(desk.chosenFiles[0]!, JSON.stringify(still).slice(0, 200));
    await expectAppError(desk.call('workflows:chooseFile', undefined), 'workflow.malformed');
    desk.chosenFiles = [join(folder, 'gone.json')];
    await expectAppError(desk.call('workflows:chooseFile', undefined), 'file.missing');
    expect(await desk.call('workflows:list', undefined)).toEqual(known);
  });
});

describe('a workflow of two families', () => {
  const foreign = presetConfig('cad_intake').nodes.filter(({ type }) => type === 'stl_export' || type === 'glb_bbox');
  const mixed = { ...still, name: 'Mixed', nodes: [...still.nodes, ...foreign] };

  it('is refused by save, by import and by migrate, and every foreign node is named', async () => {
    const path = fileIn('mixed.json', mixed);
    for (const work of [
      () => desk.call('workflows:save', { id: null, config: mixed, baseRevision: 0 }),
      () => desk.call('workflows:import', { path }),
      () => desk.call('workflows:migrate', { document: mixed }),
    ]) {
      const problems = (await expectAppError(work(), 'workflow.malformed')).details['problems'] as WorkflowProblem[];
      expect(problems.map(({ code, nodeId }) => [code, nodeId])).toEqual(
        foreign.map(({ id }) => ['node.foreign_family', id]),
      );
    }
    expect((await desk.call('workflows:list', undefined)).map(({ name }) => name)).not.toContain('Mixed');
  });

  it('is the same when only its family was changed', async () => {
    const config = { ...still, family: 'cad_file' as const };
    const work = desk.call('workflows:save', { id: 'preset-still', config, baseRevision: 1 });
    await expectAppError(work, 'workflow.malformed');
  });
});
