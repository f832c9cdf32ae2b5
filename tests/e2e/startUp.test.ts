import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepFixture } from '../support/stepFixtures.ts';
import { products, sampleProduct } from './support/domain.ts';
import { cloneFolder, electronProgram } from './support/electronProgram.ts';
import { expect, test } from './support/test.ts';

test.use({ withSample: true });

test('a second start hands its STEP files to the first and ends', async ({ home, launch }) => {
  const app = await launch();
  await sampleProduct(app);
  const step = await stepFixture('twoBoxes');
  const second = spawn(electronProgram(), [cloneFolder, step], {
    env: { ...process.env, HARTOMAT_HOME: home, ELECTRON_DISABLE_SANDBOX: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  second.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise((resolve) => second.once('exit', resolve));
  expect(code).toBe(0);
  expect(said).toContain('running already');
  await expect.poll(async () => (await products(app)).some((product) => product.parts === 2)).toBe(true);
  await expect(app.page).toHaveURL(/#\/products/);
});

test('size, place and theme of the window come back', async ({ home, launch }) => {
  const first = await launch();
  await first.page.getByRole('navigation', { name: 'Main' }).waitFor();
  await first.invoke('settings:update', { theme: 'dark' });
  await first.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 1210, height: 740 }),
  );
  const saved = () => JSON.parse(readFileSync(join(home, 'window.json'), 'utf8')) as unknown;
  await expect
    .poll(() => {
      try {
        return saved();
      } catch {
        return null;
      }
    })
    .toEqual({ bounds: { x: 40, y: 60, width: 1210, height: 740 }, maximized: false, theme: 'dark' });
  await first.close();

  const second = await launch();
  const [bounds, dark] = await second.electron.evaluate(({ BrowserWindow, nativeTheme }) => [
    BrowserWindow.getAllWindows()[0]?.getBounds(),
    nativeTheme.shouldUseDarkColors,
  ]);
  expect(bounds).toEqual({ x: 40, y: 60, width: 1210, height: 740 });
  expect(dark).toBe(true);
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('the page crashes: the window offers to load it again', async ({ app }) => {
  await app.page.getByRole('navigation', { name: 'Main' }).waitFor();
  // A crash while it still loads would be told twice: as one, and as a load that failed.
  await expect
    .poll(() => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isLoading()))
    .toBe(false);
  app.problems.expect(/page of the window ended|the page crashed/);
  await app.electron.evaluate(({ BrowserWindow, dialog }) => {
    dialog.showMessageBox = async (...args: unknown[]) => {
      Object.assign(globalThis, { offered: (args.at(-1) as { buttons: string[] }).buttons });
      return { response: 0, checkboxChecked: false };
    };
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.once('did-finish-load', () => Object.assign(globalThis, { loadedAgain: true }));
    contents?.forcefullyCrashRenderer();
  });
  const seen = () =>
    app.electron.evaluate(() => {
      const { offered, loadedAgain } = globalThis as { offered?: string[]; loadedAgain?: boolean };
      return { offered, loadedAgain };
    });
  await expect.poll(seen).toEqual({ offered: ['Reload', 'Quit'], loadedAgain: true });
  const text = () =>
    app.electron.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText') as Promise<string>,
    );
  await expect.poll(text).toContain('Products');
});

test('SIGTERM ends the application without a question', async ({ app }) => {
  await app.page.getByRole('navigation', { name: 'Main' }).waitFor();
  const ended = new Promise((resolve) => app.electron.process().once('exit', resolve));
  app.markEnded();
  process.kill(app.pid, 'SIGTERM');
  expect(await ended).toBe(143);
});
