import { ESLint } from 'eslint';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The walls of docs/architecture.md, each with a violation planted in memory (no file is written).
 * Every row must be refused by the linter; a row that passes is a hole in the wall.
 */
const root = join(import.meta.dirname, '..', '..', '..');
const eslint = new ESLint({ cwd: root });

async function rulesBrokenBy(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(root, filePath) });
  if (!result) throw new Error(`${filePath} was not linted`);
  if (result.fatalErrorCount > 0) throw new Error(result.messages.map((message) => message.message).join('\n'));
  return result.messages.filter((message) => message.severity === 2).map((message) => message.ruleId ?? '');
}

const wall = 'boundaries/dependencies';
const fence = 'no-restricted-imports';

/** A file of each room of the canvas, as its neighbours would import it. */
const canvasRooms = {
  flow: '../flow/zoomLevel.ts',
  palette: '../palette/recentTypes.ts',
  inspector: '../inspector/readNumber.ts',
  outline: '../outline/spokenLine.ts',
  panels: '../panels/runWords.ts',
  screen: '../screen/defaultTarget.ts',
};
const importsOf = (...rooms: (keyof typeof canvasRooms)[]): string =>
  rooms.map((room) => `import '${canvasRooms[room]}';`).join('\n');
/** What stands below the rooms, a file of each. */
const belowTheRooms = [
  ...['../canvas.ts', '../nodeIcon.ts', '../problems/problemKey.ts', '../migration/migrationWords.ts'],
  ...[
    '../words/sourceWords.ts',
    '../settings/settingOfPath.ts',
    '../document/selection.ts',
    '../geometry/rectangle.ts',
  ],
];

type Planted = [what: string, file: string, code: string, rule: string];

