import type { ErrorValue } from '../../shared/errors/appError.ts';
import type { ApplicationPaths } from '../app/applicationPaths.ts';
import type { ProgressReport } from './progressReport.ts';

/** What every command gets: where it is, how it speaks while it works, and when to stop. */
export interface CommandContext {
  readonly paths: ApplicationPaths;
  readonly environment: NodeJS.ProcessEnv;
  readonly version: string;
  /** Folder that relative paths of the user start from. */
  readonly workingFolder: string;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  readonly progress: ProgressReport;
}

/** What a command ends with. Success is the absence of an error. */
export interface CommandResult {
  /** The document that `--json` prints, without the error. */
  readonly document: Record<string, unknown>;
  /** The same for people. */
  readonly lines: readonly string[];
  readonly error: ErrorValue | null;
}

/** A command with its arguments, ready to be run. */
export type Action = (context: CommandContext) => Promise<CommandResult>;
