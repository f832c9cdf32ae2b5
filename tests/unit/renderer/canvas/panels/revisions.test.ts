import { describe, expect, it } from 'vitest';
import { diffRows } from '../../../../../renderer/canvas/panels/diffRows.ts';
import { historyRows, revisionPair, UNSAVED } from '../../../../../renderer/canvas/panels/historyRows.ts';
import type { WorkflowConfig } from '../../../../../shared/domain/workflow.ts';
import { diffWorkflows } from '../../../../../shared/graph/diffWorkflows.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow, withNode } from '../../../../support/graphs.ts';

const settingsSchema = {
  properties: { samples: { type: ['integer', 'null'], title: 'Samples', 'x-inherit': 'output_type' } },
};
const catalogue = graphCatalogue({
  blender_still: { label: 'Render still', settingsSchema, defaults: { samples: null } },
});
const library = { materials: [], templates: [], template: null };

/** The differences as lines: `changed: Beauty, Samples: 64 > 128`. */
function told(before: WorkflowConfig, after: WorkflowConfig): string[] {
  return diffRows(diffWorkflows(before, after), { before, after }, { catalogue, library }).flatMap(({ key, rows }) =>
    rows.map(({ title, what, before: old, after: now }) =>
      [`${key}: ${title}`, what, old === null ? '' : `${old} > ${now}`].filter(Boolean).join(', '),
    ),
  );
}

describe('a diff in words', () => {
  const config = aWorkflow(
    [{ id: 'a', type: 'blender_still', label: 'Beauty', settings: { samples: 64 } }, 'output_save'],
    ['a.image > output_save.artifact'],
  );

  it('says a setting by its title and both values, what is not given by where it comes from', () => {
    expect(told(config, withNode(config, 'a', { settings: { samples: 128 } }))).toEqual([
      'changed: Beauty, Samples, 64 > 128',
    ]);
    expect(told(config, withNode(config, 'a', { settings: {} }))).toEqual([
      'changed: Beauty, Samples, 64 > From the output type',
    ]);
  });

  it('says names, notes and the properties of the workflow', () => {
    const after = {
      ...withNode(config, 'a', { label: 'Hero', note: 'For the cover' }),
      executionMode: 'shadow' as const,
    };
    expect(told(config, after)).toEqual([
      'changed: Hero, Name, Beauty > Hero',
      'changed: Hero, Note, none > For the cover',
      'fields: Mode, legacy > shadow',
    ]);
  });

  it('names what is gone as it was called, and wires by their ends', () => {
    const after = { ...config, nodes: config.nodes.slice(1), edges: [] };
    expect(told(config, after)).toEqual([
      'removed: Beauty, blender_still',
      'wiresRemoved: Beauty, image → output_save, artifact',
    ]);
  });

  it('counts each kind, in one and in many', () => {
    const diff = diffWorkflows(aWorkflow([]), config);
    const groups = diffRows(diff, { before: aWorkflow([]), after: config }, { catalogue, library });
    expect(groups.map(({ counted, label }) => [label, counted])).toEqual([
      ['Nodes added', '2 nodes added'],
      ['Wires added', '1 wire added'],
    ]);
  });

  it('does not tell where one looked', () => {
    expect(told(config, { ...config, viewport: { x: 1, y: 2, zoom: 3 } })).toEqual([]);
  });
});

describe('the history', () => {
  const revision = (number: number) => ({
    ...{ workflowId: 'w', number, sha256: String(number).repeat(8), note: '', createdAt: '2026-01-01T10:00:00Z' },
  });
  const rows = historyRows([1, 2, 3].map(revision), { base: 3, edited: true });

  it('stands newest first, unsaved changes before all', () => {
    expect(rows.map(({ key }) => key)).toEqual([UNSAVED, 'r3', 'r2', 'r1']);
    expect(rows.filter(({ base }) => base).map(({ key }) => key)).toEqual(['r3']);
    expect(historyRows([revision(1)], { base: 1, edited: false }).map(({ key }) => key)).toEqual(['r1']);
  });

  it('compares one revision with the canvas', () => {
    expect(revisionPair(rows, [], 'r2')).toEqual({ before: 2, after: null });
    expect(revisionPair(rows, ['r1'], 'r2')).toEqual({ before: 2, after: null });
  });

  it('compares unsaved changes with what they were made on', () => {
    expect(revisionPair(rows, [], UNSAVED)).toEqual({ before: 3, after: null });
  });

  it('compares two with each other, from the older to the newer whichever was ticked first', () => {
    expect(revisionPair(rows, ['r3', 'r1'], 'r2')).toEqual({ before: 1, after: 3 });
    expect(revisionPair(rows, ['r1', UNSAVED], null)).toEqual({ before: 1, after: null });
  });

  it('compares nothing while nothing is chosen, or what was chosen is gone', () => {
    expect(revisionPair(rows, [], null)).toBeNull();
    expect(revisionPair(rows, [], 'r9')).toBeNull();
  });
});
