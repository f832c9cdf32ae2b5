import { expect, it } from 'vitest';
import { JoinedWork } from '../../../electron/services/joinedWork.ts';

const untilClosed = (closing: AbortSignal): Promise<void> =>
  new Promise((done) => closing.addEventListener('abort', () => done()));

it('gives whoever asks for what is under way the same, and does it anew afterwards', async () => {
  const joined = new JoinedWork();
  const begun: string[] = [];
  let end = (): void => undefined;
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<void>((done) => (end = done));
  };
  const [first, second] = [joined.run('a', work('first')), joined.run('a', work('second'))];
  expect(begun).toEqual(['first']);
  expect(joined.busy).toBe(true);
  end();
  await Promise.all([first, second]);
  expect(joined.busy).toBe(false);
  const third = joined.run('a', work('third'));
  end();
  await third;
  expect(begun).toEqual(['first', 'third']);
});

it('stops all of it when it is closed, waits for it, and lets nothing begin unstopped', async () => {
  const joined = new JoinedWork();
  const ended: string[] = [];
  const one = joined.run('a', async (closing) => {
    await untilClosed(closing);
    await Promise.resolve();
    ended.push('a');
  });
  const other = joined.run('b', async (closing) => {
    await untilClosed(closing);
    throw new Error('b broke');
  });
  const broken = expect(other).rejects.toThrow('b broke');
  await joined.close();
  expect(ended).toEqual(['a']);
  await Promise.all([one, broken]);
  await joined.run('c', async ({ aborted }) => void ended.push(`c ${aborted}`));
  expect(ended).toEqual(['a', 'c true']);
});
