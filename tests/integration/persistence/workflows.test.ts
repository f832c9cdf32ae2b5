import { describe, expect, it } from 'vitest';
import type { Database } from '../../../electron/persistence/database.ts';
import type { NewWorkflowRevision } from '../../../electron/persistence/repositories/workflowRepository.ts';
import { openReady, temporaryFolder } from './databaseStory.ts';

const AT = '2026-01-05T08:00:00.000Z';

/** What a revision holds is only text here; spaces and order of keys must come back as they were. */
const text = (name: string, nodes: number): string =>
  `{"name": "${name}","description":"über","nodes":[${Array.from({ length: nodes }, (_, index) => `{"id":"n${index}"}`).join(',')}],"family":"order_line","executionMode":"graph"}`;

const revision = (name: string, options: { nodes?: number; note?: string; at?: string } = {}): NewWorkflowRevision => ({
  config: text(name, options.nodes ?? 1),
  sha256: `hash of ${name} with ${options.nodes ?? 1}`,
  note: options.note ?? '',
  migration: null,
  createdAt: options.at ?? AT,
});

function addWorkflow(database: Database, id: string, name: string): void {
  database.workflows.insert({ id, preset: null, first: revision(name) });
}

describe('a workflow and its revisions', () => {
  it('is listed as its latest revision describes it, by name whatever its case', () => {
    const { workflows } = openReady(temporaryFolder());
    workflows.insert({ id: 'w1', preset: 'still', first: revision('still') });
    workflows.insert({ id: 'w2', preset: null, first: revision('Poster') });
    workflows.addRevision('w1', 1, revision('Turning', { nodes: 3, at: '2026-01-06T08:00:00.000Z' }));

    expect(workflows.list().map((workflow) => workflow.name)).toEqual(['Poster', 'Turning']);
    expect(workflows.get('w1')).toEqual({
      id: 'w1',
      name: 'Turning',
      description: 'über',
      family: 'order_line',
      executionMode: 'graph',
      revision: 2,
      preset: 'still',
      nodes: 3,
      createdAt: AT,
      updatedAt: '2026-01-06T08:00:00.000Z',
    });
    expect(workflows.byName('tUrNiNg')?.id).toBe('w1');
    expect(workflows.byName('still'), 'the name of an older revision').toBeNull();
  });

  it('keeps every revision byte for byte, whatever is saved after it', () => {
    const database = openReady(temporaryFolder());
    const { workflows } = database;
    addWorkflow(database, 'w1', 'One');
    workflows.addRevision('w1', 1, revision('Two', { nodes: 2, note: 'more nodes' }));

    expect(workflows.revision('w1', 1)?.config).toBe(text('One', 1));
    expect(workflows.revision('w1', 2)?.config).toBe(text('Two', 2));
    expect(workflows.revision('w1', 3)).toBeNull();
    expect(workflows.revisions('w1').map(({ number, note }) => [number, note])).toEqual([
      [2, 'more nodes'],
      [1, ''],
    ]);
  });
});

describe('two who save at the same time', () => {
  it('one of two connections is refused, and nothing of it is kept', () => {
    const home = temporaryFolder();
    const [window, commandLine] = [openReady(home), openReady(home)];
    addWorkflow(window, 'w1', 'Shared');

    expect(commandLine.workflows.addRevision('w1', 1, revision('By command'))?.revision).toBe(2);
    expect(window.workflows.addRevision('w1', 1, revision('By window'))).toBeNull();

    expect(window.workflows.get('w1')).toMatchObject({ name: 'By command', revision: 2 });
    expect(window.workflows.revisions('w1')).toHaveLength(2);
    expect(window.workflows.addRevision('w1', 2, revision('By window'))?.revision).toBe(3);
  });

  it('a base that is ahead of the latest is refused too', () => {
    const database = openReady(temporaryFolder());
    addWorkflow(database, 'w1', 'One');
    expect(database.workflows.addRevision('w1', 2, revision('Two'))).toBeNull();
    expect(database.workflows.get('w1')?.revision).toBe(1);
  });

  it('a revision that cannot be written leaves the latest as it was', () => {
    const database = openReady(temporaryFolder());
    addWorkflow(database, 'w1', 'One');
    const broken = { ...revision('Two'), sha256: null as unknown as string };
    expect(() => database.workflows.addRevision('w1', 1, broken)).toThrow();
    expect(database.workflows.get('w1')).toMatchObject({ name: 'One', revision: 1 });
  });
});

describe('removing a workflow', () => {
  it('hides it and keeps its revisions for the runs that were ordered with it', () => {
    const database = openReady(temporaryFolder());
    const { workflows } = database;
    addWorkflow(database, 'w1', 'One');

    expect(workflows.remove('w1', AT)).toBe(true);
    expect(workflows.list()).toEqual([]);
    expect(workflows.get('w1')).toBeNull();
    expect(workflows.byName('One')).toBeNull();
    expect(workflows.nameOf('w1')).toBe('One');
    expect(workflows.nameOf('w2')).toBeNull();
    expect(workflows.addRevision('w1', 1, revision('Two'))).toBeNull();
    expect(workflows.revision('w1', 1)?.config).toBe(text('One', 1));
    expect(workflows.remove('w1', AT), 'it is gone already').toBe(false);
  });
});

describe('shipped presets', () => {
  const preset = (name: string) => ({ id: `preset-${name}`, preset: name, first: revision(name) });

  it('come once, and neither undo what a user saved nor bring back what a user removed', () => {
    const { workflows } = openReady(temporaryFolder());
    workflows.seedPresets([preset('still'), preset('turntable')]);
    workflows.addRevision('preset-still', 1, revision('My still'));
    workflows.remove('preset-turntable', AT);

    workflows.seedPresets([preset('still'), preset('turntable'), preset('cad_intake')]);

    expect(workflows.list().map(({ name, revision: number }) => [name, number])).toEqual([
      ['cad_intake', 1],
      ['My still', 2],
    ]);
  });
});
