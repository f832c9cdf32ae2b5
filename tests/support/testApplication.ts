import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Application } from '../../electron/app/application.ts';
import type { ApplicationPaths } from '../../electron/app/applicationPaths.ts';
import { createApplication } from '../../electron/app/composition.ts';
import type { RuntimeOptions } from '../../electron/app/runtimeOptions.ts';
import type { OutputType } from '../../shared/domain/outputType.ts';
import { isFinal } from '../../shared/domain/runStateMachine.ts';
import type { RunDetail } from '../../shared/domain/run.ts';
import { type ChannelInput, type ChannelOutput, contract } from '../../shared/ipc/contract.ts';
import { eventContract, type EventName, type EventPayload } from '../../shared/ipc/events.ts';
import { builtWorkers } from './builtWorkers.ts';
import { provisionedFolder, resourcesFolder } from './testBlender.ts';
import { seedOutputType } from './tinyOutputType.ts';

export const migrationsFolder = resolve(import.meta.dirname, '../../migrations');

type Channel = keyof Application['handlers'];

export interface TestApplicationOptions {
  /** A data folder that is there already, and that stays; left out = one that goes with the application. */
  readonly home?: string;
  /** Put into the database before the start, beside the shipped ones. */
  readonly outputTypes?: readonly OutputType[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly runtime?: RuntimeOptions;
}

/** Where everything is for an application whose data folder is `home`. */
async function pathsFor(home: string): Promise<ApplicationPaths> {
  return {
    home,
    resources: resourcesFolder,
    migrations: migrationsFolder,
    workers: await builtWorkers(),
    provisioned: provisionedFolder,
    bundledBlender: null,
  };
}

/** The environment of this process, with the Blender under test and none that a person happens to prefer. */
function testEnvironment(change: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { HARTOMAT_BLENDER: _preferred, HARTOMAT_HOME: _home, HARTOMAT_TEST_BLENDER: chosen, ...rest } = process.env;
  return { ...rest, ...(chosen ? { HARTOMAT_BLENDER: chosen } : {}), ...change };
}

/** The whole application on plain Node: real database, CAD import and Blender; only the operating system is recorded. */
export class TestApplication {
  readonly home: string;
  readonly notified: { title: string; body: string; to: string | null }[] = [];
  readonly revealed: string[] = [];
  /** What the next file dialogs answer. */
  chosenFiles: string[] | null = null;
  /** What the next save dialogs answer, and the name that the last one began with. */
  savePath: string | null = null;
  suggestedName: string | null = null;
  /** Everything that windows were told, in order. */
  readonly events: { name: EventName; payload: unknown }[] = [];
  readonly #ownsHome: boolean;
  #application: Application | null = null;

  private constructor(home: string | undefined) {
    this.home = home ?? mkdtempSync(join(tmpdir(), 'hartomat-application-'));
    this.#ownsHome = home === undefined;
  }

  static async start(options: TestApplicationOptions = {}): Promise<TestApplication> {
    const test = new TestApplication(options.home);
    for (const outputType of options.outputTypes ?? []) {
      seedOutputType({ home: test.home, migrations: migrationsFolder, outputType });
    }
    test.#application = await createApplication({
      paths: await pathsFor(test.home),
      // As the application itself is started with it: what it starts can be told from what others start.
      environment: { ...testEnvironment(options.environment ?? {}), HARTOMAT_HOME: test.home },
      version: '0.0.0-test',
      runtime: options.runtime ?? {},
      platform: {
        notify: (notice) => void test.notified.push(notice),
        reveal: (path) => void test.revealed.push(path),
        chooseFiles: async () => test.chosenFiles,
        saveFile: async ({ suggested }) => {
          test.suggestedName = suggested;
          return test.savePath;
        },
      },
    });
    test.application.onEvent((name, payload) => void test.events.push({ name, payload }));
    return test;
  }

  get application(): Application {
    if (!this.#application) throw new Error('The application did not start.');
    return this.#application;
  }

  /** As a window calls it: what goes in and what comes out must be as the contract says. */
  async call<C extends Channel>(channel: C, input: ChannelInput<C>): Promise<ChannelOutput<C>> {
    const { input: asked, output: answered } = contract[channel];
    // The compiler cannot follow that handler and schemas belong to the same channel.
    const handler = this.application.handlers[channel] as (input: unknown) => unknown;
    return answered.parse(await handler(asked.parse(input))) as ChannelOutput<C>;
  }

  /** Payloads of one event so far; all must be as the contract says. */
  told<E extends EventName>(name: E): EventPayload<E>[] {
    const payloads = this.events.filter((event) => event.name === name).map((event) => event.payload);
    return payloads.map((payload) => eventContract[name].parse(payload) as EventPayload<E>);
  }

  /** Resolves as soon as `holds`; it is looked at after every event. Ends with an error after a minute and a half. */
  when(what: string, holds: () => boolean): Promise<void> {
    return new Promise((done, failed) => {
      const late = setTimeout(() => finish(() => failed(new Error(`Never came true: ${what}`))), 90_000);
      const stopListening = this.application.onEvent(() => look());
      const finish = (settle: () => void): void => {
        clearTimeout(late);
        stopListening();
        settle();
      };
      const look = (): void => {
        if (holds()) finish(done);
      };
      look();
    });
  }

  /** The product of a STEP file; what is there already is taken. */
  async product(stepPath: string): Promise<string> {
    const { signal } = new AbortController();
    const { id } = await this.application.direct.importStep(stepPath, { signal, onProgress: () => undefined });
    return id;
  }

  /** The run when it is in a state that nothing follows. */
  async ended(runId: string): Promise<RunDetail> {
    const states = (): string[] => this.told('runs:changed').flatMap(({ run }) => (run.id === runId ? run.state : []));
    await this.when(`run ${runId} ends`, () => states().some((state) => isFinal(state as RunDetail['state'])));
    return this.call('runs:get', { id: runId });
  }

  async close(): Promise<void> {
    await this.#application?.close();
    if (this.#ownsHome) rmSync(this.home, { recursive: true, force: true });
  }
}
