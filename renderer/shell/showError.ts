import { toast } from 'svelte-sonner';
import { asAppError } from '../api/resource.svelte.ts';

/** For an action whose place on the screen cannot show its error: message, remedy and code as a toast that stays longer. */
export function showError(thrown: unknown): void {
  const error = asAppError(thrown);
  toast.error(error.message, { description: `${error.remedy} (${error.code})`, duration: 15_000 });
}
