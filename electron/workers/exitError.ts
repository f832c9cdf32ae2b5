import { AppError } from '../../shared/errors/appError.ts';
import type { ProcessExit } from './blenderProcess.ts';
import { exitCodes } from './exitCodes.ts';

const MEMORY = /out of memory|bad_alloc|cannot allocate|malloc returns null|calloc_array/i;
const TAIL_IN_DETAILS = 2000;

/** What the end of a process means that gave no answer to its batch. `ready`: our script was running in it. */
export function exitError(exit: ProcessExit, ready: boolean): AppError {
  const details = { exitCode: exit.code, signal: exit.signal, output: exit.tail.slice(-TAIL_IN_DETAILS) };
  const how = exit.signal ? `was ended by ${exit.signal}` : `ended with exit code ${exit.code}`;
  if (exit.startError !== null)
    return new AppError('blender.start_failed', `Blender cannot be started: ${exit.startError}`, { details });
  if (exit.code === exitCodes.wallTimeout)
    return new AppError('blender.wall_timeout', 'The render took longer than its time limit and was ended.', {
      details,
    });
  if (exit.code === exitCodes.silenceTimeout)
    return new AppError('blender.silence_timeout', 'Blender showed no sign of work any more and was ended.', {
      details,
    });
  // SIGKILL that was not ours is, in practice, the system short of memory.
  if (MEMORY.test(exit.tail) || exit.signal === 'SIGKILL')
    return new AppError('blender.out_of_memory', `Blender ran out of memory (it ${how}).`, { details });
  if (!ready) return new AppError('blender.start_failed', `Blender did not start: it ${how}.`, { details });
  const endedItself: (number | null)[] = [0, exitCodes.badBatch, exitCodes.pythonError, exitCodes.ownerGone];
  if (exit.signal === null && endedItself.includes(exit.code))
    return new AppError('blender.protocol', `Blender ${how} without an answer.`, { details });
  return new AppError('blender.crashed', `Blender crashed: it ${how}.`, { details });
}
