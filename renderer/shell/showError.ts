import { toast } from 'svelte-sonner';
import { asAppError } from '../api/resource.svelte.ts';

/**
 * For an action whose place on the screen cannot show its error: message, remedy and code as a toast that stays longer.
 * `about`: where it is one error of several, what they come to and whose it is.
 */
export function showError(thrown: unknown, about?: { readonly title: string; readonly of: string }): void {
  const error = asAppError(thrown);
  const what = about ? `${about.of}: ${error.message} ` : '';
  toast.error(about?.title ?? error.message, {
    description: `${what}${error.remedy} (${error.code})`,
    duration: 15_000,
  });
}
