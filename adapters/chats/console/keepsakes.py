"""Pictures and files, which a terminal cannot show: kept in a folder, and named."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from core.messages import Attachment, Block, Card, Paragraph, Picture

_LONGEST: Final = 100
_MOST: Final = 10_000
_STRANGE: Final = re.compile(r"[^\w.\-]+", re.ASCII)


def kept(card: Card, folder: Path) -> Card:
    """The card with its pictures and files written to the folder, and their paths in their place.

    Nothing is ever overwritten; what cannot be written is said to be so.
    """
    if not any(isinstance(block, Picture | Attachment) for block in card.blocks):
        return card
    return replace(card, blocks=tuple(_kept(block, folder, _written) for block in card.blocks))


def named(card: Card, folder: Path) -> Card:
    """What `kept` makes of the card in an empty folder, with nothing written."""
    return replace(card, blocks=tuple(_kept(block, folder, _path) for block in card.blocks))


def _kept(block: Block, folder: Path, write: Callable[[str, bytes, Path], str]) -> Block:
    match block:
        case Picture(name, data, alt):
            return Paragraph(f"{alt}\nPicture: {write(name, data, folder)}")
        case Attachment(name, data):
            return Paragraph(f"File: {write(name, data, folder)}")
        case _:
            return block


def _written(name: str, data: bytes, folder: Path) -> str:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return str(_fresh(folder, _plain(name), data))
    except OSError as error:
        return f"{name} could not be saved in {folder} ({error.strerror})"


def _path(name: str, _: bytes, folder: Path) -> str:
    return str(folder / _plain(name))


def _plain(name: str) -> str:
    return _STRANGE.sub("_", name).lstrip(".")[-_LONGEST:] or "file"


def _fresh(folder: Path, name: str, data: bytes) -> Path:
    """Write under the first name of `chart.png`, `chart-2.png` … that is free."""
    stem, dot, ending = name.rpartition(".")
    for count in range(1, _MOST):
        numbered = name if count == 1 else f"{stem or name}-{count}{dot}{ending if stem else ''}"
        try:
            with (folder / numbered).open("xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        return folder / numbered
    raise FileExistsError(17, "there are too many of that name")
