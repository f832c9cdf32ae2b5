/** A failure of set-up that a person can act on: what happened (message), what to do (remedy), and a stable code. */
export class SetupError extends Error {
  /**
   * @param {string} code stable, starts with SETUP_
   * @param {string} message what happened, one sentence
   * @param {string} remedy what to do about it, as commands where there are any
   * @param {{ cause?: unknown }} [options]
   */
  constructor(code, message, remedy, options) {
    super(message, options);
    this.name = 'SetupError';
    this.code = code;
    this.remedy = remedy;
  }
}
