/**
 * Who may enter which room. The table of docs/architecture.md, in the form that the linter obeys.
 * `default: disallow`: what is not named here is forbidden, whether it is ours, a package or a Node built-in.
 */

/** First match wins: a special room stands before the one around it. */
const rooms = [
  ['shared', 'shared'],
  ['geometry', 'renderer/canvas/geometry'],
  ['document', 'renderer/canvas/document'],
  ['settings', 'renderer/canvas/settings'],
  ['words', 'renderer/canvas/words'],
  ['problems', 'renderer/canvas/problems'],
  ['migration', 'renderer/canvas/migration'],
  ['flow', 'renderer/canvas/flow'],
  ['palette', 'renderer/canvas/palette'],
  ['inspector', 'renderer/canvas/inspector'],
  ['outline', 'renderer/canvas/outline'],
  ['panels', 'renderer/canvas/panels'],
  ['screen', 'renderer/canvas/screen'],
  ['canvas', 'renderer/canvas'],
  ['renderer', 'renderer'],
  ['preload', 'electron/preload'],
  ['contracts', 'electron/runtime/contracts'],
  ['legacy', 'electron/runtime/legacy'],
  ['engine', 'electron/runtime/engine'],
  ['rendering', 'electron/runtime/rendering'],
  ['shadow', 'electron/runtime/shadow'],
  ['dispatch', 'electron/runtime'],
  ['nodes', 'electron/nodes'],
  ['workers', 'electron/workers'],
  ['cad', 'electron/cad'],
  ['media', 'electron/media'],
  ['persistence', 'electron/persistence'],
  ['services', 'electron/services'],
  ['ipc', 'electron/ipc'],
  ['cli', 'electron/cli'],
  ['app', 'electron/app'],
  ['tests', 'tests'],
];

export const elements = rooms.map(([type, pattern]) => ({ type, pattern, partialMatch: false }));

/** The interfaces that the composition fulfils, and the composition itself: all that the command line sees of `app`. */
export const files = [
  {
    category: 'composition',
    pattern: 'electron/app/{application,applicationPaths,composition,runtimeOptions}.ts',
  },
];

const electronRooms = rooms
  .filter(([type, pattern]) => pattern.startsWith('electron/') && type !== 'preload')
  .map(([type]) => type);

/** Below the rooms of the canvas: they may use all of it, and of each other nothing. */
const belowTheCanvas = ['canvas', 'problems', 'migration', 'words', 'settings', 'document', 'geometry'];
const canvasRooms = ['flow', 'palette', 'inspector', 'outline', 'panels'];

/** What each room may use of ours. */
const ours = {
  shared: ['shared'],
  geometry: ['geometry', 'shared'],
  document: ['document', 'geometry', 'shared'],
  settings: ['settings', 'shared'],
  words: ['words', 'settings', 'document', 'renderer', 'shared'],
  canvas: ['canvas', 'document', 'shared'],
  problems: ['problems', 'canvas', 'words', 'settings', 'document', 'shared'],
  migration: ['migration', 'renderer', 'shared'],
  ...Object.fromEntries(canvasRooms.map((room) => [room, [room, ...belowTheCanvas, 'renderer', 'shared']])),
  screen: ['screen', ...canvasRooms, ...belowTheCanvas, 'renderer', 'shared'],
  renderer: ['renderer', 'screen', 'shared'],
  preload: ['preload', 'shared'],
  contracts: ['contracts', 'shared'],
  persistence: ['persistence', 'shared'],
  media: ['media', 'shared'],
  cad: ['cad', 'shared'],
  legacy: ['legacy', 'contracts', 'shared'],
  engine: ['engine', 'contracts', 'shared'],
  rendering: ['rendering', 'contracts', 'shared'],
  shadow: ['shadow', 'contracts', 'shared'],
  dispatch: ['dispatch', 'legacy', 'contracts', 'shared'],
  nodes: ['nodes', 'contracts', 'shared'],
  workers: ['workers', 'contracts', 'shared'],
  services: ['services', 'dispatch', 'legacy', 'shadow', 'contracts', 'persistence', 'media', 'cad', 'shared'],
  ipc: ['ipc', 'services', 'shared'],
  cli: ['cli', 'services', 'shared'],
  app: [...electronRooms, 'shared'],
  tests: rooms.map(([type]) => type),
};

