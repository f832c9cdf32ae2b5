const whitespace = /[ \t\n\r]*/y;
const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

interface JsonFault {
  /** In UTF-16 units from the start of the text. */
  readonly offset: number;
  /** Without a full stop. */
  readonly reason: string;
}

interface Container {
  readonly close: '}' | ']';
  /** null in a list. */
  readonly keys: Set<string> | null;
}

/**
 * The first place where a text is not JSON, or where a key stands twice in one object. `JSON.parse` tells the place in
 * some versions of the engine only, and lets the last of equal keys win. Keeps its own stack: depth is no danger.
 */
export function findJsonFault(text: string): JsonFault | null {
  const scanner = new Scanner(text);
  return scanner.scan() ? null : { offset: Math.min(scanner.at, text.length), reason: scanner.reason };
}

class Scanner {
  at = 0;
  reason = '';
  readonly #text: string;
  readonly #open: Container[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Alternates between "a value stands here" and "what follows a value". */
  scan(): boolean {
    for (;;) {
      this.#skip();
      const opened = this.#openContainer();
      if (opened === null) return false;
      if (opened === 'filled') continue;
      if (opened === 'none' && !this.#scalar()) return false;
      const next = this.#afterValue();
      if (next === 'end') return true;
      if (next === 'fault') return false;
    }
  }

  /** filled: stands before the first value. empty: the container is closed again. null: a fault. */
  #openContainer(): 'filled' | 'empty' | 'none' | null {
    const opener = this.#text[this.at];
    if (opener !== '{' && opener !== '[') return 'none';
    const close = opener === '{' ? '}' : ']';
    this.at += 1;
    this.#skip();
    if (this.#text[this.at] === close) {
      this.at += 1;
      return 'empty';
    }
    this.#open.push({ close, keys: close === '}' ? new Set() : null });
    return close === ']' || this.#key() ? 'filled' : null;
  }

  #afterValue(): 'value' | 'end' | 'fault' {
    for (;;) {
      this.#skip();
      const container = this.#open.at(-1);
      if (container === undefined) {
        if (this.at >= this.#text.length) return 'end';
        return (this.#fail('something follows the end of the value'), 'fault');
      }
      const found = this.#text[this.at];
      if (found === container.close) {
        this.at += 1;
        this.#open.pop();
        continue;
      }
      if (found !== ',') return (this.#fail(`expected "," or "${container.close}", found ${this.#found()}`), 'fault');
      this.at += 1;
      if (container.keys === null) return 'value';
      this.#skip();
      return this.#key() ? 'value' : 'fault';
    }
  }

  /** `"key" :` */
  #key(): boolean {
    const start = this.at;
    if (this.#text[start] !== '"') return this.#fail(`expected a key in double quotes, found ${this.#found()}`);
    if (!this.#string()) return false;
    const key = JSON.parse(this.#text.slice(start, this.at)) as string;
    const { keys } = this.#open.at(-1)!;
    if (keys!.has(key)) {
      this.at = start;
      return this.#fail(`the key ${JSON.stringify(key)} stands twice in one object`);
    }
    keys!.add(key);
    this.#skip();
    if (this.#text[this.at] !== ':') return this.#fail(`expected ":" after a key, found ${this.#found()}`);
    this.at += 1;
    return true;
  }

  #scalar(): boolean {
    if (this.#text[this.at] === '"') return this.#string();
    literal.lastIndex = this.at;
    const match = literal.exec(this.#text);
    if (match === null) return this.#fail(`expected a value, found ${this.#found()}`);
    this.at += match[0].length;
    return true;
  }

  #string(): boolean {
    this.at += 1;
    for (;;) {
      const unit = this.#text.charCodeAt(this.at);
      if (Number.isNaN(unit)) return this.#fail('the text ends inside double quotes');
      if (unit === 0x22) {
        this.at += 1;
        return true;
      }
      if (unit < 0x20) return this.#fail('a line break or control character stands inside double quotes');
      if (unit !== 0x5c) {
        this.at += 1;
        continue;
      }
      escape.lastIndex = this.at;
      const match = escape.exec(this.#text);
      if (match === null) return this.#fail('a backslash stands before what it cannot escape');
      this.at += match[0].length;
    }
  }

  #skip(): void {
    whitespace.lastIndex = this.at;
    this.at += whitespace.exec(this.#text)![0].length;
  }

  #found(): string {
    return this.at >= this.#text.length ? 'the end of the text' : JSON.stringify(this.#text[this.at]);
  }

  #fail(reason: string): false {
    this.reason = reason;
    return false;
  }
}
