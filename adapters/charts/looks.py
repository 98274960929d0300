"""The colours and sizes of charts, on light and on dark ground."""

from dataclasses import dataclass
from typing import Final

WIDTH: Final = 1080  # pixels; a phone shows them at a third of that
HEIGHT: Final = 720
DPI: Final = 100
TITLE: Final = 24  # points
FIGURE: Final = 29
TICKS: Final = 20
SMALL: Final = 19
LINE: Final = 3.4
QUIET: Final = 2.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours as matplotlib takes them; `shade` is how strongly a time out of stock is tinted."""

    ground: str
    ink: str
    quiet: str
    grid: str
    price: str
    list_price: str
    rank: str
    alarm: str
    shade: float


LIGHT: Final = Look(
    ground="#ffffff",
    ink="#1b1f24",
    quiet="#5f6973",
    grid="#e4e7eb",
    price="#0b62bd",
    list_price="#97a1ac",
    rank="#a8520a",
    alarm="#cf222e",
    shade=0.13,
)
DARK: Final = Look(
    ground="#161b22",
    ink="#f0f3f6",
    quiet="#a3adb8",
    grid="#2d343c",
    price="#6cb2ff",
    list_price="#7f8994",
    rank="#f0b05f",
    alarm="#ff6b63",
    shade=0.22,
)
