import type { IpcHandlers } from '../../../shared/ipc/contract.ts';
import type { ApplicationServices } from '../../services/applicationServices.ts';

type Handlers = Pick<
  IpcHandlers,
  Extract<
    keyof IpcHandlers,
    `products:${string}` | `materials:${string}` | `templates:${string}` | `outputTypes:${string}`
  >
>;

const STEP_FILTERS = [{ name: 'STEP files', extensions: ['step', 'stp', 'STEP', 'STP'] }];
const BLEND_FILTERS = [{ name: 'Blender files', extensions: ['blend'] }];

/** Products and what they are made of. */
export function catalogueHandlers(app: ApplicationServices): Handlers {
  const { platform } = app;
  return {
    async 'products:chooseFiles'() {
      const paths = await platform.chooseFiles({ title: 'Import STEP files', filters: STEP_FILTERS, multiple: true });
      return paths?.length ? app.services().imports.start(paths, null) : [];
    },
    'products:import': ({ paths, productId }) => app.services().imports.start(paths, productId),
    'products:cancelImport': ({ jobId }) => app.services().imports.cancel(jobId),
    'products:list': () => app.services().products.list(),
    'products:get': ({ id }) => app.services().products.get(id),
    'products:update': ({ id, ...edit }) => app.services().products.update(id, edit),
    'products:setRules': ({ id, rules }) => app.services().products.setRules(id, rules),
    'products:remove': ({ id }) => app.services().products.remove(id),
    'materials:list': () => [...app.services().materials.list()],
    'templates:list': () => app.services().templates.list(),
    async 'templates:chooseFile'() {
      const files = await platform.chooseFiles({ title: 'Add a template', filters: BLEND_FILTERS, multiple: false });
      return files?.[0] ? app.services().templates.import(files[0]) : null;
    },
    'templates:import': ({ path }) => app.services().templates.import(path),
    'templates:remove': ({ id }) => app.services().templates.remove(id),
    'outputTypes:list': () => app.services().outputTypes.list(),
  };
}
