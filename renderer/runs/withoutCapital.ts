/** Names that keep their capital in the middle of a sentence. */
const names = /^(Blender|Cycles|EEVEE|HartOMat|Python|STEP)\b/;

/** A sentence as the end of another: its first letter small, unless it begins with a name or an abbreviation. */
export function withoutCapital(sentence: string): string {
  return /^[A-Z]([a-z]| )/.test(sentence) && !names.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}
