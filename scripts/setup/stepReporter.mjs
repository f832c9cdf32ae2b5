import { SetupError } from './setupError.mjs';

const PROGRESS_EVERY_MS = 5000;

/** @typedef {{ state: 'present' | 'done' | 'skipped' | 'warning', detail: string }} StepResult */
/** @typedef {{ progress: (text: string) => void, signal: AbortSignal }} StepContext */

/** @param {number} ms */
export const seconds = (ms) => (ms < 9950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`);

/**
 * Prints one line per step when it ends, and while it runs long, one line every few seconds.
 * @param {NodeJS.WritableStream} out
 * @param {() => number} [now] milliseconds
 */
export function createStepReporter(out, now = () => performance.now()) {
  /** @type {(state: string, title: string, ms: number, detail: string) => void} */
  const line = (state, title, ms, detail) =>
    void out.write(`  ${state.padEnd(8)} ${title.padEnd(16)} ${seconds(ms).padStart(7)}  ${detail}\n`);

  return {
    /**
     * @param {{ title: string, limitMs: number, run: (context: StepContext) => Promise<StepResult> }} step
     * @returns {Promise<StepResult>}
     * @throws {SetupError} whatever the step threw, or SETUP_TIME_LIMIT
     */
    async step({ title, limitMs, run }) {
      const started = now();
      let told = started;
      let latest = '';
      const abort = new AbortController();
      const progress = (/** @type {string} */ text) => {
        latest = text;
        if (now() - told < PROGRESS_EVERY_MS) return;
        told = now();
        line('...', title, now() - started, text);
      };
      const heartbeat = setInterval(() => latest && progress(latest), 1000);
      /** @type {NodeJS.Timeout | undefined} */
      let limit;
      const late = new Promise((_, reject) => {
        limit = setTimeout(() => {
          abort.abort();
          const remedy = 'Try again; with HARTOMAT_SETUP_VERBOSE=1 it shows what the programs it calls say.';
          reject(new SetupError('SETUP_TIME_LIMIT', `${title} did not end within ${seconds(limitMs)}.`, remedy));
        }, limitMs);
      });
      try {
        const result = await Promise.race([run({ progress, signal: abort.signal }), late]);
        line(result.state, title, now() - started, result.detail);
        return result;
      } catch (error) {
        line('FAILED', title, now() - started, error instanceof SetupError ? error.code : String(error));
        throw error;
      } finally {
        clearInterval(heartbeat);
        clearTimeout(limit);
      }
    },
  };
}

/**
 * The closing words of a failed set-up.
 * @param {unknown} error
 */
export function describeFailure(error) {
  if (!(error instanceof SetupError)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `\n${error.code}: ${error.message}\nWhat to do: ${error.remedy}\n`;
}
