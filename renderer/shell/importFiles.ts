import type { z } from 'zod';
import type { importJobSchema } from '../../shared/ipc/contract.ts';
import { call } from '../api/client.ts';
import { showError } from './showError.ts';

/** Lets the user choose STEP files and starts their imports. Errors become a toast; [] = nothing was chosen. */
export async function chooseFiles(): Promise<z.infer<typeof importJobSchema>[]> {
  return tell(() => call('products:chooseFiles', undefined));
}

/** Starts an import per path, each as a new product. */
export async function importPaths(paths: string[]): Promise<z.infer<typeof importJobSchema>[]> {
  return tell(() => call('products:import', { paths, productId: null }));
}

async function tell<T>(start: () => Promise<T[]>): Promise<T[]> {
  try {
    return await start();
  } catch (thrown) {
    showError(thrown);
    return [];
  }
}
