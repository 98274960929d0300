"""Which categories are media: books, music, video and software, whose listings have rules of their own."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

_AND: Final = re.compile(r"\s+(?:and|und|et|y|e|en|och|i|ve)\s+")


def is_media(category: tuple[str, ...] | None) -> bool:
    """Whether a category path, widest first, is one of media; unknown is not."""
    if not category:
        return False
    root = category[0].strip().casefold()
    return root in _roots() or _AND.sub(" & ", root) in _roots()


@cache
def _roots() -> frozenset[str]:
    source = files("core.audit.words").joinpath("media.toml")
    return frozenset(tomllib.loads(source.read_text("utf-8"))["roots"])
