# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes equal videos equal files: the WebM writer gives every track a random number of 8 bytes."""

from .failures import ItemFailure

SEGMENT, TRACKS, TRACK, TAGS, TAG, TARGETS = 0x18538067, 0x1654AE6B, 0xAE, 0x1254C367, 0x7373, 0x63C0
TRACK_UID, TAG_TRACK_UID = 0x73C5, 0x63C5
# These hold elements; anything else is passed over as a whole.
CONTAINERS = {SEGMENT, TRACKS, TRACK, TAGS, TAG, TARGETS}


def _number(data, at, keep_marker):
    """An EBML number of 1 to 8 bytes: (value, where the next thing begins)."""
    length = 9 - data[at].bit_length()
    value = int.from_bytes(data[at : at + length], "big")
    return (value if keep_marker else value & ((1 << (7 * length)) - 1)), at + length


def with_fixed_track_numbers(data):
    """The same file with 1 for each track's random number. There is one track in ours, and its tags refer to it.

    Raises a `disk` failure when the file ends before its last element does.
    """
    fixed = bytearray(data)
    try:
        _fix(fixed, 0, len(fixed))
    except IndexError:
        raise ItemFailure("disk", "The video was cut short after %d bytes. The disk may be full." % len(data))
    return bytes(fixed)


def _fix(data, at, end):
    while at < end:
        name, at = _number(data, at, True)
        size, at = _number(data, at, False)
        stop = at + size
        if stop > end:
            raise IndexError("an element is longer than what holds it")
        if name in CONTAINERS:
            _fix(data, at, stop)
        elif name in (TRACK_UID, TAG_TRACK_UID):
            data[at:stop] = (1).to_bytes(size, "big")
        at = stop
