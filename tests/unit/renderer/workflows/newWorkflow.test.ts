import { describe, expect, it } from 'vitest';
import { workflowDraftSchema, type DraftSummary } from '../../../../shared/domain/draft.ts';
import { workflowConfigSchema, type WorkflowSummary } from '../../../../shared/domain/workflow.ts';
import { presetConfig, workflowPresets } from '../../../../shared/graph/presetConfig.ts';
import { graphPicture } from '../../../../renderer/workflows/graphPicture.ts';
import { freeName, nameProblem, newDraft, presetsOf, startConfig } from '../../../../renderer/workflows/newWorkflow.ts';
import { sampleWorkflowPath, workflowRows } from '../../../../renderer/workflows/workflowRows.ts';

const workflow = (id: string, more: Partial<WorkflowSummary> = {}): WorkflowSummary => ({
  ...{ id, name: id, description: '', family: 'order_line', executionMode: 'legacy', revision: 1, preset: null },
  ...{ nodes: 8, createdAt: '2026-01-01T10:00:00.000Z', updatedAt: '2026-01-01T10:00:00.000Z' },
  ...more,
});
const draft = (id: string, workflowId: string | null, updatedAt: string): DraftSummary => ({
  ...{ id, workflowId, updatedAt, baseRevision: workflowId === null ? 0 : 1, name: `${id} changed`, nodes: 3 },
  ...{ family: 'cad_file', executionMode: 'graph' },
});

describe('a new workflow', () => {
  it('starts from nothing, or from a preset of its family under its own name', () => {
    const still = startConfig('still', { name: 'Mine', family: 'order_line' });
    expect(still).toEqual({ ...presetConfig('still'), name: 'Mine' });
    const empty = startConfig('empty', { name: 'Mine', family: 'cad_file' });
    expect(empty).toMatchObject({ name: 'Mine', family: 'cad_file', nodes: [], edges: [] });
    expect(startConfig('still', { name: 'Mine', family: 'cad_file' })).toEqual(empty);
    for (const config of [still, empty]) expect(workflowConfigSchema.safeParse(config).success).toBe(true);
  });

  it('offers each preset in one family', () => {
    expect(presetsOf('cad_file')).toEqual(['cad_intake']);
    expect([...presetsOf('order_line'), ...presetsOf('cad_file')].toSorted()).toEqual([...workflowPresets].toSorted());
  });

  it('is a draft with an id that no workflow has', () => {
    const made = newDraft(startConfig('empty', { name: 'Mine', family: 'order_line' }), 'u-1');
    expect(made).toMatchObject({ id: 'new-u-1', workflowId: null, baseRevision: 0 });
    expect(workflowDraftSchema.omit({ updatedAt: true }).safeParse(made).success).toBe(true);
  });

  it('gets a name that is free, in any case of letters and within 120 characters', () => {
    expect(freeName('Still', [])).toBe('Still');
    expect(freeName('Still', ['still', 'STILL 2'])).toBe('Still 3');
    const long = 'x'.repeat(130);
    expect(freeName(long, ['x'.repeat(120)])).toBe(`${'x'.repeat(118)} 2`);
    expect(nameProblem(freeName('Still', ['Still']), ['Still'])).toBeNull();
  });

  it('is refused a name that is taken, empty or too long, with what to do', () => {
    expect(nameProblem('  ', [])).toBe('A workflow needs a name. Type one.');
    expect(nameProblem(' still ', ['Still'])).toBe('There is a workflow ‘Still’ already. Choose another name.');
    expect(nameProblem('x'.repeat(121), [])).toContain('Shorten it to 120');
  });
});

describe('the list of workflows', () => {
  it('begins with drafts that were never saved, newest first, and marks workflows with unsaved changes', () => {
    const rows = workflowRows(
      [workflow('still'), workflow('turntable')],
      [
        draft('new-1', null, '2026-01-02T10:00:00.000Z'),
        draft('new-2', null, '2026-01-03T10:00:00.000Z'),
        draft('still', 'still', '2026-01-04T10:00:00.000Z'),
      ],
    );
    expect(rows.map((row) => row.id)).toEqual(['new-2', 'new-1', 'still', 'turntable']);
    expect(rows.map((row) => row.draft !== null)).toEqual([true, true, true, false]);
    expect(rows[2]).toMatchObject({ name: 'still changed', nodes: 3, changedAt: '2026-01-04T10:00:00.000Z' });
    expect(rows[0], 'as the draft says').toMatchObject({ family: 'cad_file', executionMode: 'graph' });
    expect(rows[3], 'as it was saved').toMatchObject({ family: 'order_line', executionMode: 'legacy' });
  });

  it('keeps what was changed on a workflow that is removed, as a draft that can be saved anew', () => {
    const rows = workflowRows([workflow('still')], [draft('gone', 'gone', '2026-01-02T10:00:00.000Z')]);
    expect(rows.map(({ id, workflow: saved }) => [id, saved === null])).toEqual([
      ['gone', true],
      ['still', false],
    ]);
  });

  it('leads to the sample, to what else there is when it was removed, and nowhere when there is nothing', () => {
    const sample = workflow('preset-still', { preset: 'still' });
    expect(sampleWorkflowPath([workflow('mine'), sample])).toBe('workflows/preset-still');
    expect(sampleWorkflowPath([workflow('mine')])).toBe('workflows/mine');
    expect(sampleWorkflowPath([])).toBeNull();
  });
});

describe('a graph in small', () => {
  it('puts every node right of all that it depends on, no two in one place', () => {
    const config = presetConfig('still_with_exports');
    const { nodes, wires, columns, rows } = graphPicture(config, []);
    expect(wires).toHaveLength(config.edges.length);
    for (const wire of wires) expect(wire.from.column).toBeLessThan(wire.to.column);
    expect(new Set(nodes.map((node) => `${node.column}/${node.row}`)).size).toBe(nodes.length);
    expect(nodes.every((node) => node.column < columns && node.row < rows)).toBe(true);
  });

  it('comes to an end when the graph has a cycle', () => {
    const config = presetConfig('still');
    const [edge] = config.edges;
    if (!edge) throw new Error('The still preset has wires.');
    const back = { id: 'back', source: edge.target, target: edge.source };
    expect(graphPicture({ ...config, edges: [...config.edges, back] }, []).columns).toBeLessThanOrEqual(8);
  });
});
