"""Product pictures: a plain coloured square for each, as a PNG made on the spot."""

import struct
import zlib
from typing import Final

from adapters.storefronts.sandbox.chance import draw

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_EIGHT_BIT_PALETTE: Final = (8, 3, 0, 0, 0)  # depth, colour type, compression, filter, interlace (PNG, section 11.2.2)
_PALEST: Final = 60


def picture(name: str, pixels: int) -> bytes:
    """A square picture of `pixels` by `pixels` on a white margin; the same `name` always has the same colour."""
    margin = pixels // 10
    empty, inside = b"\x00" * (pixels + 1), pixels - 2 * margin
    filled = b"\x00" * (margin + 1) + b"\x01" * inside + b"\x00" * margin
    rows = empty * margin + filled * inside + empty * margin
    colour = bytes(draw(_PALEST, 255, name, channel) for channel in "rgb")
    return _SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">II5B", pixels, pixels, *_EIGHT_BIT_PALETTE)),
            _chunk(b"PLTE", b"\xff\xff\xff" + colour),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        ),
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
