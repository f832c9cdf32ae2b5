import type { Component } from 'svelte';
import type { Route } from './parseRoute.ts';

interface Loaded {
  readonly component: Component<Record<string, unknown>>;
  readonly props: Record<string, unknown>;
}

type ScreenModule = { default: Component<never> };

/** Screens are loaded when they are first shown, so that the window is there before their code is. */
const loaders: Record<Route['name'], () => Promise<ScreenModule>> = {
  workflows: () => import('../workflows/WorkflowsScreen.svelte'),
  workflow: () => import('../canvas/screen/CanvasScreen.svelte'),
  runs: () => import('../runs/RunsScreen.svelte'),
  history: () => import('../runs/RunsScreen.svelte'),
  run: () => import('../runs/RunScreen.svelte'),
  compare: () => import('../compare/CompareScreen.svelte'),
  products: () => import('../products/ProductsScreen.svelte'),
  product: () => import('../products/ProductScreen.svelte'),
  media: () => import('../media/MediaScreen.svelte'),
  outputTypes: () => import('../outputTypes/OutputTypesScreen.svelte'),
  golden: () => import('../golden/GoldenSuitesScreen.svelte'),
  notices: () => import('../notices/NoticesScreen.svelte'),
  settings: () => import('../settings/SettingsScreen.svelte'),
  notFound: () => import('./NotFoundScreen.svelte'),
};

function propsOf(route: Route): Record<string, unknown> {
  if ('id' in route) return { id: route.id };
  if (route.name === 'notFound') return { path: route.path };
  if (route.name === 'runs' || route.name === 'history') return { view: route.name === 'runs' ? 'now' : 'history' };
  return {};
}

/** The screen of a route with its props. */
export async function loadScreen(route: Route): Promise<Loaded> {
  const module = await loaders[route.name]();
  return { component: module.default as unknown as Component<Record<string, unknown>>, props: propsOf(route) };
}
