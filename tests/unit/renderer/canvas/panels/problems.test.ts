import { describe, expect, it } from 'vitest';
import { preflightWords } from '../../../../../renderer/canvas/panels/lastPreflight.ts';
import { severityCounts } from '../../../../../renderer/canvas/panels/severityCounts.ts';
import { workflowProblem } from '../../../../../shared/graph/workflowProblem.ts';

describe('what is said of all problems together', () => {
  it('counts each severity, zero too', () => {
    const one = workflowProblem('graph.cycle', 'Cycle.', 'Cut it.');
    expect(severityCounts([one, { severity: 'info' }]).map(({ text }) => text)).toEqual([
      '1 error',
      '0 warnings',
      '1 remark',
    ]);
  });

  it('says what preflight has looked at, and whether that still holds', () => {
    const check = { dispatchable: true, problems: [], plan: [], expectedSeconds: null };
    const last = { check, at: new Date(2026, 0, 1, 21, 40).toISOString(), productName: 'NU 2210' };
    expect(preflightWords(null, false)).toMatch(/have not been checked yet\.$/);
    expect(preflightWords(last, false)).toBe(
      'Preflight with NU 2210 at 21:40: files, parts, Blender, device and disk.',
    );
    expect(preflightWords(last, true)).toBe('Preflight with NU 2210 at 21:40 is out of date.');
  });
});
