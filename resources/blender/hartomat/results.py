# SPDX-License-Identifier: GPL-3.0-or-later
"""Results are files that appear whole: written under another name, flushed, renamed."""

import hashlib
import json
import os

PROTOCOL = 1


def write_whole(path, data):
    partial = path + ".partial"
    with open(partial, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(partial, path)


def relative(folder, path):
    """The path of a file as the protocol names it: from the batch folder, with forward slashes."""
    return os.path.relpath(path, folder).replace(os.sep, "/")


def describe(folder, name, path):
    """An entry of `outputs` for a file that was written."""
    with open(path, "rb") as stream:
        data = stream.read()
    sha256 = hashlib.sha256(data).hexdigest()
    return {"name": name, "file": relative(folder, path), "bytes": len(data), "sha256": sha256}


def write_result(run_folder, result):
    data = json.dumps({"protocol": PROTOCOL, **result}, indent=1, sort_keys=True).encode("utf-8")
    write_whole(os.path.join(run_folder, "%s.result.json" % result["itemId"]), data)
