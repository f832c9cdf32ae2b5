import { describe, expect, it } from 'vitest';
import { mergeProblems } from '../../../../../renderer/canvas/screen/mergeProblems.ts';
import { baseRevisionOf, draftStep } from '../../../../../renderer/canvas/screen/save/draftDecision.ts';
import { saveFailure } from '../../../../../renderer/canvas/screen/save/saveFailure.ts';
import { conflictWords, copyName, saveReason } from '../../../../../renderer/canvas/screen/save/saveWords.ts';
import { AppError } from '../../../../../shared/errors/appError.ts';
import { workflowProblem } from '../../../../../shared/graph/workflowProblem.ts';

describe('a save that fails', () => {
  it('is a choice when somebody else saved meanwhile', () => {
    const error = new AppError('workflow.conflict', 'Still has revision 15 meanwhile.', {
      details: { latest: 15, base: 14 },
    });
    expect(saveFailure(error)).toEqual({ kind: 'conflict', latest: 15 });
  });

  it('is told at the name when the name is taken, with what to do', () => {
    const error = new AppError('workflow.name_taken', "There is a workflow 'Still' already.");
    expect(saveFailure(error)).toEqual({
      kind: 'name',
      message: "There is a workflow 'Still' already. Choose another name.",
    });
  });

  it('lists everything that is malformed, whatever form the details have', () => {
    const problems = [{ message: 'Wrong.', remedy: 'Correct it.' }, { message: 'Odd.' }, 7];
    const error = new AppError('workflow.malformed', 'The workflow is malformed.', { details: { problems } });
    expect(saveFailure(error)).toMatchObject({ kind: 'malformed', problems: ['Wrong. Correct it.', 'Odd.'] });
    const bare = new AppError('workflow.malformed', 'The workflow is malformed.');
    expect(saveFailure(bare)).toMatchObject({ kind: 'malformed', problems: [] });
  });

  it('is told as a removed workflow when there is nothing that it could be saved to', () => {
    expect(saveFailure(new AppError('workflow.unknown', "There is no workflow 'x'."))).toEqual({ kind: 'removed' });
  });

  it('is said in passing when it is anything else', () => {
    expect(saveFailure(new AppError('file.disk_full', 'The drive is full.'))).toEqual({ kind: 'other' });
    expect(saveFailure(new AppError('workflow.conflict', 'No details.'))).toEqual({ kind: 'other' });
  });
});

describe('words of saving', () => {
  const createdAt = new Date(2026, 10, 26, 21, 40).toISOString();

  it('say who saved what, and when', () => {
    const latest = { revision: 15, createdAt };
    expect(conflictWords(latest, new Date(2026, 10, 26, 22, 0))).toBe('r15 was saved by another window at 21:40.');
    expect(conflictWords(latest, new Date(2026, 10, 27, 9, 0))).toBe(
      'r15 was saved by another window yesterday 21:40.',
    );
  });

  it('say why there is nothing to save; what was never saved always can be', () => {
    expect(saveReason({ edited: false, revision: 14 })).toBe('Nothing has changed since r14');
    expect(saveReason({ edited: true, revision: 14 })).toBeNull();
    expect(saveReason({ edited: false, revision: 0 })).toBeNull();
  });

  it('find a free name for a copy, in any case, within the length of a name', () => {
    expect(copyName('Still', ['Other'])).toBe('Still copy');
    expect(copyName('Still', ['STILL COPY', 'still copy 2'])).toBe('Still copy 3');
    expect(copyName('x'.repeat(120), []).length).toBeLessThanOrEqual(120);
  });
});

describe('the draft of a workflow', () => {
  const saved = { everSaved: true, isKept: true, edited: true, changed: true };

  it('follows every change', () => {
    expect(draftStep(saved)).toBe('keep');
    expect(draftStep({ ...saved, changed: false })).toBe('nothing');
  });

  it('goes when undo has led back to what is saved, or it was saved', () => {
    expect(draftStep({ ...saved, edited: false })).toBe('drop');
    expect(draftStep({ ...saved, edited: false, isKept: false })).toBe('nothing');
  });

  it('is all there is of a workflow that was never saved, so it is never dropped', () => {
    const never = { ...saved, everSaved: false };
    expect(draftStep({ ...never, edited: false, changed: false })).toBe('nothing');
    expect(draftStep({ ...never, edited: false, changed: true })).toBe('keep');
  });

  it('opens on the revision that it was made on, whatever was saved since', () => {
    expect(baseRevisionOf({ workflowId: 'w', baseRevision: 14 })).toBe(14);
    expect(baseRevisionOf({ workflowId: null, baseRevision: 0 })).toBeNull();
    expect(baseRevisionOf(null)).toBeNull();
  });
});

describe('problems found while editing and by a check', () => {
  const error = workflowProblem('settings.invalid', 'Samples is 0.', 'Raise it.', { nodeId: 'a', field: 'samples' });
  const warning = {
    ...workflowProblem('contract.self_publish', 'It saves itself.', 'Add a saver.', { nodeId: 'b' }),
    severity: 'warning' as const,
  };
  const camera = workflowProblem('preflight.camera_unknown', 'No such camera.', 'Choose one.', { nodeId: 'c' });

  it('stand once each, errors first', () => {
    const merged = mergeProblems([warning, error], [error, camera, warning]);
    expect(merged.map(({ nodeId }) => nodeId)).toEqual(['a', 'c', 'b']);
  });
});
