"""What the pixels of an image show: how white its border is, how far the product fills it, and what it is like."""

from decimal import Decimal
from functools import cache
from math import ceil, cos, pi
from statistics import median
from typing import Final

from PIL import Image, ImageChops

from adapters.pictures.decoding import decoded, opened
from core.audit.listing import ListedPicture

_WHITE: Final = 250  # of 255: a JPEG's white is seldom pure
_RING: Final = 0.02
_RING_IS_WHITE: Final = Decimal("0.95")
_GRAIN: Final = 32  # pixels a side to which a likeness is reduced
_WAVES: Final = 8  # of its lowest frequencies either way
_COARSE: Final = (
    200  # pixels a side in which a product's outline is sought: a JPEG's ripples around it are smoothed out
)
_NOISE: Final = 250  # strength of a wave that packing and scaling make out of nothing, in symmetrical pictures
_EXACT: Final = Decimal("0.0001")


def see(body: bytes) -> ListedPicture:
    """What the bytes of an image show; its size alone where it has too many pixels. Raises `NotAnImage`."""
    image = opened(body)
    width, height = image.size
    pixels = decoded(image)
    if pixels is None:
        return ListedPicture(width=width, height=height)
    ring = white_ring(pixels)
    return ListedPicture(
        width=width,
        height=height,
        white_ring=ring,
        fill=fill(pixels) if ring >= _RING_IS_WHITE else None,
        likeness=likeness(pixels),
    )


def white_ring(pixels: Image.Image) -> Decimal:
    """The share of the border, two hundredths of the image wide, in which nothing is coloured."""
    coloured = _coloured(pixels)
    across, down = (max(1, ceil(side * _RING)) for side in coloured.size)
    inner = coloured.crop((across, down, max(across, coloured.width - across), max(down, coloured.height - down)))
    whole = coloured.width * coloured.height - inner.width * inner.height
    return _share(coloured.histogram()[0] - inner.histogram()[0], whole)


def fill(pixels: Image.Image) -> Decimal:
    """The larger share of width or height that lies between the outermost coloured pixels."""
    coloured = _coloured(pixels.reduce(max(1, min(pixels.size) // _COARSE)))
    box = coloured.getbbox()
    if box is None:
        return Decimal(0)
    left, upper, right, lower = box
    return max(_share(right - left, coloured.width), _share(lower - upper, coloured.height))


def likeness(pixels: Image.Image) -> int:
    """A perceptual hash of 64 bits: which low frequencies are stronger than usual; alike images differ in few bits."""
    grey = pixels.convert("L").resize((_GRAIN, _GRAIN), Image.Resampling.LANCZOS).tobytes()
    rows = [_frequencies(grey[start : start + _GRAIN]) for start in range(0, _GRAIN * _GRAIN, _GRAIN)]
    waves = [wave for column in zip(*rows, strict=True) for wave in _frequencies(column)]
    usual = median(waves) + _NOISE
    return sum(1 << place for place, wave in enumerate(waves) if wave > usual)


def _coloured(pixels: Image.Image) -> Image.Image:
    """255 where any of red, green and blue is less than white, else 0."""
    red, green, blue = pixels.split()
    return ImageChops.darker(red, ImageChops.darker(green, blue)).point([255] * _WHITE + [0] * (256 - _WHITE))


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(part) / whole).quantize(_EXACT) if whole else Decimal(0)


def _frequencies(signal: bytes | tuple[float, ...]) -> tuple[float, ...]:
    """The lowest frequencies of a discrete cosine transform (DCT-II)."""
    return tuple(sum(value * factor for value, factor in zip(signal, wave, strict=True)) for wave in _cosines())


@cache
def _cosines() -> tuple[tuple[float, ...], ...]:
    return tuple(
        tuple(cos(pi * wave * (2 * place + 1) / (2 * _GRAIN)) for place in range(_GRAIN)) for wave in range(_WAVES)
    )
