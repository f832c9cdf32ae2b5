import type { QueueStatus } from '../../shared/ipc/contract.ts';

/** The queue in a few words, for the status bar. */
export function queueWords(queue: Pick<QueueStatus, 'paused' | 'running' | 'waiting'>): string {
  const { paused, running, waiting } = queue;
  const parts = [];
  if (running > 0) parts.push(`${running} running`);
  if (waiting > 0) parts.push(`${waiting} waiting`);
  const work = parts.join(', ');
  if (paused) return work ? `Queue is paused, ${work}` : 'Queue is paused';
  return work || 'Queue is empty';
}
