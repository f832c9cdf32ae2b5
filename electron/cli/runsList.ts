import type { RunState, RunSummary } from '../../shared/domain/run.ts';
import type { CommandContext, CommandResult } from './commandContext.ts';
import { withApplication } from './openApplication.ts';
import { table } from './table.ts';

export interface RunsListOptions {
  readonly state?: RunState;
  readonly limit: number;
}

function note(run: RunSummary): string {
  const words = [
    ...(run.held ? ['paused'] : []),
    ...(run.fallback ? [`fell back to legacy: ${run.fallback.code}`] : []),
    ...(run.error ? [run.error.code] : []),
    ...(run.observation ? [`observer ${run.observation.verdict ?? run.observation.state}`] : []),
  ];
  return words.join(', ');
}

/** `runs list`: newest first. */
export function runsList(context: CommandContext, { state, limit }: RunsListOptions): Promise<CommandResult> {
  return withApplication(context, async ({ handlers }) => {
    const runs = await handlers['runs:list']({ limit, ...(state && { states: [state] }) });
    const rows = runs.map((run) => [
      run.number,
      run.state,
      run.mode,
      run.productName,
      run.outputTypeName,
      run.queuedAt,
      note(run),
    ]);
    return { document: { runs }, lines: rows.length > 0 ? table(rows) : ['There are no such runs.'], error: null };
  });
}