/** Each with the rule that must catch it. */
const planted: Planted[] = [
  // shared speaks no Node, no Electron, nothing of ours
  ['shared -> electron room', 'shared/domain/planted.ts', "import '../../electron/app/application.ts';", wall],
  ['shared -> renderer', 'shared/domain/planted.ts', "import '../../renderer/api/client.ts';", wall],
  ['shared -> built-in', 'shared/domain/planted.ts', "import 'node:fs';", wall],
  ['shared -> built-in without prefix', 'shared/domain/planted.ts', "import 'path';", wall],
  ['shared -> electron', 'shared/domain/planted.ts', "import 'electron';", wall],
  ['shared -> package', 'shared/domain/planted.ts', "import 'svelte';", wall],
  [
    'shared -> type only',
    'shared/domain/planted.ts',
    "import type { Application } from '../../electron/app/application.ts';\nexport type A = Application;",
    wall,
  ],
  // renderer
  ['renderer -> main process', 'renderer/products/planted.ts', "import '../../electron/app/application.ts';", wall],
  [
    'renderer -> .js suffix for a .ts file',
    'renderer/products/planted.ts',
    "import '../../electron/app/application.js';",
    wall,
  ],
  [
    'renderer -> alias that nothing resolves',
    'renderer/products/planted.ts',
    "import '@/electron/app/application';",
    wall,
  ],
  ['renderer -> built-in', 'renderer/products/planted.ts', "import 'node:fs';", wall],
  ['renderer -> electron', 'renderer/products/planted.ts', "import 'electron';", wall],
  ['renderer -> database driver', 'renderer/products/planted.ts', "import 'better-sqlite3';", wall],
  [
    'renderer -> dynamic import',
    'renderer/products/planted.ts',
    "void import('../../electron/app/application.ts');",
    wall,
  ],
  ['renderer -> re-export', 'renderer/products/planted.ts', "export * from '../../electron/app/application.ts';", wall],
  [
    'renderer component -> main process',
    'renderer/products/Planted.svelte',
    '<script lang="ts">import \'../../electron/app/application.ts\';</script>',
    wall,
  ],
  // the canvas: its rooms see what is below them and nothing of each other; only the screen joins them
  ...(['flow', 'palette', 'inspector', 'outline', 'panels'] as const).flatMap((room) =>
    (Object.keys(canvasRooms) as (keyof typeof canvasRooms)[])
      .filter((other) => other !== room)
      .map((other): Planted => [`${room} -> ${other}`, `renderer/canvas/${room}/planted.ts`, importsOf(other), wall]),
  ),
  [
    'component of the drawing -> component of the palette',
    'renderer/canvas/flow/Planted.svelte',
    '<script lang="ts">import Palette from \'../palette/Palette.svelte\';</script><Palette />',
    wall,
  ],
  [
    'inspector -> type of the panels',
    'renderer/canvas/inspector/planted.ts',
    "import type { DiffRow } from '../panels/diffRows.ts';\nexport type D = DiffRow;",
    wall,
  ],
  ...['geometry', 'document', 'settings', 'words', 'problems', 'migration'].map((room): Planted => [
    `${room} -> drawing`,
    `renderer/canvas/${room}/planted.ts`,
    importsOf('flow'),
    wall,
  ]),
  ['canvas -> drawing', 'renderer/canvas/planted.ts', "import './flow/zoomLevel.ts';", wall],
  ['geometry -> document', 'renderer/canvas/geometry/planted.ts', "import '../document/selection.ts';", wall],
  ['document -> canvas', 'renderer/canvas/document/planted.ts', "import '../canvas.ts';", wall],
  ['document -> window', 'renderer/canvas/document/planted.ts', "import '../../api/client.ts';", wall],
  ['document -> svelte', 'renderer/canvas/document/planted.ts', "import 'svelte';", wall],
  ['words -> canvas', 'renderer/canvas/words/planted.ts', "import '../canvas.ts';", wall],
  ['window -> room of the canvas', 'renderer/shell/planted.ts', "import '../canvas/flow/zoomLevel.ts';", wall],
  ['window -> document of the canvas', 'renderer/shell/planted.ts', "import '../canvas/document/edit.ts';", wall],
  ['palette -> drawing package', 'renderer/canvas/palette/planted.ts', "import '@xyflow/svelte';", wall],
  // preload
  ['preload -> main process', 'electron/preload/planted.ts', "import '../app/application.ts';", wall],
  ['preload -> built-in', 'electron/preload/planted.ts', "import 'node:fs';", wall],
  ['preload -> zod', 'electron/preload/planted.ts', "import 'zod';", wall],
  // contracts
  ['contracts -> workers', 'electron/runtime/contracts/planted.ts', "import '../../workers/blenderPool.ts';", wall],
  ['contracts -> services', 'electron/runtime/contracts/planted.ts', "import '../../services/planted.ts';", wall],
  // runtime
  ['legacy -> engine', 'electron/runtime/legacy/planted.ts', "import '../engine/planted.ts';", wall],
  ['engine -> legacy', 'electron/runtime/engine/planted.ts', "import '../legacy/renderStill.ts';", wall],
  ['legacy -> workers', 'electron/runtime/legacy/planted.ts', "import '../../workers/blenderPool.ts';", wall],
  ['legacy -> persistence', 'electron/runtime/legacy/planted.ts', "import '../../persistence/database.ts';", wall],
  ['legacy -> database driver', 'electron/runtime/legacy/planted.ts', "import 'better-sqlite3';", wall],
  ['shadow -> services', 'electron/runtime/shadow/planted.ts', "import '../../services/planted.ts';", wall],
  ['dispatch -> services', 'electron/runtime/planted.ts', "import '../services/planted.ts';", wall],
  // nodes
  ['node -> persistence', 'electron/nodes/blender_still/planted.ts', "import '../../persistence/database.ts';", wall],
  ['node -> file system', 'electron/nodes/blender_still/planted.ts', "import 'node:fs';", fence],
  ['node -> process', 'electron/nodes/blender_still/planted.ts', "import 'node:child_process';", fence],
  // side rooms
  ['workers -> services', 'electron/workers/planted.ts', "import '../services/planted.ts';", wall],
  ['workers -> electron', 'electron/workers/planted.ts', "import 'electron';", wall],
  ['cad -> persistence', 'electron/cad/planted.ts', "import '../persistence/database.ts';", wall],
  ['media -> cad', 'electron/media/planted.ts', "import '../cad/cadImporter.ts';", wall],
  ['persistence -> media', 'electron/persistence/planted.ts', "import '../media/artifactStore.ts';", wall],
  // services, ipc, cli
  ['services -> workers', 'electron/services/planted.ts', "import '../workers/blenderPool.ts';", wall],
  ['services -> electron', 'electron/services/planted.ts', "import 'electron';", wall],
  ['services -> database driver', 'electron/services/planted.ts', "import 'better-sqlite3';", wall],
  ['services -> ipc', 'electron/services/planted.ts', "import '../ipc/register.ts';", wall],
  ['ipc -> persistence', 'electron/ipc/handlers/planted.ts', "import '../../persistence/database.ts';", wall],
  ['cli -> persistence', 'electron/cli/planted.ts', "import '../persistence/database.ts';", wall],
  ['cli -> window shell', 'electron/cli/planted.ts', "import '../app/main.ts';", wall],
  ['cli -> electron', 'electron/cli/planted.ts', "import 'electron';", wall],
  // tools fenced to one room
  ['process outside workers', 'electron/services/planted.ts', "import 'node:child_process';", fence],
  ['process outside workers, without prefix', 'electron/cad/planted.ts', "import 'child_process';", fence],
  ['piscina outside workers', 'electron/media/planted.ts', "import 'piscina';", wall],
  ['raw ipcMain', 'electron/app/planted.ts', "import { ipcMain } from 'electron';\nvoid ipcMain;", fence],
  ['raw bridge', 'renderer/products/planted.ts', 'export const bridge = window.hartomat;', 'no-restricted-properties'],
  // habits
  ['default export', 'shared/domain/planted.ts', 'export default 1;', 'import-x/no-default-export'],
  [
    'raw colour in a component',
    'renderer/products/Planted.svelte',
    '<p>x</p>\n<style>p { color: #ff0000; }</style>',
    'hartomat/tokens-only',
  ],
  [
    'raw font size in a component',
    'renderer/products/Planted.svelte',
    '<p>x</p>\n<style>p { font-size: 13px; }</style>',
    'hartomat/tokens-only',
  ],
  ['file outside every room', 'electron/planted.ts', 'export const x = 1;', 'boundaries/no-unknown-files'],
];