const icons = ['@lucide/svelte', '@lucide/svelte/*'];

/** Packages by room. A package that a room does not need is a package that it may not have. */
export const packages = {
  shared: ['zod', 'canonicalize'],
  document: ['zod', 'mutative', 'elkjs', 'elkjs/*'],
  settings: ['zod'],
  canvas: ['svelte', ...icons],
  flow: ['svelte', 'svelte/*', '@xyflow/svelte', '@xyflow/svelte/*', ...icons],
  palette: ['svelte', 'bits-ui', ...icons],
  inspector: ['svelte', 'bits-ui', ...icons],
  outline: ['svelte', 'virtua', 'virtua/*', ...icons],
  panels: ['svelte', 'bits-ui', 'svelte-sonner', ...icons],
  screen: ['svelte', 'svelte/*', 'bits-ui', 'svelte-sonner', 'tinykeys', ...icons],
  renderer: [
    'zod',
    'svelte',
    'svelte/*',
    'bits-ui',
    ...icons,
    'svelte-sonner',
    'virtua',
    'virtua/*',
    'tinykeys',
    'three',
    'three/*',
    'camera-controls',
    'three-mesh-bvh',
    '@internationalized/date',
    '@fontsource-variable/*',
    '@fontsource-variable/*/*',
  ],
  preload: ['electron'],
  contracts: ['zod', 'canonicalize'],
  persistence: ['zod', 'better-sqlite3', 'drizzle-orm', 'drizzle-orm/*', 'drizzle-kit'],
  media: ['zod', 'sharp', 'canonicalize', 'mediabunny', 'fzstd'],
  cad: ['zod', '@bitbybit-dev/occt', '@bitbybit-dev/occt/*', '@bitbybit-dev/occt/*/*', '@gltf-transform/core'],
  legacy: ['zod', 'canonicalize'],
  engine: ['zod', 'canonicalize'],
  rendering: ['zod', 'canonicalize'],
  shadow: ['zod', 'canonicalize'],
  dispatch: ['zod', 'canonicalize'],
  nodes: ['zod', 'canonicalize'],
  workers: ['zod', 'piscina'],
  services: ['zod', 'canonicalize', 'atomically', 'pino'],
  ipc: ['zod', 'electron'],
  cli: ['zod', 'commander'],
  app: ['zod', 'electron', 'pino', 'atomically'],
};

const nodeBuiltIns = { to: { module: { origin: 'core' } } };

export const policies = [
  ...Object.entries(ours).map(([from, to]) => ({
    from: { element: { type: from } },
    allow: [{ to: { element: { type: to } } }],
  })),
  ...Object.entries(packages).map(([from, source]) => ({
    from: { element: { type: from } },
    allow: [
      { to: { module: { origin: 'external', source } } },
      ...(source.includes('electron') ? [{ to: { module: { source: 'electron' } } }] : []),
    ],
  })),
  { from: { element: { type: 'cli' } }, allow: [{ to: { file: { categories: 'composition' } } }] },
  { from: { element: { type: electronRooms } }, allow: [nodeBuiltIns] },
  { from: { element: { type: 'tests' } }, allow: [nodeBuiltIns, { to: { module: { origin: 'external' } } }] },
];

/** What leaves one room. `files`: of the room and of those inside it, which come later in the list and have their own. */
export const roomPolicies = rooms
  .map(([type, pattern]) => ({
    files: [`${pattern}/**/*.{ts,svelte}`],
    policies: policies.filter(({ from }) => [from.element.type].flat().includes(type)),
  }))
  .reverse();
