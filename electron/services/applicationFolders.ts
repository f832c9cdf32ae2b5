import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/errors/appError.ts';
import { makeFolder } from './makeFolder.ts';

/** Every folder under the data folder. Nothing else invents one. Absolute. */
export interface ApplicationFolders {
  readonly home: string;
  readonly logs: string;
  /** One folder per imported CAD file: manifest.json, model.glb, source.step. */
  readonly cad: string;
  /** One folder per run: its batches and previews. */
  readonly runs: string;
  /** One folder per preview that is under way. */
  readonly previews: string;
  readonly thumbnails: string;
  /** Delivered files under their own names, made when someone wants to see one in the file manager. */
  readonly delivered: string;
  readonly cache: string;
  /** Process records and temporary folders of Blender. */
  readonly blender: string;
  readonly settingsFile: string;
}

/**
 * Makes the data folder and what belongs in it.
 * @throws AppError `home.unwritable`
 */
export function ensureApplicationFolders(home: string): ApplicationFolders {
  const folders: ApplicationFolders = {
    home,
    logs: join(home, 'logs'),
    cad: join(home, 'cad'),
    runs: join(home, 'runs'),
    previews: join(home, 'previews'),
    thumbnails: join(home, 'thumbnails'),
    delivered: join(home, 'delivered'),
    cache: join(home, 'cache'),
    blender: join(home, 'blender'),
    settingsFile: join(home, 'settings.json'),
  };
  try {
    for (const path of Object.values(folders)) if (path !== folders.settingsFile) makeFolder(path);
    accessSync(home, constants.W_OK);
  } catch (cause) {
    throw new AppError('home.unwritable', `The data folder ${home} cannot be written to.`, {
      cause,
      details: { home },
    });
  }
  return folders;
}
