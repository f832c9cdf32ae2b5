import type { LucideIcon } from '@lucide/svelte';
import Bell from '@lucide/svelte/icons/bell';
import Box from '@lucide/svelte/icons/box';
import LayoutList from '@lucide/svelte/icons/layout-list';
import ListVideo from '@lucide/svelte/icons/list-video';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import Waypoints from '@lucide/svelte/icons/waypoints';
import type { RouteName } from './parseRoute.ts';

export interface Place {
  readonly path: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly keys: string | undefined;
  /** Routes that belong to this place. */
  readonly routes: readonly RouteName[];
  readonly atBottom: boolean;
}

/** The rail, from top to bottom. */
export const places: readonly Place[] = [
  {
    path: 'workflows',
    label: 'Workflows',
    icon: Waypoints,
    keys: 'Ctrl+1',
    routes: ['workflows', 'workflow'],
    atBottom: false,
  },
  {
    path: 'runs',
    label: 'Queue & runs',
    icon: ListVideo,
    keys: 'Ctrl+2',
    routes: ['runs', 'history', 'run', 'compare', 'media'],
    atBottom: false,
  },
  { path: 'products', label: 'Products', icon: Box, keys: 'Ctrl+3', routes: ['products', 'product'], atBottom: false },
  {
    path: 'output-types',
    label: 'Output types',
    icon: LayoutList,
    keys: 'Ctrl+4',
    routes: ['outputTypes'],
    atBottom: false,
  },
  { path: 'golden', label: 'Golden suites', icon: ShieldCheck, keys: 'Ctrl+5', routes: ['golden'], atBottom: false },
  { path: 'notices', label: 'Notices', icon: Bell, keys: undefined, routes: ['notices'], atBottom: true },
  {
    path: 'settings',
    label: 'Settings',
    icon: SlidersHorizontal,
    keys: 'Ctrl+6',
    routes: ['settings'],
    atBottom: true,
  },
];
