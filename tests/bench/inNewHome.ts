import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDisplay } from '../support/virtualDisplay.ts';

/** What `work` measures of the application in a window, with an empty data folder that is gone afterwards. */
export async function inNewHome<T>(work: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'hartomat-bench-'));
  try {
    return await withDisplay(() => work(home));
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
