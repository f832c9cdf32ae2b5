import { describe, expect, it } from 'vitest';
import type { ProcessExit } from '../../../electron/workers/blenderProcess.ts';
import { exitError } from '../../../electron/workers/exitError.ts';

const exit = (change: Partial<ProcessExit>): ProcessExit => ({
  code: null,
  signal: null,
  tail: '',
  startError: null,
  ...change,
});

describe('the end of a process without an answer', () => {
  it.each([
    ['the program is not there', exit({ startError: 'spawn ENOENT' }), true, 'blender.start_failed'],
    ['it ended before our script ran', exit({ code: 1 }), false, 'blender.start_failed'],
    ['its watchdog ended it: time', exit({ code: 80 }), true, 'blender.wall_timeout'],
    ['its watchdog ended it: silence', exit({ code: 81 }), true, 'blender.silence_timeout'],
    ['it could not read the batch', exit({ code: 83 }), true, 'blender.protocol'],
    ['it says that all went well', exit({ code: 0 }), true, 'blender.protocol'],
    ['a Python error got out', exit({ code: 64 }), true, 'blender.protocol'],
    ['it was killed from outside', exit({ signal: 'SIGKILL' }), true, 'blender.out_of_memory'],
    ['it said so', exit({ code: 1, tail: 'Malloc returns null: len=99' }), true, 'blender.out_of_memory'],
    ['it broke', exit({ signal: 'SIGSEGV' }), true, 'blender.crashed'],
    ['a library gave up', exit({ code: 134 }), true, 'blender.crashed'],
  ] as const)('%s', (_, ended, ready, code) => {
    const error = exitError(ended, ready);
    expect(error.code).toBe(code);
    expect(error.details).toMatchObject({ exitCode: ended.code, signal: ended.signal });
  });
});
