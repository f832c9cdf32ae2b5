/** Says something to people who listen to the screen, at most once in `interval` ms; what comes meanwhile is joined. */
export class Announcer {
  readonly #say: (text: string) => void;
  readonly #interval: number;
  readonly #schedule: (run: () => void, milliseconds: number) => void;
  #waiting: string[] = [];
  #quiet = false;

  constructor(say: (text: string) => void, schedule: (run: () => void, milliseconds: number) => void, interval = 5000) {
    this.#say = say;
    this.#schedule = schedule;
    this.#interval = interval;
  }

  announce(text: string): void {
    this.#waiting.push(text);
    if (!this.#quiet) this.#flush();
  }

  #flush(): void {
    if (this.#waiting.length === 0) return;
    const [first, ...rest] = this.#waiting;
    this.#say(rest.length > 2 ? `${first} ${rest.length} more changes.` : this.#waiting.join(' '));
    this.#waiting = [];
    this.#quiet = true;
    this.#schedule(() => {
      this.#quiet = false;
      this.#flush();
    }, this.#interval);
  }
}
