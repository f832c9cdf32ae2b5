import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import type { RenderItem } from '../../electron/runtime/contracts/renderBatch.ts';
import { resourcesFolder } from './testBlender.ts';

/** What goes wrong, as Python that takes the place of an item. */
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
  /** Says in its result that all is there, and leaves the outputs out. */
  forgets: 'return {**honest(context), "outputs": []}',
  /** The first process dies after half of its frames; the next ones are honest. */
  diesHalfway:
    'mark = os.path.join(context.folder, "..", "died")\n    if os.path.exists(mark):\n        return honest(context)\n' +
    '    open(mark, "w").close()\n    wanted = context.item["wanted"]\n' +
    '    context.item["wanted"] = wanted[: len(wanted) // 2]\n    honest(context)\n' +
    '    os.kill(os.getpid(), signal.SIGSEGV)',
  /** No file grows beyond a few hundred bytes: what a full disk does, which Blender does not always notice. */
  fillsTheDisk:
    'import resource\n    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n    before = resource.getrlimit(resource.RLIMIT_FSIZE)\n' +
    '    resource.setrlimit(resource.RLIMIT_FSIZE, (600, before[1]))\n    try:\n        return honest(context)\n' +
    '    finally:\n        resource.setrlimit(resource.RLIMIT_FSIZE, before)',
  /** The second item of the first batch fails, and nothing else. */
  stumbles:
    'mark = os.path.join(context.folder, "..", "stumbled")\n' +
    '    if context.item["id"] == "still-2" and not os.path.exists(mark):\n        open(mark, "w").close()\n' +
    '        raise failures.ItemFailure("internal", "It stumbled.")\n    return honest(context)',
  /** Every frame but the second is what it should be, and the result does not speak of it. */
  skipsAFrame:
    'context.item["wanted"] = [frame for frame in context.item["wanted"] if frame != 2]\n    return honest(context)',
  /** The saved scene lost its parts, and the result speaks of success. */
  losesParts:
    'result = honest(context)\n    result["report"]["partKeys"] = result["report"]["partKeys"][1:]\n    return result',
  /** A video of the wrong length. */
  cutsFrames: 'context.item["frames"] = context.item["frames"][:-1]\n    return honest(context)',
  /** Starts a program in a session of its own, writes down its pid, and waits for ever. */
  hasChildren:
    'child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)\n' +
    '    with open(os.path.join(context.folder, "child.pid"), "w") as stream:\n' +
    '        stream.write(str(child.pid))\n' +
    '    context.progress.stage("render", "waits")\n    time.sleep(600)',
} as const;

/** Resources whose Blender scripts are ours, but for one kind of item that goes wrong. Returns the folder for a pool. */
export function faultyResources(
  parent: string,
  fault: keyof typeof faults,
  kind: RenderItem['kind'] = 'still',
): string {
  const folder = join(parent, `resources-${fault}-${kind}`);
  cpSync(join(resourcesFolder, 'blender'), join(folder, 'blender'), { recursive: true });
  appendFileSync(
    join(folder, 'blender/hartomat/items.py'),
    `\n\nimport ctypes, signal, subprocess, sys\nfrom . import failures\n\nhonest = KINDS["${kind}"]\n\n\ndef faulty(context):\n` +
      `    ${faults[fault]}\n\n\nKINDS["${kind}"] = faulty\n`,
  );
  return folder;
}
