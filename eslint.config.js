import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { elements, files, policies, roomPolicies } from './tools/lint/walls.js';
import { restrictedImports } from './tools/lint/restrictedImports.js';
import { tokensOnly } from './tools/lint/tokensOnly.js';
import svelteConfig from './svelte.config.js';

const ours = ['shared/**/*.{ts,svelte}', 'electron/**/*.ts', 'renderer/**/*.{ts,svelte}', 'tests/**/*.ts'];

/** @param {typeof policies} known */
const dependencies = (known) => [
  'error',
  { default: 'disallow', checkAllOrigins: true, checkUnknownLocals: true, checkInternals: false, policies: known },
];

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'release/**',
      '.runtime/**',
      '.cache/**',
      'node_modules/**',
      'test-results/**',
      'migrations/**',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...svelte.configs.recommended,
  {
    // A suppression that suppresses nothing is a lie about the code.
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  { files: ['scripts/**/*.mjs', 'tools/**/*.js', '*.js'], languageOptions: { globals: globals.node } },
  {
    rules: {
      'no-undef': 'off', // the compiler knows better, and knows types
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      // Indexes are checked by the compiler (noUncheckedIndexedAccess); `!` states what a length check just proved.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
    },
  },
  {
    files: ours,
    plugins: { boundaries, 'import-x': importX },
    settings: {
      'import/resolver': { typescript: { alwaysTryTypes: true } },
      'import-x/resolver-next': [createTypeScriptImportResolver({ alwaysTryTypes: true }), createNodeResolver()],
      'boundaries/elements': elements,
      'boundaries/files': files,
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
    },
    rules: {
      'boundaries/no-unknown-files': 'error',
      'boundaries/dependencies': dependencies(policies),
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
    },
  },
  // All policies hold everywhere, but each import is held against each of them, which takes most of the time of linting.
  ...roomPolicies.map(({ files: ofRoom, policies: known }) => ({
    files: ofRoom,
    rules: { 'boundaries/dependencies': dependencies(known) },
  })),
  {
    // Modules are one concept each; beyond this length they hold two.
    files: ['shared/**/*.ts', 'electron/**/*.ts', 'renderer/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 340, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true, IIFEs: true }],
    },
  },
  ...restrictedImports,
  ...tokensOnly,
  { files: ['**/*.config.{js,ts}', '**/*.svelte', 'scripts/**'], rules: { 'import-x/no-default-export': 'off' } },
);
