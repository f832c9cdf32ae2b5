import type { OutlineItem } from './outlineItem.ts';

/** A line as it is read aloud: what the glyph shows, the label, and what is said of it. */
export function spokenLine({ severity, label, detail }: OutlineItem): string {
  const parts = [severity ?? '', label, detail].filter((part) => part !== '');
  return parts.reduce((text, part) => `${text}${/[.!?]$/.test(text) ? ' ' : ', '}${part}`);
}
