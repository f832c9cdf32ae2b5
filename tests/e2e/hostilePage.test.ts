import { expect, shareApp, test } from './support/test.ts';

/*
 * A page that has been taken over by someone else: what it tries, and where it ends.
 */

const shared = shareApp();

test.beforeEach(async () => {
  await shared().page.waitForSelector('nav');
  // The page is told about each refusal; that is what these tests provoke.
  shared().problems.expect(
    /Failed to load resource|Content Security Policy|app\.forbidden|Only the window|not allowed to load/i,
  );
});

/** Answers the status of a fetch, or 'refused'. */
const status = (address: string, headers: Record<string, string> = {}): Promise<number | 'refused'> =>
  shared().page.evaluate(
    ([url, sent]) =>
      fetch(url, { headers: sent }).then(
        (answer) => answer.status,
        () => 'refused' as const,
      ),
    [address, headers] as const,
  );

test('calls that do not exist are refused, whatever they are named', async () => {
  for (const channel of ['files:delete', 'toString', '__proto__', '', 42, null]) {
    expect((await shared().invoke(channel, {})).error?.code, String(channel)).toBe('app.forbidden');
  }
});

test('payloads that break the contract never reach the application', async () => {
  const wrong: [string, unknown][] = [
    ['products:get', {}],
    ['products:get', { id: ['a'] }],
    ['products:import', { paths: [], productId: null }],
    ['products:import', { paths: new Array(51).fill('/etc/passwd'), productId: null }],
    ['orders:create', { productId: 1, outputTypeId: 2 }],
    ['settings:update', { blenderSlots: 1000 }],
    ['runs:list', { limit: -1 }],
  ];
  for (const [channel, payload] of wrong) {
    expect((await shared().invoke(channel, payload)).error?.code, channel).toBe('app.invalid_input');
  }
});

test('the bridge is all that the page has of Electron and Node', async () => {
  const globals = await shared().page.evaluate(() => ({
    bridge: Object.keys((globalThis as unknown as { hartomat: object }).hartomat).sort(),
    node: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in globalThis),
  }));
  expect(globals).toEqual({ bridge: ['invoke', 'onEvent', 'pathForFile'], node: [] });
});

test('a frame inside the page has no bridge, and shows nothing from elsewhere', async () => {
  const frames = await shared().page.evaluate(async () => {
    const seen: string[] = [];
    for (const source of ['about:blank', 'app://hartomat/', 'https://example.com/', 'data:text/html,<b>x</b>']) {
      const frame = document.createElement('iframe');
      frame.src = source;
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 100));
      try {
        seen.push(`${source} ${typeof (frame.contentWindow as unknown as { hartomat?: object }).hartomat}`);
      } catch {
        seen.push(`${source} undefined`);
      }
      frame.remove();
    }
    return seen;
  });
  for (const frame of frames) expect(frame).toMatch(/ undefined$/);
});

test('climbing out of app:// and media:// ends at 404', async () => {
  for (const address of [
    'app://hartomat/..%2f..%2fpackage.json',
    'app://hartomat/%2e%2e%2f%2e%2e%2fpackage.json',
    'app://hartomat/..%5c..%5cpackage.json',
    'app://hartomat/../../package.json',
    'media://asset/..%2f..%2fhartomat.db',
    'media://run/%2e%2e%2f%2e%2e%2fhartomat.db',
    'media://preview/run/..%2f..%2fhartomat.db',
    'media://model/../../hartomat.db',
    'media://nothing/1',
  ]) {
    expect(await status(address), address).toBe(404);
  }
});

test('nothing comes from the network or the file system', async () => {
  for (const address of ['https://example.com/', 'http://127.0.0.1:9/', 'file:///etc/passwd', 'app://other/']) {
    expect(await status(address), address).toBe('refused');
  }
  const refused = await shared().page.evaluate(async () => {
    const picture = new Image();
    const loaded = new Promise((resolve) => {
      picture.onload = () => resolve('loaded');
      picture.onerror = () => resolve('refused');
    });
    picture.src = 'https://example.com/pixel.png';
    return loaded;
  });
  expect(refused).toBe('refused');
  // Past the policy of the page: the session itself refuses.
  const past = await shared().electron.evaluate(({ session }) =>
    session.defaultSession.fetch('https://example.com/').then(
      () => 'fetched',
      () => 'refused',
    ),
  );
  expect(past).toBe('refused');
});

test('text never becomes code', async () => {
  // Not inside evaluate itself, which the debugger exempts from the policy.
  const results = await shared().page.evaluate(
    () =>
      new Promise<string[]>((resolve) =>
        setTimeout(() => {
          const tries = [() => (0, eval)('1'), () => new Function('return 1')()];
          const script = document.createElement('script');
          script.textContent = 'globalThis.injected = true';
          document.head.append(script);
          const outcomes = tries.map((run) => {
            try {
              return `ran ${String(run())}`;
            } catch (error) {
              return (error as Error).name;
            }
          });
          resolve([...outcomes, String((globalThis as { injected?: boolean }).injected)]);
        }, 0),
      ),
  );
  expect(results).toEqual(['EvalError', 'EvalError', 'undefined']);
});

test('the window opens no other, goes nowhere else, and takes no permissions', async () => {
  const { page, electron } = shared();
  expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull();
  expect(await page.evaluate(() => window.open('app://hartomat/'))).toBeNull();
  for (const address of ['https://example.com/', 'file:///etc/passwd', 'media://asset/1']) {
    await page.evaluate((url) => void (location.href = url), address);
  }
  // A navigation that was let through would have left by now: the bridge answers only on our own page.
  expect(await shared().invoke('app:info')).toMatchObject({ ok: true });
  expect(page.url()).toContain('app://hartomat/');
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read']) {
    const state = await page.evaluate(
      (permission) =>
        navigator.permissions.query({ name: permission as PermissionName }).then((answer) => answer.state),
      name,
    );
    expect(state, name).toBe('denied');
  }
  // The debugger still waits for the navigations that were refused.
  await page.reload();
});

test('the page runs in the sandbox, apart from the preload script', async () => {
  const preferences = await shared().electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    const { sandbox, contextIsolation, nodeIntegration, webviewTag } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webviewTag };
  });
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
});
