/**
 * A long name as a head that may be cut and a tail that is always shown, because part and file names differ at their
 * ends. The tail starts at a separator where there is one nearby.
 */
export function splitMiddle(text: string, tailLength = 8): { head: string; tail: string } {
  if (text.length <= tailLength * 2) return { head: text, tail: '' };
  const start = text.length - tailLength;
  const near = text.slice(start - 4, start + 4).search(/[_\-./\\ ]/);
  const cut = near === -1 ? start : start - 4 + near;
  return { head: text.slice(0, cut), tail: text.slice(cut) };
}
