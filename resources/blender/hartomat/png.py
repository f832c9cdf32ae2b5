# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks a PNG that Blender wrote and takes the render times out of it.

On a full disk Blender reports success and leaves a truncated or empty file, so nothing is believed without a look.
"""

import struct
import zlib

from .failures import ItemFailure

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Cycles writes the time it took: equal pictures would become different files.
DROPPED = {b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"}


def clean(data, width, height):
    """Returns the file's bytes without text chunks. Raises a `disk` failure for anything but a whole picture."""
    if not data.startswith(SIGNATURE):
        raise ItemFailure("disk", "The picture was not written: it has %d bytes." % len(data))
    kept, pixels, end, at = [SIGNATURE], [], False, len(SIGNATURE)
    while at + 12 <= len(data) and not end:
        (length,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4 : at + 8]
        chunk = data[at : at + 12 + length]
        if len(chunk) != 12 + length or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            break
        if kind == b"IHDR" and struct.unpack_from(">II", chunk, 8) != (width, height):
            raise ItemFailure("internal", "The picture has the size %d x %d." % struct.unpack_from(">II", chunk, 8))
        if kind == b"IDAT":
            pixels.append(chunk[8:-4])
        if kind not in DROPPED:
            kept.append(chunk)
        end = kind == b"IEND"
        at += len(chunk)
    if not end:
        raise ItemFailure("disk", "The picture was cut short after %d bytes. The disk may be full." % len(data))
    try:
        zlib.decompress(b"".join(pixels))
    except zlib.error as error:
        raise ItemFailure("disk", "The picture is damaged: %s" % error)
    return b"".join(kept)
