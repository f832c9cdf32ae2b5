import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowConfig } from '../../shared/domain/workflow.ts';
import { parseWorkflowText } from '../../shared/graph/parseWorkflowText.ts';

const ENDING = '.workflow.json';

interface ShippedPreset {
  /** `still`, `turntable`… as the file is named. */
  readonly preset: string;
  readonly config: WorkflowConfig;
}

/**
 * The workflows that ship with the application. One that is damaged is told to `onDamaged` and left out: a start must
 * not fail for it, as the fixed pipeline needs none of them.
 */
export function readPresets(resources: string, onDamaged: (file: string, reason: unknown) => void): ShippedPreset[] {
  const folder = join(resources, 'presets');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith(ENDING));
  return files.sort().flatMap((file): ShippedPreset[] => {
    const { config, problems } = parseWorkflowText(readFileSync(join(folder, file), 'utf8'));
    if (config) return [{ preset: file.slice(0, -ENDING.length), config }];
    onDamaged(file, problems);
    return [];
  });
}
