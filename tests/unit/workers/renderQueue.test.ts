import { expect, it } from 'vitest';
import type { RenderRequest } from '../../../electron/runtime/contracts/renderBackend.ts';
import { RenderQueue } from '../../../electron/workers/renderQueue.ts';

interface Entry {
  readonly name: string;
  readonly request: Pick<RenderRequest, 'priority'>;
}

const entry = (name: string, priority: RenderRequest['priority']): Entry => ({ name, request: { priority } });

it('hands work out by priority, and in the order of arrival among equals', () => {
  const queue = new RenderQueue<Entry>();
  const gone = entry('gone', 'high');
  for (const waiting of [
    entry('c', 'normal'),
    entry('e', 'low'),
    entry('a', 'high'),
    gone,
    entry('d', 'normal'),
    entry('b', 'high'),
  ])
    queue.add(waiting);
  expect(queue.remove(gone)).toBe(true);
  expect(queue.remove(gone), 'it waits no more').toBe(false);
  const order: string[] = [];
  for (let next = queue.next(); next; next = queue.next()) order.push(next.name);
  expect(order).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(queue.size).toBe(0);
});