/** The other half of the proof: what the table allows does pass. */
const allowed: [string, string, string][] = [
  ['shared -> shared, zod', 'shared/domain/planted.ts', "import '../errors/appError.ts';\nimport 'zod';"],
  ['renderer -> shared', 'renderer/products/planted.ts', "import '../../shared/ipc/contract.ts';"],
  [
    'room of the canvas -> all below it, window',
    'renderer/canvas/panels/planted.ts',
    [...belowTheRooms, '../../ui/format.ts'].map((path) => `import '${path}';`).join('\n'),
  ],
  [
    'screen of the canvas -> its rooms',
    'renderer/canvas/screen/planted.ts',
    importsOf('flow', 'palette', 'inspector', 'outline', 'panels'),
  ],
  [
    'window -> screen of the canvas',
    'renderer/shell/planted.ts',
    "void import('../canvas/screen/CanvasScreen.svelte');",
  ],
  [
    'services -> persistence, shared, built-in',
    'electron/services/planted.ts',
    "import '../persistence/database.ts';\nimport 'node:fs';",
  ],
  ['legacy -> contracts', 'electron/runtime/legacy/planted.ts', "import '../contracts/renderBatch.ts';"],
  ['cli -> composition', 'electron/cli/planted.ts', "import '../app/application.ts';"],
  [
    'app -> electron, everything',
    'electron/app/planted.ts',
    "import 'electron';\nimport './application.ts';\nimport '../runtime/contracts/renderBatch.ts';",
  ],
  ['workers -> piscina, processes', 'electron/workers/planted.ts', "import 'piscina';\nimport 'node:child_process';"],
];

describe('walls', () => {
  it.each(planted)('refuses: %s', async (_name, file, code, rule) => {
    expect(await rulesBrokenBy(file, code)).toContain(rule);
  });

  it.each(allowed)('allows: %s', async (_name, file, code) => {
    expect((await rulesBrokenBy(file, code)).filter((rule) => rule === wall || rule === fence)).toEqual([]);
  });

  it('knows every room that exists', () => {
    for (const room of [
      'shared',
      'renderer',
      ...Object.keys(canvasRooms).map((room) => `renderer/canvas/${room}`),
      'electron/preload',
      'electron/runtime/contracts',
      'electron/runtime/legacy',
      'electron/workers',
    ]) {
      expect(existsSync(join(root, room)), room).toBe(true);
    }
  });
});
