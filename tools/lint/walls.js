/**
 * Who may enter which room. The table of docs/architecture.md, in the form that the linter obeys.
 * `default: disallow`: what is not named here is forbidden, whether it is ours, a package or a Node built-in.
 */

/** First match wins: a special room stands before the one around it. */
const rooms = [
  ['shared', 'shared'],
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
    pattern: 'electron/app/{application,applicationPaths,platformServices,composition,runtimeOptions}.ts',
  },
];

const electronRooms = rooms
  .map(([type]) => type)
  .filter((type) => !['shared', 'renderer', 'preload', 'tests'].includes(type));

/** What each room may use of ours. */
const ours = {
  shared: ['shared'],
  renderer: ['renderer', 'shared'],
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
  tests: [...electronRooms, 'shared', 'renderer', 'preload', 'tests'],
};

/** Packages by room. A package that a room does not need is a package that it may not have. */
export const packages = {
  shared: ['zod', 'canonicalize'],
  renderer: [
    'zod',
    'svelte',
    'svelte/*',
    '@xyflow/svelte',
    'bits-ui',
    '@lucide/svelte',
    '@lucide/svelte/*',
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
    'elkjs',
    'elkjs/*',
    'mutative',
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
