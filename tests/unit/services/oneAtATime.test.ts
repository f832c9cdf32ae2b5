import { describe, expect, it } from 'vitest';
import { oneAtATime } from '../../../electron/services/oneAtATime.ts';

describe('work one at a time', () => {
  it('keeps the order of the calls, also over a failure', async () => {
    const inTurn = oneAtATime();
    const log: string[] = [];
    const work =
      (name: string, turns: number, fails = false) =>
      async (): Promise<string> => {
        log.push(`${name} begins`);
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        log.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const slow = inTurn(work('slow', 20));
    const broken = inTurn(work('broken', 5, true));
    const quick = inTurn(work('quick', 0));
    await expect(broken).rejects.toThrow('broken');
    expect(await Promise.all([slow, quick])).toEqual(['slow', 'quick']);
    expect(log.map((line) => line.split(' ')[0])).toEqual(['slow', 'slow', 'broken', 'broken', 'quick', 'quick']);
  });
});
