import { beforeEach, describe, expect, it } from 'vitest';
import { isAppAddress } from '../../../electron/app/appAddress.ts';
import type { Application } from '../../../electron/app/application.ts';
import { lateHandlers } from '../../../electron/app/lateHandlers.ts';
import type { WindowHandlers } from '../../../electron/app/windowHandlers.ts';
import { createCallListener } from '../../../electron/ipc/callListener.ts';
import { AppError } from '../../../shared/errors/appError.ts';

/*
 * page --invoke--> trusted sender? --> known channel? --> parse input --> handler --> parse output --> envelope
 *                        |                  |                 |              |              |
 *                   app.forbidden     app.forbidden   app.invalid_input  its code    app.unexpected
 */

const page = { url: 'app://hartomat/#/products' };
const ours = { sender: { id: 7, mainFrame: page }, senderFrame: page };

const products: string[] = [];
const handlers = {
  'products:cancelImport': ({ jobId }: { jobId: string }) => void products.push(jobId),
  'products:get': ({ id }: { id: string }) => {
    throw new AppError('product.unknown', `There is no product ${id}.`, { details: { id } });
  },
  'materials:list': () => {
    throw new Error('secret path /home/someone');
  },
  'runs:list': ({ limit }: { limit: number }) => {
    products.push(`limit ${limit}`);
    return [];
  },
  'outputTypes:list': () => [{ id: 1 }],
} as unknown as Application['handlers'];

const windowHandlers: WindowHandlers = {
  'window:minimize': () => void products.push('minimised'),
  'window:toggleMaximize': () => undefined,
  'window:close': () => undefined,
  'window:settled': () => undefined,
  'window:showMenu': () => undefined,
};

describe('calls from the page', () => {
  const reported: string[] = [];
  const application = Promise.resolve({ handlers } as Application);
  const listen = createCallListener({
    handlers: lateHandlers(windowHandlers, application),
    windowId: () => 7,
    isOwnPage: isAppAddress,
    report: (error, channel) => void reported.push(`${channel}: ${String(error)}`),
  });
  beforeEach(() => {
    reported.length = 0;
    products.length = 0;
  });

  it('a good call is answered, with defaults filled in', async () => {
    expect(await listen(ours, 'runs:list', {})).toEqual({ ok: true, value: [] });
    expect(products).toEqual(['limit 500']);
  });

  it.each(['nope:nope', 'toString', '__proto__', 'constructor', '', 7, null, { channel: 'runs:list' }])(
    'there is no call named %j',
    async (channel) => {
      expect(await listen(ours, channel, {})).toMatchObject({ ok: false, error: { code: 'app.forbidden' } });
    },
  );

  it.each([
    ['products:cancelImport', {}],
    ['products:cancelImport', { jobId: 4 }],
    ['runs:list', { limit: 1e9 }],
    ['runs:list', 'all'],
    ['runs:list', null],
    ['window:showMenu', { x: 'left', y: 0 }],
    ['window:minimize', { surplus: true }],
  ])('%s with %j never reaches its handler', async (channel, payload) => {
    const answer = await listen(ours, channel, payload);
    expect(answer).toMatchObject({ ok: false, error: { code: 'app.invalid_input' } });
    expect(products).toEqual([]);
  });

  it('an error of ours arrives with its code, remedy and details', async () => {
    expect(await listen(ours, 'products:get', { id: 'p9' })).toMatchObject({
      ok: false,
      error: { code: 'product.unknown', remedy: 'Choose a product from the list.', details: { id: 'p9' } },
    });
    expect(reported).toEqual([]);
  });

  it('a bug is answered without its stack and reported with it', async () => {
    const answer = await listen(ours, 'materials:list', undefined);
    expect(answer).toMatchObject({ ok: false, error: { code: 'app.unexpected', kind: 'unexpected' } });
    expect(JSON.stringify(answer)).not.toContain('callListener.test');
    expect(reported).toEqual(['materials:list: Error: secret path /home/someone']);
  });

  it('a handler that answers what the contract does not allow is a bug too', async () => {
    expect(await listen(ours, 'outputTypes:list', undefined)).toMatchObject({ error: { code: 'app.unexpected' } });
    expect(reported).toHaveLength(1);
  });

  it.each([
    ['another window', { ...ours, sender: { id: 8, mainFrame: page } }],
    ['a frame inside the page', { ...ours, senderFrame: { url: 'app://hartomat/' } }],
    ['a frame that is gone', { ...ours, senderFrame: null }],
    ['a page from elsewhere', { sender: { id: 7, mainFrame: evil() }, senderFrame: evil() }],
  ])('%s is refused', async (_who, event) => {
    expect(await listen(event, 'window:minimize', undefined)).toMatchObject({ error: { code: 'app.forbidden' } });
    expect(products).toEqual([]);
  });

  it('a stranger is reported; a page that is gone, as when the application ends, is not', async () => {
    await listen({ ...ours, senderFrame: null }, 'window:minimize', undefined);
    expect(reported).toEqual([]);
    await listen({ ...ours, sender: { id: 8, mainFrame: page } }, 'window:minimize', undefined);
    expect(reported).toHaveLength(1);
  });
});

/** One object for both places, as in a main frame. */
const foreign = { url: 'https://hartomat/' };
function evil() {
  return foreign;
}

describe('calls while the application is still being built', () => {
  it('the window answers at once, everything else waits, in order', async () => {
    let finish: (application: Application) => void = () => undefined;
    const building = new Promise<Application>((resolve) => (finish = resolve));
    const late = lateHandlers(windowHandlers, building);
    products.length = 0;
    const waiting = Promise.resolve(late['products:cancelImport']({ jobId: 'early' }));
    await late['window:minimize']();
    expect(products).toEqual(['minimised']);
    finish({ handlers } as Application);
    await waiting;
    expect(products).toEqual(['minimised', 'early']);
  });

  it('when it cannot be built every call says why', async () => {
    const refused = new AppError('home.unwritable', 'The data folder cannot be written to.');
    const listen = createCallListener({
      handlers: lateHandlers(windowHandlers, Promise.reject(refused)),
      windowId: () => 7,
      isOwnPage: isAppAddress,
      report: () => undefined,
    });
    expect(await listen(ours, 'products:list', undefined)).toMatchObject({ error: { code: 'home.unwritable' } });
  });
});
