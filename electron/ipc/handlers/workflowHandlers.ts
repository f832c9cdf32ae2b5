import type { IpcHandlers } from '../../../shared/ipc/contract.ts';
import type { ApplicationServices } from '../../services/applicationServices.ts';

type Handlers = Pick<
  IpcHandlers,
  Extract<keyof IpcHandlers, `nodes:${string}` | `workflows:${string}` | `drafts:${string}` | `previews:${string}`>
>;

/** Node types, the workflows that are made of them, and what is being made of them. */
export function workflowHandlers(app: ApplicationServices): Handlers {
  return {
    'nodes:list': () => app.services().workflows.catalogue(),
    'nodes:renderTimes': () => app.services().workflows.renderTimes(),
    'workflows:list': () => app.services().workflows.list(),
    'workflows:get': ({ id, revision }) => app.services().workflows.get(id, revision),
    'workflows:revisions': ({ id }) => app.services().workflows.revisions(id),
    'workflows:save': (save) => app.services().workflows.save(save),
    'workflows:remove': ({ id }) => app.services().workflows.remove(id),
    'workflows:migrate': ({ document }) => app.services().workflows.migrate(document),
    'workflows:check': (request) => app.services().workflows.check(request),
    'workflows:import': ({ path, name }) => app.services().workflows.importFile(path, name),
    'workflows:chooseFile': () => app.services().workflowFiles.choose(),
    'workflows:exportFile': ({ id, revision }) => app.services().workflowFiles.exportFile(id, revision),
    'drafts:list': () => app.services().drafts.list(),
    'drafts:get': ({ id }) => app.services().drafts.get(id),
    'drafts:keep': (draft) => app.services().drafts.keep(draft),
    'drafts:drop': ({ id }) => app.services().drafts.drop(id),
    'previews:start': (request) => app.services().previews.start(request),
    'previews:cancel': ({ id }) => app.services().previews.cancel(id),
  };
}
