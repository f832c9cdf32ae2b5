# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the `bpy` module behind the command line of the Blender program.

It takes the options that this application uses, in the order in which Blender works them off, and leaves the rest of
the command line (after `--`) to the script. The same scripts then run on a program and on the module.
"""

import os
import shutil
import signal
import sys

FLAGS_WITHOUT_EFFECT = {"-b", "--background", "--factory-startup", "--offline-mode", "-noaudio"}
USAGE_ERROR = 2


def usage_error(message):
    print("launcher: %s" % message, file=sys.stderr)
    leave(USAGE_ERROR)


def leave(code):
    """Ends the process at once.

    With a Python function left in bpy.app.handlers a normal exit crashes in 4.2 and hangs for ever in 4.5.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    bpy = sys.modules.get("bpy")
    if bpy and bpy.app.tempdir:
        shutil.rmtree(bpy.app.tempdir, ignore_errors=True)
    os._exit(code)


def parse(arguments):
    """Returns (actions, autoexec, threads); an action is (kind, value, exit code on a Python error)."""
    actions, autoexec, threads, exit_code = [], False, 0, 0
    rest = iter(arguments)

    def value_of(option):
        value = next(rest, None)
        if value is None or value == "--":
            usage_error("%s needs a value" % option)
        return value

    for argument in rest:
        if argument == "--":
            break
        if argument in FLAGS_WITHOUT_EFFECT:
            continue
        if argument in ("-Y", "--disable-autoexec"):
            autoexec = False
        elif argument in ("-y", "--enable-autoexec"):
            autoexec = True
        elif argument == "--python-exit-code":
            exit_code = int(value_of(argument))
        elif argument in ("-t", "--threads"):
            threads = int(value_of(argument))
        elif argument in ("-P", "--python"):
            actions.append(("script", value_of(argument), exit_code))
        elif argument == "--python-expr":
            actions.append(("expression", value_of(argument), exit_code))
        elif argument in ("-v", "--version"):
            actions.append(("version", "", exit_code))
        elif argument.startswith("-"):
            usage_error("unknown option %s" % argument)
        else:
            actions.append(("file", argument, exit_code))
    return actions, autoexec, threads


def cap_threads(bpy, threads):
    @bpy.app.handlers.persistent
    def cap(*_):
        for scene in bpy.data.scenes:
            scene.render.threads_mode = "FIXED"
            scene.render.threads = threads

    bpy.app.handlers.load_post.append(cap)
    cap()


def open_file(bpy, path, autoexec):
    """Returns False, with a message on stderr, when the file cannot be opened."""
    try:
        bpy.ops.wm.open_mainfile(filepath=os.path.abspath(path), use_scripts=autoexec, load_ui=False)
        return True
    except RuntimeError as error:
        print("Error: Cannot read file %s: %s" % (path, str(error).strip()), file=sys.stderr)
        return False


def run_python(kind, value):
    if kind == "script":
        with open(value, "rb") as stream:
            source, name = stream.read(), value
    else:
        source, name = value, "<expression>"
    scope = {"__name__": "__main__", "__file__": name, "__builtins__": __builtins__}
    exec(compile(source, name, "exec"), scope)


def run(bpy, actions, autoexec):
    """Works the actions off in order and returns the exit code."""
    for kind, value, exit_code in actions:
        if kind == "version":
            print("Blender %s\n\truntime: bpy" % bpy.app.version_string)
            return 0
        if kind == "file":
            if not open_file(bpy, value, autoexec):
                return 1
            continue
        try:
            run_python(kind, value)
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException:
            import traceback

            traceback.print_exc()
            if exit_code:
                return exit_code
    return 0


def main():
    actions, autoexec, threads = parse(sys.argv[1:])
    # Python would wait for the end of a render before it acts on a signal.
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    import bpy

    bpy.context.preferences.filepaths.use_scripts_auto_execute = autoexec
    if threads:
        cap_threads(bpy, threads)
    leave(run(bpy, actions, autoexec))


if __name__ == "__main__":
    main()
