import { describe, expect, it } from 'vitest';
import { createFarewell } from '../../../electron/app/farewell.ts';

describe('a window that is to go', () => {
  it("waits for its page's word", async () => {
    const order: string[] = [];
    const farewell = createFarewell(() => {
      order.push('asked');
      setImmediate(() => {
        order.push('kept');
        farewell.said();
      });
    }, 60_000);
    await farewell.ask();
    expect(order).toEqual(['asked', 'kept']);
  });

  it('does not wait for a page that has nothing to say any more', async () => {
    await createFarewell(() => undefined, 5).ask();
  });

  it('is not kept by a word that nobody asked for', () => {
    expect(() => createFarewell(() => undefined).said()).not.toThrow();
  });
});
