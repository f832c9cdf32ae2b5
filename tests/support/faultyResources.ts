import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { resourcesFolder } from './testBlender.ts';

/** What goes wrong in a render, as Python that takes the place of a still. */
export const faults = {
  /** Does nothing, for ever. */
  idles: 'time.sleep(600)',
  /** Works for ever. */
  spins: 'while True:\n        pass',
  /** Waits for ever and stops the script's own watchdog with it. */
  freezes: 'ctypes.PyDLL(None).sleep(600)',
  crashes: 'os.kill(os.getpid(), signal.SIGSEGV)',
  /** What the system does to the largest process when memory runs out. */
  isKilled: 'os.kill(os.getpid(), signal.SIGKILL)',
  /** Says that all went well and leaves nothing. */
  lies: 'os._exit(0)',
  /** Says in its result that there is a whole picture, and there is half of one. */
  truncates:
    'result = honest(context)\n    path = os.path.join(context.folder, result["outputs"][0]["file"])\n' +
    '    os.truncate(path, os.path.getsize(path) // 2)\n    return result',
  /** Starts a program in a session of its own, writes down its pid, and waits for ever. */
  hasChildren:
    'child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)\n' +
    '    with open(os.path.join(context.folder, "child.pid"), "w") as stream:\n' +
    '        stream.write(str(child.pid))\n' +
    '    context.progress.stage("render", "waits")\n    time.sleep(600)',
} as const;

/** Resources whose Blender scripts are ours, but for a still that goes wrong. Returns the folder for a pool. */
export function faultyResources(parent: string, fault: keyof typeof faults): string {
  const folder = join(parent, `resources-${fault}`);
  cpSync(join(resourcesFolder, 'blender'), join(folder, 'blender'), { recursive: true });
  appendFileSync(
    join(folder, 'blender/hartomat/items.py'),
    '\n\nimport ctypes, signal, subprocess, sys\n\nhonest = still\n\n\ndef faulty(context):\n' +
      `    ${faults[fault]}\n\n\nKINDS["still"] = faulty\n`,
  );
  return folder;
}
