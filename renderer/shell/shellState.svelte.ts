import { createContext } from 'svelte';
import type { Family } from '../../shared/domain/outputType.ts';
import type { Notice } from '../../shared/domain/notice.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { AppInfo, QueueStatus } from '../../shared/ipc/contract.ts';
import { call } from '../api/client.ts';
import { useResource, type Resource } from '../api/resource.svelte.ts';

/** What the frame knows and every screen may read. */
export interface ShellState {
  readonly info: Resource<AppInfo>;
  readonly settings: Resource<Settings>;
  readonly queue: Resource<QueueStatus>;
  readonly notices: Resource<Notice[]>;
  readonly unread: number;
  /** Opens the dialog that orders a render; null = the product is chosen in it. */
  orderRender(productId: string | null): void;
  /** Opens the dialog that makes a workflow. */
  newWorkflow(family: Family): void;
  openPalette(): void;
  openShortcuts(): void;
}

const [useShell, provideShell] = createContext<ShellState>();
export { provideShell, useShell };

type ShellActions = Pick<ShellState, 'orderRender' | 'newWorkflow' | 'openPalette' | 'openShortcuts'>;

/** Call once, while the frame initialises. */
export function createShellState(actions: ShellActions): ShellState {
  const info = useResource(() => call('app:info', undefined));
  const settings = useResource(() => call('settings:get', undefined), { on: { 'settings:changed': true } });
  const queue = useResource(() => call('queue:status', undefined), {
    on: { 'queue:changed': true, 'runs:changed': true, 'blender:changed': true },
  });
  const notices = useResource(() => call('notices:list', undefined), { on: { 'notices:added': true } });
  return {
    info,
    settings,
    queue,
    notices,
    get unread() {
      return notices.data?.filter((notice) => notice.readAt === null).length ?? 0;
    },
    ...actions,
  };
}
