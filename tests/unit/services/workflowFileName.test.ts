import { describe, expect, it } from 'vitest';
import { workflowFileName } from '../../../electron/services/workflowFileName.ts';

describe('the file name of a workflow', () => {
  it.each([
    ['Still', 'Still.json'],
    ['Hero shot – Größe M', 'Hero shot – Größe M.json'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j.json'],
    ['../../etc/passwd', '-..-etc-passwd.json'],
    ['  .hidden. ', 'hidden.json'],
    ['tab\there\u202Eevil', 'tab-here-evil.json'],
    ['///', 'workflow.json'],
    ['...', 'workflow.json'],
    ['CON', 'CON workflow.json'],
    ['com1.render', 'com1.render workflow.json'],
    ['console', 'console.json'],
  ])('%s', (name, expected) => {
    expect(workflowFileName(name)).toBe(expected);
  });

  it('is short enough for every file system, and cut between characters', () => {
    const name = workflowFileName('🧰'.repeat(120));
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(205);
    expect(name).toMatch(/^🧰+\.json$/u);
  });
});
