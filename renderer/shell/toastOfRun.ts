/** The one toast that a run has at a time: its delivery takes the place of its dispatch. */
export function toastOfRun(runId: string): string {
  return `run ${runId}`;
}
