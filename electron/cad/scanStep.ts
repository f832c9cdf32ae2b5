/** One entity instance `#id = KEYWORD(...);` that the checks look into; the others are only counted. */
export interface StepStatement {
  readonly id: number;
  /** Upper case. The first part's keyword for a complex entity `(A() B())`. */
  readonly keyword: string;
  /** From the keyword to just before the semicolon. */
  readonly text: string;
}

export interface StepScan {
  /** Ids in order of definition. */
  readonly defined: readonly number[];
  readonly isReferenced: (id: number) => boolean;
  /** Ids that are used and never defined, ascending, and for each the first entity that uses it. */
  readonly dangling: readonly { readonly id: number; readonly usedBy: number }[];
  readonly statements: readonly StepStatement[];
  /** A real number beyond what a computer holds, such as 1.E400, and the entity it is in. */
  readonly numberOutOfRange: { readonly token: string; readonly id: number } | null;
  /** The text ended inside a string, a comment or an entity. */
  readonly endsInside: boolean;
}

const charCode = (character: string): number => character.charCodeAt(0);
const hash = charCode('#');
const quote = charCode("'");
const slash = charCode('/');
const star = charCode('*');
const semicolon = charCode(';');
const equals = charCode('=');
const minus = charCode('-');
const plus = charCode('+');
const dot = charCode('.');
const upperE = charCode('E');
const lowerE = charCode('e');
const underscore = charCode('_');

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
const isWordStart = (c: number): boolean => (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === underscore;
const isSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13);

/** Entities whose text the checks need, besides everything that ends in `_REPRESENTATION`. */
const interesting = new Set([
  'NEXT_ASSEMBLY_USAGE_OCCURRENCE',
  'PRODUCT_DEFINITION_SHAPE',
  'MAPPED_ITEM',
  'REPRESENTATION_MAP',
  'REPRESENTATION',
  'MANIFOLD_SOLID_BREP',
  'BREP_WITH_VOIDS',
  'FACETED_BREP',
  'CIRCLE',
  'CYLINDRICAL_SURFACE',
  'SPHERICAL_SURFACE',
  'TOROIDAL_SURFACE',
  'CONVERSION_BASED_UNIT',
  'LENGTH_UNIT',
  'NAMED_UNIT',
  'SI_UNIT',
  'LENGTH_MEASURE_WITH_UNIT',
  'MEASURE_WITH_UNIT',
  'GEOMETRIC_REPRESENTATION_CONTEXT',
  'GLOBAL_UNIT_ASSIGNED_CONTEXT',
]);
/** Longer entities of these kinds do not exist; the bound keeps a damaged file from filling the memory. */
const longestStatement = 4_000_000;

/**
 * One pass over the bytes of a DATA section (ISO 10303-21), without building a model: some 100 MB/s.
 * Strings and comments are skipped, so a `#12` inside a name is no reference.
 */
export function scanStep(bytes: Uint8Array, from: number, to: number): StepScan {
  const scanner = new Scanner(bytes, from, to);
  scanner.run();
  return scanner.result();
}

class Scanner {
  private position: number;
  private readonly bytes: Uint8Array;
  private readonly end: number;
  private readonly defined: number[] = [];
  /** First user of each referenced id. */
  private readonly users = new Map<number, number>();
  private readonly statements: StepStatement[] = [];
  private numberOutOfRange: StepScan['numberOutOfRange'] = null;
  private endsInside = false;
  /** The entity that the scanner is in; 0 = between two entities. */
  private entity = 0;
  private entityKeyword: string | null = null;
  private entityStart = 0;

  constructor(bytes: Uint8Array, from: number, to: number) {
    this.bytes = bytes;
    this.position = from;
    this.end = to;
  }

