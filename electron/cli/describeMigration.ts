import type { MigrationReport } from '../../shared/domain/workflow.ts';

const generations: Record<MigrationReport['from'], string> = {
  preset: 'a preset with parameters',
  preset_with_steps: 'a preset with a list of steps',
  untyped_graph: 'a graph without ports',
  canonical: 'nothing older',
};

/** What a migration did, for people. */
export function describeMigration({ from, mapped, defaulted, keptAside }: MigrationReport): string[] {
  if (from === 'canonical') return ['It is canonical already.'];
  return [
    `migrated from ${generations[from]}`,
    ...mapped.map(({ path, to }) => `  ${path} became ${to}`),
    ...defaulted.map(({ path, value }) => `  ${path} was not given: ${JSON.stringify(value)}`),
    ...keptAside.map(({ path, reason }) => `  ${path} is kept aside: ${reason}`),
  ];
}
