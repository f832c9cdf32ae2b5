import { describe, expect, it } from 'vitest';
import { stepReason, whyWords } from '../../../../renderer/runs/stepWords.ts';
import { node } from './builders.ts';

describe('why a step ran', () => {
  const why = 'Runs: samples now 128, were 64.';

  it('is said in the past of what is over, and in the present of what is not', () => {
    for (const state of ['done', 'failed', 'cancelled'] as const) {
      expect(whyWords({ why, state })).toBe('Ran: samples now 128, were 64');
    }
    for (const state of ['waiting', 'running'] as const) {
      expect(whyWords({ why, state })).toBe('Runs: samples now 128, were 64');
    }
    expect(whyWords({ why: 'Reused: same CAD file', state: 'reused' })).toBe('Reused: same CAD file');
  });

  it('gives way to what is wrong with a failed one', () => {
    const error = { code: 'render.timeout', kind: 'operational', message: 'Timed out after 900 s.' } as const;
    expect(stepReason(node('beauty', { state: 'failed', why, error }))).toBe('Timed out after 900 s.');
    expect(stepReason(node('beauty', { state: 'done', why }))).toBe('Ran: samples now 128, were 64');
  });
});
