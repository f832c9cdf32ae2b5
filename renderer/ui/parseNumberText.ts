/**
 * What a person typed into a number field: a number or simple arithmetic (`128*2`, `1920/2 + 10`). A comma counts as
 * decimal point, spaces (also thin ones between thousands) are ignored. Returns null when it is neither.
 */
export function parseNumberText(text: string): number | null {
  const source = text
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(/,/g, '.')
    .replace(/[×]/g, '*')
    .replace(/\u2212/g, '-');
  if (source === '') return null;
  let position = 0;

  function sum(): number {
    let value = product();
    while (source[position] === '+' || source[position] === '-') {
      value = source[position++] === '+' ? value + product() : value - product();
    }
    return value;
  }

  function product(): number {
    let value = term();
    while (source[position] === '*' || source[position] === '/') {
      value = source[position++] === '*' ? value * term() : value / term();
    }
    return value;
  }

  function term(): number {
    if (source[position] === '-') {
      position++;
      return -term();
    }
    if (source[position] === '(') {
      position++;
      const value = sum();
      return source[position++] === ')' ? value : Number.NaN;
    }
    const digits = /^(\d+(\.\d*)?|\.\d+)/.exec(source.slice(position));
    position += digits?.[0].length ?? 0;
    return digits ? Number(digits[0]) : Number.NaN;
  }

  const value = sum();
  return position === source.length && Number.isFinite(value) ? value : null;
}
