import { expect, it } from 'vitest';
import { migrationWords } from '../../../../../renderer/canvas/migration/migrationWords.ts';

it('counts what a migration did', () => {
  const report = {
    from: 'untyped_graph' as const,
    mapped: [{ path: 'a', to: 'b' }],
    defaulted: [],
    keptAside: [{ path: 'c', reason: 'd' }],
  };
  expect(migrationWords(report)).toBe('Migrated from an untyped graph: 1 mapped, 0 defaulted, 1 kept aside');
});
