import type { MigrationReport } from '../../../shared/domain/workflow.ts';

const generation: Record<MigrationReport['from'], string> = {
  preset: 'a preset',
  preset_with_steps: 'a preset with steps',
  untyped_graph: 'an untyped graph',
  canonical: 'the canonical schema',
};

/** "Migrated from an untyped graph: 12 mapped, 3 defaulted, 1 kept aside". */
export function migrationWords({ from, mapped, defaulted, keptAside }: MigrationReport): string {
  const counts = `${mapped.length} mapped, ${defaulted.length} defaulted, ${keptAside.length} kept aside`;
  return `Migrated from ${generation[from]}: ${counts}`;
}
