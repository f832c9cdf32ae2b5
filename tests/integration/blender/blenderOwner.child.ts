import { BlenderProcess, type ProcessOptions } from '../../../electron/workers/blenderProcess.ts';

/** A process that owns a Blender, to be killed: it prints the pid and what the script says about its stages. */
const blender = new BlenderProcess(JSON.parse(process.argv[2] ?? '{}') as ProcessOptions);
process.stdout.write(`pid ${blender.pid}\n`);
blender.onLine = (line) => {
  if (line.type === 'stage') process.stdout.write(`stage ${line.stage}\n`);
};
await blender.exited;
