import { AppError } from '../../shared/errors/appError.ts';
import type { Application } from '../app/application.ts';
import type { RuntimeOptions } from '../app/runtimeOptions.ts';
import type { Platform } from '../services/platform.ts';
import type { CommandContext } from './commandContext.ts';

type Notification = Parameters<Platform['notify']>[0];

/**
 * Builds the application of the window on plain Node, hands it to `work` and closes it, whatever happens.
 * @throws AppError `home.unwritable`, `database.*`, and what `work` throws
 */
export async function withApplication<T>(
  context: CommandContext,
  work: (application: Application) => Promise<T>,
  onNotification: (notification: Notification) => void = () => undefined,
  runtime: RuntimeOptions = {},
): Promise<T> {
  // The whole application is heavy to load: commands that do not need it stay quick.
  const { createApplication } = await import('../app/composition.ts');
  const application = await createApplication({
    paths: context.paths,
    environment: context.environment,
    version: context.version,
    runtime,
    platform: {
      notify: onNotification,
      reveal: () => undefined,
      chooseFiles: () => Promise.resolve(null),
      saveFile: () => Promise.resolve(null),
    },
  });
  try {
    await demandDatabase(application);
    return await work(application);
  } finally {
    await application.close();
  }
}

async function demandDatabase(application: Application): Promise<void> {
  const status = await application.handlers['database:status']();
  if (status.state === 'ready') return;
  throw new AppError(status.state === 'newer' ? 'database.newer' : 'database.corrupt', status.message, {
    remedy: 'Start the window application: it offers to restore a backup or to start fresh.',
    details: { path: status.path, backups: status.backups.map((backup) => backup.path) },
  });
}
