import type { Preview } from '../../../../shared/domain/preview.ts';

const words: Readonly<Partial<Record<Preview['state'], string>>> = {
  done: 'is there',
  failed: 'failed',
  cancelled: 'was cancelled',
};

/** How a preview has ended, as it is said to who does not see it; null = it has not. `title` is that of its node. */
export function previewEndWords({ state, error }: Pick<Preview, 'state' | 'error'>, title: string): string | null {
  const end = words[state];
  if (end === undefined) return null;
  return error === null ? `The preview of ${title} ${end}.` : `The preview of ${title} ${end}: ${error.message}`;
}
