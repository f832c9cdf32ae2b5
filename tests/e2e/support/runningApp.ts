import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutputType } from '../../../shared/domain/outputType.ts';
import { seedOutputType } from '../../support/tinyOutputType.ts';
import { blendersOf } from './processes.ts';
import { cloneFolder, electronProgram } from './electronProgram.ts';
import { Problems } from './watchProblems.ts';

export interface LaunchOptions {
  /** Data folder; a new one is made and deleted again when none is given. */
  readonly home?: string;
  /** Put into the database before the start, beside the shipped ones. */
  readonly outputTypes?: readonly OutputType[];
  readonly environment?: Record<string, string>;
  readonly args?: readonly string[];
}

/**
 * Asks the main process again when it has collected the answer before it was sent, as it may while it is busy: V8 holds
 * a promise that an inspector waits for weakly. For what may be done twice.
 */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (thrown) {
      if (tries === 3 || !String(thrown).includes('garbage collected')) throw thrown;
    }
  }
}

/** The built application as a user has it on the screen, and the faults that a test may plant in it. */
export class RunningApp {
  readonly home: string;
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly problems: Problems;
  private readonly ownsHome: boolean;
  private ended = false;

  constructor(parts: {
    home: string;
    ownsHome: boolean;
    electron: ElectronApplication;
    page: Page;
    problems: Problems;
  }) {
    this.home = parts.home;
    this.ownsHome = parts.ownsHome;
    this.electron = parts.electron;
    this.page = parts.page;
    this.problems = parts.problems;
  }

  get pid(): number {
    return this.electron.process().pid ?? 0;
  }

  /** Goes to a place of the router, as a link does. */
  async goTo(path: string): Promise<void> {
    await this.page.evaluate((hash) => void (location.hash = hash), `#/${path}`);
  }

  /** A call over the bridge, past the renderer's own client. */
  async invoke(
    channel: unknown,
    payload?: unknown,
  ): Promise<{ ok: boolean; value?: unknown; error?: { code: string } }> {
    return this.page.evaluate(
      ([name, data]) => {
        const { hartomat } = globalThis as unknown as { hartomat: { invoke(c: unknown, p: unknown): Promise<never> } };
        return hartomat.invoke(name, data);
      },
      [channel, payload] as const,
    );
  }

  /** What the user picks in the next file dialogs; null = they close it. */
  async chooseInDialogs(paths: readonly string[] | null): Promise<void> {
    await untilAnswered(() =>
      this.electron.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: chosen === null, filePaths: chosen ? [...chosen] : [] });
      }, paths),
    );
  }

  /** Notifications of the operating system are collected instead of shown. */
  async collectNotifications(): Promise<() => Promise<{ title: string; body: string }[]>> {
    await untilAnswered(() =>
      this.electron.evaluate(({ Notification }) => {
        const shown: { title: string; body: string }[] = [];
        Object.assign(globalThis, { shownNotifications: shown });
        Notification.isSupported = () => true;
        Notification.prototype.show = function show() {
          shown.push({ title: this.title, body: this.body });
        };
      }),
    );
    return () =>
      this.electron.evaluate(
        () => (globalThis as unknown as { shownNotifications: { title: string; body: string }[] }).shownNotifications,
      );
  }

  /** Sets the size of the page in CSS pixels, window and all. */
  async resize(width: number, height: number): Promise<void> {
    await untilAnswered(() =>
      this.electron.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [
        width,
        height,
      ] as const),
    );
    await this.page.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [width, height] as const);
  }

  /** Fault: the power goes. Nothing of the application may tidy up. */
  async cutPower(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.electron.process().once('exit', () => resolve()));
    process.kill(this.pid, 'SIGKILL');
    await gone;
    this.ended = true;
  }

  /** For a test that ends the process its own way. */
  markEnded(): void {
    this.ended = true;
  }

  /** Quits without questions and checks that nothing went wrong unnoticed and that no Blender is left. */
  async close(): Promise<void> {
    if (!this.ended) {
      this.ended = true;
      await untilAnswered(() =>
        this.electron.evaluate(({ dialog }) => {
          dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
        }),
      );
      await this.electron.close();
      expect(blendersOf(this.home), 'Blender processes after the end').toEqual([]);
    }
    if (this.ownsHome) rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    expect(this.problems.all, 'what went wrong without failing anything').toEqual([]);
  }
}

/** Starts the built application with the Electron that set-up found. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'hartomat-e2e-'));
  const migrations = join(cloneFolder, 'migrations');
  for (const outputType of options.outputTypes ?? []) seedOutputType({ home, migrations, outputType });
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !/^(HARTOMAT_(?!BLENDER)|ELECTRON_)/.test(entry[0]),
  );
  const electron = await _electron.launch({
    executablePath: electronProgram(),
    args: [join(cloneFolder, 'tests', 'e2e', 'support', 'heldEntry.mjs'), ...(options.args ?? [])],
    cwd: cloneFolder,
    env: {
      ...Object.fromEntries(inherited),
      HARTOMAT_HOME: home,
      // Chromium refuses its operating-system sandbox to root.
      ...(process.getuid?.() === 0 ? { ELECTRON_DISABLE_SANDBOX: '1' } : {}),
      ...options.environment,
    },
    timeout: 30_000,
  });
  const problems = new Problems();
  problems.watchProcess(electron.process());
  const page = await electron.firstWindow();
  problems.watchPage(page);
  return new RunningApp({ home, ownsHome: options.home === undefined, electron, page, problems });
}
