import type { ApplicationFolders } from './applicationFolders.ts';
import type { Repositories } from '../persistence/repositories.ts';
import type { Clock } from '../runtime/contracts/dispatch.ts';
import type { EventBus } from './eventBus.ts';
import type { Logger } from './logger.ts';
import type { Platform } from './platform.ts';
import type { SettingsStore } from './settingsStore.ts';

/** What every service works with. Made once by the composition, when the database is ready. */
export interface ServiceContext {
  readonly repositories: Repositories;
  /** Runs all writes of `work` or none. */
  readonly transaction: <T>(work: () => T) => T;
  readonly folders: ApplicationFolders;
  readonly resources: string;
  readonly events: EventBus;
  readonly settings: SettingsStore;
  readonly logger: Logger;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly version: string;
  readonly instanceId: string;
}

/** Now, as the database and the contracts write it. */
export function timestamp(context: Pick<ServiceContext, 'clock'>): string {
  return context.clock().toISOString();
}
