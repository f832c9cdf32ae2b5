import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DocumentModel,
  editDocument,
  isEdited,
  markSavedIn,
  openDocument,
  redoIn,
  selectIn,
  undoIn,
} from '../../../../../renderer/canvas/document/documentModel.ts';
import type { Edit } from '../../../../../renderer/canvas/document/edit.ts';
import { setNodeLabel } from '../../../../../renderer/canvas/document/edits/setNodeLabel.ts';
import { setSetting } from '../../../../../renderer/canvas/document/edits/setSetting.ts';
import { sameDocument } from '../../../../../renderer/canvas/document/sameDocument.ts';
import { emptySelection, selectionOf } from '../../../../../renderer/canvas/document/selection.ts';
import { canonicalWorkflow } from '../../../../../shared/graph/canonicalWorkflow.ts';
import { parseWorkflow } from '../../../../../shared/graph/parseWorkflow.ts';
import { arbitraryWorkflow } from '../../../../support/arbitraryWorkflow.ts';
import { graphCatalogue } from '../../../../support/graphCatalogue.ts';
import { aWorkflow } from '../../../../support/graphs.ts';
import { kinds, randomEdit } from './randomEdit.ts';

const catalogue = graphCatalogue();
const config = aWorkflow(['blender_still', 'output_save'], ['blender_still.image > output_save.artifact']);
const opened = openDocument(config);
const samples = (value: number, merge = true) => setSetting('blender_still', 'samples', value, { merge });
const stepsOf = ({ history }: DocumentModel) => history.past.map(({ label }) => label);
const samplesOf = ({ state }: DocumentModel) => state.config.nodes[0]!.settings.samples;
/** Edits one after another, a tenth of a second apart. */
const edited = (model: DocumentModel, ...edits: Edit[]) =>
  edits.reduce((last, edit, index) => editDocument(last, edit, index * 100), model);

describe('undo and redo', () => {
  it('take a step back and do it again, with what was selected before and after', () => {
    const selected = selectIn(opened, selectionOf({ nodes: ['output_save'] }));
    const renamed = edited(selected, { ...setNodeLabel('blender_still', 'Hero'), select: emptySelection });
    const undone = undoIn(renamed);
    expect(undone.state.config).toBe(config);
    expect([...undone.state.selection.nodes]).toEqual(['output_save']);
    expect(redoIn(undone).state).toBe(renamed.state);
  });

  it('do nothing at the ends', () => {
    expect(undoIn(opened)).toEqual(opened);
    expect(redoIn(opened)).toEqual(opened);
  });

  it('know no future after another edit, but keep it when an edit changes nothing', () => {
    const undone = undoIn(edited(opened, samples(1, false), samples(2, false)));
    expect(samplesOf(redoIn(edited(undone, samples(1, false))))).toBe(2);
    expect(redoIn(edited(undone, samples(9, false))).state.config.nodes[0]!.settings).toEqual({ samples: 9 });
  });

  it('go back 500 steps', () => {
    const many = edited(opened, ...Array.from({ length: 510 }, (_, index) => samples(index, false)));
    expect(many.history.past).toHaveLength(500);
  });
});

describe('one step', () => {
  it('is what was scrubbed in one go', () => {
    const scrubbed = edited(opened, samples(1), samples(2), samples(3));
    expect(stepsOf(scrubbed)).toEqual(['Change samples']);
    expect(undoIn(scrubbed).state.config).toBe(config);
    expect(samplesOf(redoIn(undoIn(scrubbed)))).toBe(3);
  });

  it.each<[string, (model: DocumentModel) => DocumentModel, number, number]>([
    ['a pause of two seconds', (model) => model, 2000, 2],
    ['another edit between', (model) => editDocument(model, setNodeLabel('output_save', 'x'), 10), 20, 3],
    ['another selection', (model) => selectIn(model, selectionOf({ nodes: ['output_save'] })), 20, 2],
    ['undo and redo', (model) => redoIn(undoIn(model)), 20, 2],
    ['saving', (model) => markSavedIn(model, model.state.config), 20, 2],
  ])('ends with %s', (_what, between, at, steps) => {
    const first = editDocument(opened, samples(1), 0);
    expect(stepsOf(editDocument(between(first), samples(2), at))).toHaveLength(steps);
  });

  it('goes on as long as no pause is that long, and through the same selection', () => {
    const first = editDocument(editDocument(opened, samples(1), 0), samples(2), 1999);
    const same = selectIn(first, emptySelection);
    expect(stepsOf(editDocument(same, samples(3), 3998))).toHaveLength(1);
  });

  it('is none when it ends where it began', () => {
    const settled = edited(opened, samples(1, false));
    expect(stepsOf(edited(settled, samples(2), samples(3), samples(1)))).toEqual(['Change samples']);
  });
});