  run(): void {
    while (this.position < this.end) {
      const c = this.byte(this.position);
      if (c === quote) this.skipString();
      else if (c === slash && this.byte(this.position + 1) === star) this.skipComment();
      else if (c === hash) this.readReference();
      else if (c === semicolon) this.endStatement();
      else if (isWordStart(c)) this.readWord();
      else if (isDigit(c) || c === minus || c === plus) this.readNumber();
      else this.position += 1;
    }
    if (this.entity !== 0) this.endsInside = true;
  }

  result(): StepScan {
    const known = new Set(this.defined);
    const dangling = [...this.users]
      .filter(([id]) => !known.has(id))
      .map(([id, usedBy]) => ({ id, usedBy }))
      .sort((a, b) => a.id - b.id);
    return {
      defined: this.defined,
      isReferenced: (id) => this.users.has(id),
      dangling,
      statements: this.statements,
      numberOutOfRange: this.numberOutOfRange,
      endsInside: this.endsInside,
    };
  }

  private byte(position: number): number {
    return this.bytes[position] ?? 0;
  }

  private skipString(): void {
    // A doubled quote inside a string simply reads as two strings side by side.
    const close = this.bytes.indexOf(quote, this.position + 1);
    if (close < 0 || close >= this.end) this.endsInside = true;
    this.position = close < 0 ? this.end : close + 1;
  }

  private skipComment(): void {
    let at = this.position + 2;
    while (at < this.end && !(this.byte(at) === star && this.byte(at + 1) === slash)) at += 1;
    if (at >= this.end) this.endsInside = true;
    this.position = at + 2;
  }

  private readReference(): void {
    let at = this.position + 1;
    let id = 0;
    while (isDigit(this.byte(at))) id = id * 10 + (this.byte(at++) - 48);
    if (this.entity !== 0) {
      if (!this.users.has(id)) this.users.set(id, this.entity);
      this.position = at;
      return;
    }
    while (isSpace(this.byte(at))) at += 1;
    if (this.byte(at) === equals) {
      this.defined.push(id);
      this.entity = id;
      this.entityKeyword = null;
      this.position = at + 1;
    } else this.position = at;
  }

  private readWord(): void {
    const start = this.position;
    let at = start + 1;
    while (isWordStart(this.byte(at)) || isDigit(this.byte(at)) || this.byte(at) === minus) at += 1;
    if (this.entity !== 0 && this.entityKeyword === null) {
      this.entityKeyword = this.textBetween(start, at).toUpperCase();
      this.entityStart = start;
    }
    this.position = at;
  }

  private readNumber(): void {
    const start = this.position;
    let at = start + 1;
    let exponent = -1;
    for (let c = this.byte(at); ; c = this.byte(++at)) {
      if (c === upperE || c === lowerE) exponent = at;
      else if (!isDigit(c) && c !== dot && c !== minus && c !== plus) break;
    }
    this.position = at;
    // Only an exponent of three digits or more can leave the range of a double.
    if (exponent < 0 || at - exponent <= 3 || this.numberOutOfRange) return;
    const token = this.textBetween(start, at);
    if (!Number.isFinite(Number(token))) this.numberOutOfRange = { token, id: this.entity };
  }

  private endStatement(): void {
    const keyword = this.entityKeyword;
    if (this.entity !== 0 && keyword !== null && this.position - this.entityStart < longestStatement) {
      if (interesting.has(keyword) || keyword.endsWith('_REPRESENTATION')) {
        this.statements.push({ id: this.entity, keyword, text: this.textBetween(this.entityStart, this.position) });
      }
    }
    this.entity = 0;
    this.entityKeyword = null;
    this.position += 1;
  }

  private textBetween(start: number, end: number): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, end - start).toString('latin1');
  }
}

/** The references of a statement in their order, those inside strings left out. */
export function referencesOf(text: string): number[] {
  return [...withoutStrings(text).matchAll(/#(\d+)/g)].map((match) => Number(match[1]));
}

/** The text with every string emptied: `'a(b'` becomes `''`. */
export function withoutStrings(text: string): string {
  return text.replace(/'[^']*'/g, "''");
}
