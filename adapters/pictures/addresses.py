"""Addresses of images: which may be asked for, and the marks in them by which Amazon scales what it serves.

``…/images/I/71abc._AC_SL1500_.jpg`` is the image scaled to at most 1,500 pixels on its longest side,
``…/images/I/71abc.jpg`` the image as it was uploaded.
"""

import re
from typing import Final
from urllib.parse import urlsplit

_AMAZON: Final = re.compile(r"(?:[a-z0-9-]+\.)*(?:media-amazon|ssl-images-amazon|images-amazon)\.(?:com|cn)")
_IMAGE: Final = re.compile(r"/images/[A-Z]/[A-Za-z0-9+%_.,-]{1,400}")
_MARKS: Final = re.compile(r"\._[^/]*_(?=\.[A-Za-z0-9]+$)")
_LONGEST_SIDE: Final = re.compile(r"_(?:SL|UL)(\d{2,5})(?=_)")
_ENDING: Final = re.compile(r"(?=\.[A-Za-z0-9]+$)")


def may_be_asked(url: str, base: str | None) -> bool:
    """Whether an image is one of Amazon's, by https; where `base` is given, one of that server's and no other."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.username is not None or parts.query or parts.fragment or not _IMAGE.fullmatch(parts.path):
        return False
    if base is not None:
        return url.startswith(base.rstrip("/") + "/")
    return parts.scheme == "https" and port in {None, 443} and _AMAZON.fullmatch(host) is not None


def as_uploaded(url: str) -> str:
    """The address of the image in its full size."""
    return _MARKS.sub("", url)


def scaled(url: str, longest: int) -> str:
    """The address of the same image, at most so many pixels on its longest side."""
    return _ENDING.sub(f"._AC_SL{longest}_", as_uploaded(url))


def least_longest_side(url: str) -> int | None:
    """How long the longest side is at least: Amazon offers an image in no size that it does not have."""
    marked = _LONGEST_SIDE.search(url)
    return int(marked[1]) if marked else None
