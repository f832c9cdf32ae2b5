import type { BlenderRuntime } from '../../shared/domain/blenderRuntime.ts';
import { AppError, fromErrorValue } from '../../shared/errors/appError.ts';
import type { BlenderLocator } from '../runtime/contracts/blenderLocator.ts';
import type { EventBus } from './eventBus.ts';
import type { SettingsStore } from './settingsStore.ts';

export interface BlenderService {
  /** All known runtimes in order of preference. Found once, kept until something changes. */
  list(): Promise<BlenderRuntime[]>;
  /** @throws AppError with the reason when it is no usable Blender; then it is not added. */
  add(path: string): Promise<BlenderRuntime>;
  /**
   * The runtime that renders use: the chosen one, else the first usable one.
   * @throws AppError `blender.not_found`, or the problem of the one that was asked for.
   */
  chosen(): Promise<BlenderRuntime>;
  /** What renders would use by the last search, without searching: for the status bar. null = none, or not searched yet. */
  current(): BlenderRuntime | null;
}

/** `demanded` = HARTOMAT_BLENDER: when it is set, that one is used or nothing. */
export function createBlenderService(options: {
  locator: BlenderLocator;
  settings: SettingsStore;
  events: EventBus;
  demanded: string | null;
}): BlenderService {
  const { locator, settings, events, demanded } = options;
  let search: Promise<BlenderRuntime[]> | null = null;
  let found: BlenderRuntime[] | null = null;

  function list(): Promise<BlenderRuntime[]> {
    search ??= locator
      .locate(settings.get().blenderPaths)
      .then((runtimes) => {
        found = runtimes;
        events.emit('blender:changed', {});
        return runtimes;
      })
      .catch((thrown: unknown) => {
        search = null;
        throw thrown;
      });
    return search;
  }

  function pick(runtimes: readonly BlenderRuntime[]): BlenderRuntime | undefined {
    // What was demanded stands first, and is used or reported, never silently replaced.
    if (demanded) return runtimes[0];
    const preferred = runtimes.find((runtime) => runtime.id === settings.get().blenderRuntimeId);
    return preferred?.usable ? preferred : runtimes.find((runtime) => runtime.usable);
  }

  return {
    list,
    current() {
      const runtime = found ? pick(found) : undefined;
      return runtime?.usable ? runtime : null;
    },
    async add(path) {
      const runtime = await locator.probe(path);
      if (!runtime.usable) {
        if (runtime.problem) throw fromErrorValue(runtime.problem);
        throw new AppError('blender.broken', `${path} does not run.`);
      }
      const paths = settings.get().blenderPaths.filter((known) => known !== path);
      settings.update({ blenderPaths: [path, ...paths], blenderRuntimeId: runtime.id });
      search = null;
      return (await list()).find((candidate) => candidate.id === runtime.id) ?? runtime;
    },
    async chosen() {
      const runtimes = await list();
      const runtime = pick(runtimes);
      if (runtime?.usable) return runtime;
      const problem = runtime?.problem ?? runtimes.find((candidate) => candidate.problem)?.problem;
      if (problem) throw fromErrorValue(problem);
      throw new AppError('blender.not_found', 'No Blender was found on this machine.');
    },
  };
}
