# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells a whole MP4 from the beginning of one: on a full disk Blender reports success and leaves the latter."""

import struct

from .failures import ItemFailure

# The index, which is written last.
INDEX = b"moov"


def demand_whole(data):
    """Raises a `disk` failure unless the boxes of the file end where it ends and the index is among them."""
    at, kinds = 0, set()
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if size == 1 and at + 16 <= len(data):
            (size,) = struct.unpack_from(">Q", data, at + 8)
        if size < 8:
            break
        kinds.add(kind)
        at += size
    if at != len(data) or INDEX not in kinds:
        raise ItemFailure("disk", "The video was cut short after %d bytes. The disk may be full." % len(data))
