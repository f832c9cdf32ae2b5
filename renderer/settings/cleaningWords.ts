import type { StorageCleaning } from '../../shared/domain/storage.ts';
import { formatBytes, formatCounted, formatWhen } from '../ui/format.ts';

/** `Freed 1.2 GB in 34 files, today 10:13` */
export function cleaningWords(last: StorageCleaning | null, now: Date): string {
  if (last === null) return 'None yet';
  const freed =
    last.files === 0 ? 'Nothing to free' : `Freed ${formatBytes(last.bytes)} in ${formatCounted(last.files, 'file')}`;
  return `${freed}, ${formatWhen(last.at, now)}`;
}
