"""From bytes to pixels: three kinds of image, and none so large that it would fill the memory."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Final

from PIL import Image
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

MOST_PIXELS: Final = 25_000_000
_ENOUGH: Final = 1000  # pixels a side: what is seen of larger ones is seen of them scaled down
# The kinds that Amazon serves. `Image.open` would guess among dozens, and refuse large ones before their size is known.
_KINDS: Final[tuple[tuple[bytes, Callable[[BytesIO], Image.Image]], ...]] = (
    (b"\xff\xd8\xff", JpegImageFile),
    (b"\x89PNG\r\n\x1a\n", PngImageFile),
    (b"GIF8", GifImageFile),
)
_BROKEN: Final = (
    OSError,
    SyntaxError,
    ValueError,
    LookupError,
    TypeError,
    EOFError,
    ArithmeticError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Warning,  # where warnings are errors
)


class NotAnImage(Exception):
    """These bytes are no image of a kind that Amazon serves, or a broken one."""


def opened(body: bytes) -> Image.Image:
    """An image of which the size is known, and no pixel decoded yet. Raises `NotAnImage`."""
    kind = next((kind for signature, kind in _KINDS if body.startswith(signature)), None)
    if kind is None:
        raise NotAnImage("another kind of file")
    try:
        return kind(BytesIO(body))
    except _BROKEN as error:
        raise NotAnImage(type(error).__name__) from error


def decoded(image: Image.Image) -> Image.Image | None:
    """Its pixels as red, green and blue on white, scaled down where that is enough; None where there are too many.

    Raises `NotAnImage`.
    """
    if image.width * image.height > MOST_PIXELS:
        return None
    try:
        image.draft("RGB", (_ENOUGH, _ENOUGH))
        image.load()
        small = image.reduce(max(1, min(image.size) // _ENOUGH)) if image.mode in {"L", "RGB", "RGBA"} else image
        return _on_white(small)
    except _BROKEN as error:
        raise NotAnImage(type(error).__name__) from error


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("RGB")
