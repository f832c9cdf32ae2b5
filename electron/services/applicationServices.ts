import type { DatabaseChoice, DatabaseStatus } from '../../shared/domain/database.ts';
import type { AppInfo } from '../../shared/ipc/contract.ts';
import type { BlenderService } from './blenderService.ts';
import type { Platform } from './platform.ts';
import type { Services } from './services.ts';
import type { SettingsStore } from './settingsStore.ts';

/** What works from the first moment, with or without a usable database. What every handler is made from. */
export interface ApplicationServices {
  readonly version: string;
  readonly home: string;
  readonly platform: Platform;
  readonly settings: SettingsStore;
  readonly blender: BlenderService;
  info(): AppInfo;
  databaseStatus(): DatabaseStatus;
  /** @throws AppError of `resolveDatabase` */
  resolveDatabase(choice: DatabaseChoice): DatabaseStatus;
  /** @throws AppError `database.unavailable` until the user has decided what to do with a damaged database */
  services(): Services;
}
