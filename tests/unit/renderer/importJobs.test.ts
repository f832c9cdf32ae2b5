import { describe, expect, it } from 'vitest';
import {
  importFinished,
  importProgressed,
  importsDismissed,
  importsTitle,
  type ImportJob,
} from '../../../renderer/shell/importJobs.ts';

const progress = (jobId: string, fraction: number): Parameters<typeof importProgressed>[1] => ({
  jobId,
  fileName: `${jobId}.step`,
  stage: 'read',
  fraction,
  message: `Reading ${fraction}`,
});
const end = (jobId: string, code: string | null = null): Parameters<typeof importFinished>[1] => ({
  jobId,
  fileName: `${jobId}.step`,
  productId: code === null ? `product of ${jobId}` : null,
  error: code === null ? null : { code, kind: 'user', message: 'It failed.' },
});
const states = (jobs: readonly ImportJob[]): string[] => jobs.map((job) => `${job.jobId} ${job.state}`);

describe('the import dock', () => {
  it('two files: one is imported, one is truncated', () => {
    let jobs: readonly ImportJob[] = [];
    jobs = importProgressed(jobs, progress('a', 0.2));
    jobs = importProgressed(jobs, progress('b', 0.1));
    expect(importsTitle(jobs)).toBe('Importing 2 files');
    jobs = importFinished(jobs, end('a'));
    expect(importsTitle(jobs)).toBe('Importing 1 file');
    jobs = importFinished(jobs, end('b', 'cad.truncated'));
    expect(states(jobs)).toEqual(['a finished', 'b failed']);
    expect(importsTitle(jobs)).toBe('1 file imported, 1 file not imported');
    expect(jobs[0]?.productId).toBe('product of a');
  });

  it('progress never runs backwards, and none comes after the end', () => {
    let jobs = importProgressed([], progress('a', 0.6));
    jobs = importProgressed(jobs, progress('a', 0.4));
    expect(jobs[0]).toMatchObject({ fraction: 0.6, message: 'Reading 0.4' });
    jobs = importFinished(jobs, end('a'));
    expect(importProgressed(jobs, progress('a', 0.9))).toBe(jobs);
  });

  it('an end without any progress before it is shown too', () => {
    expect(states(importFinished([], end('a', 'cad.empty_file')))).toEqual(['a failed']);
  });

  it('cancelled is not failed', () => {
    const jobs = importFinished(importProgressed([], progress('a', 0.1)), end('a', 'app.cancelled'));
    expect(states(jobs)).toEqual(['a cancelled']);
    expect(importsTitle(jobs)).toBe('1 file cancelled');
  });

  it('dismissing takes what has ended, one or all, never what runs', () => {
    let jobs = importProgressed([], progress('a', 0.1));
    jobs = importFinished(jobs, end('b'));
    jobs = importFinished(jobs, end('c', 'cad.syntax'));
    expect(states(importsDismissed(jobs, 'b'))).toEqual(['a running', 'c failed']);
    expect(states(importsDismissed(jobs, null))).toEqual(['a running']);
  });
});
