# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose fault a failure is. The class decides whether anyone tries again."""

import errno
import os
import re


class ItemFailure(Exception):
    """A failure of one item. `kind`: scene, settings, missing_file, memory, device, disk or internal."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


MEMORY = re.compile(r"out of memory|bad_alloc|cannot allocate|malloc returns null|failed to allocate", re.I)
DEVICE = re.compile(r"\b(CUDA|OPTIX|HIP|oneAPI|Metal)\b.*(error|fail)|no device", re.I)
MISSING = re.compile(r"no such file|not found|does not exist|cannot open", re.I)
DISK_ERRORS = {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EROFS}


def classify(error):
    """Returns (class, message for people) for anything that an item raised."""
    message = str(error).strip() or type(error).__name__
    message = re.sub(r"^Error: ", "", message)
    if isinstance(error, ItemFailure):
        return error.kind, message
    if isinstance(error, MemoryError) or MEMORY.search(message):
        return "memory", message
    if isinstance(error, FileNotFoundError):
        return "missing_file", message
    if isinstance(error, OSError) and error.errno in DISK_ERRORS:
        return "disk", message
    if DEVICE.search(message):
        return "device", message
    if isinstance(error, RuntimeError) and MISSING.search(message):
        return "missing_file", message
    return "internal", message


def demand_file(path, what):
    """Raises missing_file unless there is a readable file with content."""
    if not os.path.isfile(path):
        raise ItemFailure("missing_file", "%s is missing: %s" % (what, os.path.basename(path)))
    if os.path.getsize(path) == 0:
        raise ItemFailure("scene", "%s is empty: %s" % (what, os.path.basename(path)))