describe('an edit that changes nothing', () => {
  it('is no step, though it may select', () => {
    const nothing: Edit = { label: 'Nothing', change: () => undefined };
    expect(edited(opened, nothing)).toBe(opened);
    const selecting = edited(opened, { ...nothing, select: selectionOf({ nodes: ['output_save'] }) });
    expect(selecting.history.past).toEqual([]);
    expect(selecting.state.selection.nodes.size).toBe(1);
  });

  it('may have changed things there and back', () => {
    const back: Edit = {
      label: 'There and back',
      change(draft) {
        draft.nodes = draft.nodes.toReversed();
        draft.nodes = draft.nodes.toReversed();
        draft.nodes[0]!.settings = {};
      },
    };
    expect(edited(opened, back)).toBe(opened);
  });
});

describe('the selection', () => {
  it('drops ids that the document does not have, now or after an edit', () => {
    const wanted = selectionOf({ nodes: ['output_save', 'gone'], edges: ['e1', 'e9'], frames: ['f1'], notes: ['t1'] });
    const selected = selectIn(opened, wanted);
    expect(selected.state.selection).toEqual(selectionOf({ nodes: ['output_save'], edges: ['e1'] }));
    const without = edited(selected, { label: 'Remove', change: (draft) => draft.nodes.splice(1, 1) && undefined });
    expect(without.state.selection).toEqual(selectionOf({ edges: ['e1'] }));
  });
});

describe('edited', () => {
  it('is not what was undone, or came back by other edits', () => {
    const changed = edited(opened, samples(4, false));
    expect(isEdited(changed)).toBe(true);
    expect(isEdited(undoIn(changed))).toBe(false);
    const back = edited(changed, { label: 'Back', change: (draft) => void delete draft.nodes[0]!.settings.samples });
    expect(isEdited(back)).toBe(false);
    expect(stepsOf(back)).toHaveLength(2);
  });

  it('is what was undone to before it was saved', () => {
    const saved = edited(opened, samples(4, false));
    const marked = markSavedIn(saved, structuredClone(saved.state.config));
    expect(isEdited(marked)).toBe(false);
    expect(isEdited(undoIn(marked))).toBe(true);
    expect(isEdited(redoIn(undoIn(marked)))).toBe(false);
  });

  it('is what was changed while it was being saved', () => {
    const sent = edited(opened, samples(4, false));
    expect(isEdited(markSavedIn(edited(sent, samples(5, false)), sent.state.config))).toBe(true);
  });

  it('does not count the viewport', () => {
    const looked = { ...config, viewport: { x: 1, y: 2, zoom: 1 } };
    expect(isEdited(markSavedIn(opened, looked))).toBe(false);
  });
});

describe('for any workflow', () => {
  const draw = fc.record({
    kind: fc.nat(kinds.length - 1),
    numbers: fc.array(fc.nat(100), { minLength: 7, maxLength: 7 }),
  });
  const story = fc.array(draw, { minLength: 60, maxLength: 60 });

  it('60 edits of every kind, 60 times undo and redo give the same bytes, and every state is a valid document', () => {
    const seen = new Set<number>();
    fc.assert(
      fc.property(arbitraryWorkflow(catalogue), story, (start, draws) => {
        let model = openDocument(start);
        for (const [index, drawn] of draws.entries()) {
          const { select, edit } = randomEdit(model.state.config, catalogue, drawn);
          model = selectIn(model, select);
          if (edit === null) continue;
          const before = model;
          model = editDocument(model, edit, index * 5000);
          if (model.state.config !== before.state.config) seen.add(drawn.kind);
        }
        const end = canonicalWorkflow(model.state.config);
        expect(parseWorkflow(model.state.config).problems).toEqual([]);
        const steps = model.history.past.length;
        let back = model;
        for (let step = 0; step < steps; step += 1) back = undoIn(back);
        expect(canonicalWorkflow(back.state.config)).toBe(canonicalWorkflow(start));
        expect(isEdited(back)).toBe(false);
        let again = back;
        for (let step = 0; step < steps; step += 1) again = redoIn(again);
        expect(canonicalWorkflow(again.state.config)).toBe(end);
      }),
      // The same stories every time: whether every kind of edit takes part is no matter of luck.
      { numRuns: 40, seed: 1 },
    );
    expect([...seen].toSorted((a, b) => a - b)).toEqual(kinds.map((_, index) => index));
  });

  it('two documents are the same exactly when their canonical texts are', () => {
    const text = ({ viewport: _viewport, ...rest }: typeof config) => canonicalWorkflow(rest);
    fc.assert(
      fc.property(arbitraryWorkflow(catalogue), arbitraryWorkflow(catalogue), draw, (one, other, drawn) => {
        const copy = JSON.parse(canonicalWorkflow(one)) as typeof config;
        const { edit } = randomEdit(copy, catalogue, drawn);
        const changed = edit === null ? copy : editDocument(openDocument(copy), edit, 0).state.config;
        expect(sameDocument(one, copy)).toBe(true);
        expect(sameDocument(one, changed)).toBe(text(one) === text(changed));
        expect(sameDocument(one, other)).toBe(text(one) === text(other));
      }),
    );
  });
});
