"""The letters of charts: DejaVu Sans as it comes with matplotlib, and what it cannot draw."""

import unicodedata
from pathlib import Path
from typing import Final

from matplotlib import get_data_path
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

_FONTS: Final = Path(get_data_path()) / "fonts" / "ttf"
_ELSE: Final = {"\uffe5": "\u00a5", "\uffe1": "\u00a3", "\u202f": " ", "\xa0": " "}  # ￥, ￡ and the narrow blanks


class Lettering:
    """One font in two weights, found by its file: what else a machine has installed makes no difference."""

    def __init__(self) -> None:
        self._regular = _FONTS / "DejaVuSans.ttf"
        self._bold = _FONTS / "DejaVuSans-Bold.ttf"
        self._letters = frozenset(FT2Font(str(self._bold)).get_charmap()) & frozenset(
            FT2Font(str(self._regular)).get_charmap()
        )

    def font(self, size: float, *, bold: bool = False) -> FontProperties:
        """The font in a size in points."""
        return FontProperties(fname=str(self._bold if bold else self._regular), size=size)

    def can(self, text: str) -> bool:
        """Whether every sign of a text can be drawn."""
        return all(ord(sign) in self._letters for sign in plain(text))

    def drawable(self, text: str) -> str:
        """The text without the signs that would be boxes."""
        return "".join(sign for sign in plain(text) if ord(sign) in self._letters)


def plain(text: str) -> str:
    """One line, with common signs for rare ones, and without the signs that are never seen."""
    known = "".join(_ELSE.get(sign, sign) for sign in text)
    seen = "".join(sign if not unicodedata.category(sign).startswith("C") else " " for sign in known)
    return " ".join(seen.split())
