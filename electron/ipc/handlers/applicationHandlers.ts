import type { IpcHandlers } from '../../../shared/ipc/contract.ts';
import type { ApplicationServices } from '../../services/applicationServices.ts';
import { doctorReport } from '../../services/doctorService.ts';

type Handlers = Pick<
  IpcHandlers,
  Extract<
    keyof IpcHandlers,
    | `app:${string}`
    | `database:${string}`
    | `settings:${string}`
    | `storage:${string}`
    | `doctor:${string}`
    | `blender:${string}`
  >
>;

const BLENDER_FILTERS = [{ name: 'Blender program', extensions: ['*'] }];

/** The application as a whole. All but `storage` works before there is a usable database. */
export function applicationHandlers(app: ApplicationServices): Handlers {
  const { platform, settings, blender, version, home } = app;
  return {
    'app:info': () => app.info(),
    'app:revealHome': () => platform.reveal(home),
    'database:status': () => app.databaseStatus(),
    'database:resolve': (choice) => app.resolveDatabase(choice),
    'settings:get': () => settings.get(),
    'settings:update': (edit) => settings.update(edit),
    'storage:status': () => app.services().janitor.status(),
    'storage:clean': () => app.services().janitor.clean(),
    'doctor:report': () => doctorReport({ version, home, blender, database: app.databaseStatus() }),
    'blender:list': async () => ({ runtimes: await blender.list(), inUse: blender.current()?.id ?? null }),
    'blender:add': ({ path }) => blender.add(path),
    async 'blender:choose'() {
      const files = await platform.chooseFiles({ title: 'Choose Blender', filters: BLENDER_FILTERS, multiple: false });
      return files?.[0] ? blender.add(files[0]) : null;
    },
  };
}
