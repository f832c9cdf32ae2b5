import { seconds } from '../setup/stepReporter.mjs';

/**
 * Frames the parts of a long run with lines that can be found again in a log, and remembers how each ended.
 * @param {NodeJS.WritableStream} [out]
 */
export function createStageLog(out = process.stdout) {
  /** @type {{ name: string, ok: boolean, ms: number }[]} */
  const stages = [];
  return {
    /**
     * @param {string} name
     * @param {() => Promise<boolean>} work false: it failed
     * @returns {Promise<boolean>}
     */
    async stage(name, work) {
      out.write(`\n=== ${name}\n`);
      const started = performance.now();
      const ok = await work();
      const ms = performance.now() - started;
      stages.push({ name, ok, ms });
      out.write(`=== ${name}: ${ok ? 'passed' : 'FAILED'} after ${seconds(ms)}\n`);
      return ok;
    },
    /** @returns {boolean} whether every stage passed */
    summary() {
      out.write('\n');
      for (const { name, ok, ms } of stages)
        out.write(`  ${ok ? 'passed' : 'FAILED'}  ${seconds(ms).padStart(7)}  ${name}\n`);
      return stages.every((stage) => stage.ok);
    },
  };
}
