# SPDX-License-Identifier: GPL-3.0-or-later
"""Entry point of every Blender process of this application.

    blender … --python run_batch.py -- <batch.json>   renders one batch and ends (cold)
    blender … --python run_batch.py -- --serve        renders the batches whose paths come on fd 0, one a line (warm)
    … --owned                                         fd 0 belongs to the owner: its end is the end of this process

Progress goes as JSON lines to what was stdout at the start; fd 1 points at stderr from then on, because Blender, Cycles
and the glTF importer print there. No result depends on those lines: results are files in the batch folder.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def import_own_modules():
    """Our modules, with their bytecode outside the folder they ship in, which may be read-only.

    All of them are imported here: one that is imported later would leave its bytecode beside it.
    """
    before = sys.pycache_prefix
    sys.pycache_prefix = os.environ.get("HARTOMAT_PYCACHE") or before
    sys.dont_write_bytecode = False
    sys.path.insert(0, HERE)
    from hartomat import serve

    sys.pycache_prefix = before
    return serve


if __name__ == "__main__":
    import_own_modules().main(sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else [])
