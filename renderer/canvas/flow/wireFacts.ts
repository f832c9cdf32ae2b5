import type { StepOutput } from '../../../shared/domain/run.ts';
import { formatBytes } from '../../ui/format.ts';

/** What a wire carried: its size in words and the beginning of its hash; null = nothing has flowed through it yet. */
export function wireFacts(outputs: readonly StepOutput[], port: string): { size: string; hash: string } | null {
  const output = outputs.find((each) => each.port === port);
  if (!output) return null;
  const bytes = output.files.reduce((sum, file) => sum + file.bytes, 0);
  const size = [output.summary, output.files.length > 0 ? formatBytes(bytes) : ''].filter((part) => part !== '');
  return { size: size.join(', '), hash: output.hash.slice(0, 12) };
}
