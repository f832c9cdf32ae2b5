import { call } from '../api/client.ts';
import { oneAtATime } from './oneAtATime.svelte.ts';
import { showError } from './showError.ts';

const choosing = oneAtATime<'choose'>();

/** Lets the user choose STEP files and starts their imports. Does nothing while others are being chosen. */
export function chooseFiles(): Promise<void> {
  return choosing.act('choose', () => call('products:chooseFiles', undefined));
}

/** Starts an import per path, each as a new product. */
export async function importPaths(paths: string[]): Promise<void> {
  try {
    await call('products:import', { paths, productId: null });
  } catch (thrown) {
    showError(thrown);
  }
}
