import type { IpcHandlers } from '../../../shared/ipc/contract.ts';
import type { ApplicationServices } from '../../services/applicationServices.ts';

type Handlers = Pick<IpcHandlers, Extract<keyof IpcHandlers, `nodes:${string}` | `workflows:${string}`>>;

/** Node types, and the workflows that are made of them. */
export function workflowHandlers(app: ApplicationServices): Handlers {
  return {
    'nodes:list': () => app.services().workflows.catalogue(),
    'workflows:list': () => app.services().workflows.list(),
    'workflows:get': ({ id, revision }) => app.services().workflows.get(id, revision),
    'workflows:revisions': ({ id }) => app.services().workflows.revisions(id),
    'workflows:save': (save) => app.services().workflows.save(save),
    'workflows:remove': ({ id }) => app.services().workflows.remove(id),
    'workflows:migrate': ({ document }) => app.services().workflows.migrate(document),
    'workflows:check': (request) => app.services().workflows.check(request),
    'workflows:import': ({ path, name }) => app.services().workflows.importFile(path, name),
  };
}
