"""The product's pictures, the main one first, each in the largest size that the page knows."""

import json
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page.embedded import value_after
from adapters.storefronts.amazon_page.page import Page, attribute

_MAIN: Final = (
    "landingImage", "imgBlkFront", "ebooksImgBlkFront", "main-image", "prodImage", "main-image-canvas",
    "original-main-image",
)  # fmt: skip
# 'colorImages': { 'initial': [...] }, `colorImages = {"initial":[...]}` in 2014, 'imageGalleryData' : [...] of books.
_LISTS: Final = (
    (b"colorImages", re.compile(rb"""['"]?\s{0,40}[:=]\s{0,40}\{\s{0,40}['"]initial['"]\s{0,40}:\s{0,40}(?=\[)""")),
    (b"imageGalleryData", re.compile(rb"""['"]\s{0,40}:\s{0,40}(?=\[)""")),
)
_SIZE: Final = re.compile(r"\._[^/]*_(?=\.[A-Za-z0-9]+$)")
_PICTURE: Final = re.compile(r"^https?://[^\s\"']+/images/I/[^\s\"']+$")
_MOST: Final = 100


def images_of(page: Page, gallery: LexborNode | None) -> tuple[str, ...]:
    """The addresses of the pictures, without the marks that make Amazon shrink them."""
    listed = next(filter(None, (value_after(page.source, key, between) for key, between in _LISTS)), None)
    found = list(_main(page))
    if isinstance(listed, list):
        found += [address for entry in listed[:_MOST] for address in _largest(entry)]
    elif gallery is not None:
        found += _thumbnails(gallery)
    return tuple(dict.fromkeys(map(_unshrunk, filter(_is_picture, found))))


def _main(page: Page) -> Iterator[str]:
    """The large picture itself: its original, else the largest of those that the page may choose from."""
    for node in page.all(*_MAIN)[:1]:
        offered = _sizes(attribute(node, "data-a-dynamic-image"))
        yield attribute(node, "data-old-hires") or next(iter(offered), "") or attribute(node, "src")


def _largest(entry: Any) -> Iterator[str]:
    """The largest size of one picture in the gallery's data."""
    if not isinstance(entry, dict):
        return
    named = [url for name in ("hiRes", "mainUrl", "large") if isinstance(url := entry.get(name), str) and url]
    main = entry.get("main")
    yield from (named or (_by_size(main) if isinstance(main, dict) else []))[:1]


def _sizes(text: str) -> list[str]:
    """The addresses in a ``data-a-dynamic-image``, largest first."""
    try:
        sizes = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return []
    return _by_size(sizes) if isinstance(sizes, dict) else []


def _by_size(sizes: dict[str, Any]) -> list[str]:
    return sorted(sizes, key=lambda url: _area(sizes[url]), reverse=True)


def _area(size: Any) -> int:
    sides = [int(side) for side in size if re.fullmatch("[0-9]{1,5}", str(side))] if isinstance(size, list) else []
    return math.prod(sides) if len(sides) > 1 else 0


def _thumbnails(gallery: LexborNode) -> Iterable[str]:
    kept = (item for item in gallery.css("li, .imageThumb") if "video" not in attribute(item, "class").casefold())
    return [attribute(picture, "src") for item in kept for picture in item.css("img")]


def _is_picture(url: str) -> bool:
    """Whether this is a picture of the product, and no film behind a play button."""
    return _PICTURE.match(url) is not None and "play-button" not in url and "PKmb" not in url


def _unshrunk(url: str) -> str:
    return _SIZE.sub("", url)
