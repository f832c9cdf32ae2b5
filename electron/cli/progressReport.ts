/** How a command says what it is doing: one line that changes on a terminal, plain lines where it is piped. */
export interface ProgressReport {
  /** Something that stays to be read. */
  say(text: string): void;
  /** Where the work is, fraction 0..1. Called as often as there is news. */
  update(message: string, fraction: number): void;
  /** Clears the changing line. */
  end(): void;
}

/** Plain lines come with every new kind of work and every so many percent, so that a log stays short. */
const PLAIN_STEP = 0.25;

export function createProgressReport(out: NodeJS.WriteStream): ProgressReport {
  let shown = '';
  let said = { work: '', fraction: 0 };
  const clear = (): void => {
    if (shown) out.write(`\r${' '.repeat(shown.length)}\r`);
    shown = '';
  };
  const show = (line: string): void => {
    clear();
    shown = line.slice(0, Math.max(20, (out.columns ?? 80) - 1));
    out.write(shown);
  };
  return {
    say(text) {
      clear();
      out.write(`${text}\n`);
    },
    update(message, fraction) {
      const line = `${String(Math.floor(fraction * 100)).padStart(3)} %  ${message}`;
      if (out.isTTY) return show(line);
      // `Sample 3 of 32` and `Sample 4 of 32` are the same work.
      const work = message.replace(/\d+/g, '');
      if (work === said.work && fraction < said.fraction + PLAIN_STEP) return;
      said = { work, fraction };
      out.write(`${line}\n`);
    },
    end: clear,
  };
}
