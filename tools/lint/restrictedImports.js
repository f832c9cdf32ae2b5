/** Imports that need a reason, fenced to the rooms that have one. The walls say who sees whom; these say who holds the tool. */

const childProcess = { name: 'node:child_process', message: 'Only electron/workers starts processes.' };
const bareChildProcess = { ...childProcess, name: 'child_process' };
const rawIpc = {
  name: 'electron',
  importNames: ['ipcMain', 'ipcRenderer'],
  message: 'Add a channel to shared/ipc/contract.ts and a handler in electron/ipc/handlers instead.',
};

const restrict = (paths) => ['error', { paths }];

export const restrictedImports = [
  {
    files: ['electron/**/*.ts'],
    ignores: ['electron/workers/**', 'electron/ipc/register.ts', 'electron/preload/preload.ts'],
    rules: { 'no-restricted-imports': restrict([childProcess, bareChildProcess, rawIpc]) },
  },
  { files: ['electron/workers/**/*.ts'], rules: { 'no-restricted-imports': restrict([rawIpc]) } },
  {
    files: ['electron/ipc/register.ts', 'electron/preload/preload.ts'],
    rules: { 'no-restricted-imports': restrict([childProcess, bareChildProcess]) },
  },
  {
    // A node has its context; everything else is asked of it.
    files: ['electron/nodes/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [childProcess, bareChildProcess, rawIpc], patterns: ['node:*', 'fs', 'fs/*'] },
      ],
    },
  },
  {
    files: ['renderer/**/*.{ts,svelte}'],
    ignores: ['renderer/api/client.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'window', property: 'hartomat', message: 'Call the main process through renderer/api/client.ts.' },
      ],
    },
  },
];
