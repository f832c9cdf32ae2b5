import { describe, expect, it } from 'vitest';
import { type CommandContext, blenderArguments, blenderEnvironment } from '../../../electron/workers/blenderCommand.ts';

const module = { executable: '/python', prefixArguments: ['/launcher.py'], environment: { PYTHONPATH: '/site' } };

const context = (change: Partial<CommandContext> = {}): CommandContext => ({
  runtime: module,
  scripts: '/resources/blender',
  environment: {},
  folder: '/state/processes/a',
  bytecodeFolder: '/state/bytecode',
  tag: 'a',
  ownerPid: 42,
  ...change,
});

describe('the command line of a Blender', () => {
  it('starts the launcher first and closes every door before our script runs', () => {
    const args = blenderArguments(context(), ['--serve', '--owned']);
    expect(args[0]).toBe('/launcher.py');
    const script = args.indexOf('/resources/blender/run_batch.py');
    for (const flag of ['--background', '--factory-startup', '--disable-autoexec', '--offline-mode'])
      expect(args.indexOf(flag), flag).toBeLessThan(script);
    // Behind the script it would count for nothing.
    expect(args.indexOf('--python-exit-code')).toBeLessThan(script);
    expect(args.slice(script + 1)).toEqual(['--', '--serve', '--owned']);
  });

  it('names no launcher for a program', () => {
    const program = { executable: '/blender', prefixArguments: [], environment: {} };
    expect(blenderArguments(context({ runtime: program }), ['b.json'])[0]).toBe('--background');
  });
});

describe('its environment', () => {
  it('leaves out what would slow a start down or change a picture', () => {
    const environment = {
      HOME: '/home/a',
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONPATH: '/other',
      PYTHONHOME: '/other',
      BLENDER_USER_SCRIPTS: '/other',
      NODE_OPTIONS: '--inspect',
      ELECTRON_RUN_AS_NODE: '1',
      CYCLES_OPENCL_TEST: 'ALL',
      OCIO: '/other.ocio',
    };
    const given = blenderEnvironment(context({ environment }));
    expect(given).toMatchObject({ HOME: '/home/a', PYTHONPATH: '/site' });
    for (const name of Object.keys(environment).filter((key) => key !== 'HOME' && key !== 'PYTHONPATH'))
      expect(given, name).not.toHaveProperty(name);
  });

  it('keeps temporary files, user resources and bytecode in folders of ours, and names the owner', () => {
    expect(blenderEnvironment(context())).toMatchObject({
      TMPDIR: '/state/processes/a/tmp',
      BLENDER_USER_RESOURCES: '/state/processes/a/user',
      HARTOMAT_PYCACHE: '/state/bytecode',
      HARTOMAT_OWNER_PID: '42',
      HARTOMAT_PROCESS_TAG: 'a',
    });
  });

  it("keeps a read-only Blender's bytecode elsewhere, and a writable one's where it is", () => {
    expect(blenderEnvironment(context({ isReadOnly: true })).PYTHONPYCACHEPREFIX).toBe('/state/bytecode');
    expect(blenderEnvironment(context())).not.toHaveProperty('PYTHONPYCACHEPREFIX');
  });
});
