"""Pages as PNG pictures, taken by a Chromium that happens to be installed."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.exhibition import MARGIN, Easel, page
from core.errors import Outage

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
    "--force-device-scale-factor=1",
)
_PATIENCE_S: Final = 120
_TALLEST: Final = 1800  # pixels that a picture may have before its last card begins a new one
_NARROWEST: Final = 520  # pixels: Chromium makes no window narrower
# Only in what is photographed, never in what is kept: how tall each figure is, told in the page itself.
_MEASURE: Final = (
    "<script>document.body.dataset.heights="
    "[...document.querySelectorAll('figure')].map(f=>Math.ceil(f.getBoundingClientRect().height)).join()</script>"
)
_GAP: Final = 26  # pixels between figures


class NoPicture(Outage):
    """The browser did not take a picture."""

    def __init__(self, browser: str, reason: str) -> None:
        super().__init__(f"{browser} took no picture: {reason}")


def find_browser() -> str | None:
    """The path of the first Chromium or Chrome on PATH."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def photograph(browser: str, name: str, easel: Easel, figures: Sequence[str], out: Path) -> Iterator[Path]:
    """Write `name`-1.png, `name`-2.png … with whole figures in each. Raises `NoPicture`, `OSError`."""
    with TemporaryDirectory(prefix="amazcope-gallery-") as folder:
        dark_room = Path(folder)
        heights = _heights(browser, dark_room, page(name, easel, figures).replace("</main>", f"</main>{_MEASURE}"))
        for number, (start, end, height) in enumerate(_parted(heights), start=1):
            picture = out.resolve() / f"{name}-{number}.png"
            sheet = dark_room / "sheet.html"
            sheet.write_text(page(name, easel, figures[start:end]), "utf-8")
            size = f"--window-size={_window(easel)},{height}"
            _run(browser, dark_room, size, f"--screenshot={picture}", sheet.as_uri())
            if not picture.exists():
                raise NoPicture(browser, "it ended without one")
            yield out / picture.name


def _heights(browser: str, dark_room: Path, html: str) -> list[int]:
    sheet = dark_room / "measured.html"
    sheet.write_text(html, "utf-8")
    told = re.search(r'data-heights="([\d,]+)"', _run(browser, dark_room, "--dump-dom", sheet.as_uri()))
    if told is None:
        raise NoPicture(browser, "it does not measure pages")
    return [int(height) for height in told[1].split(",")]


def _parted(heights: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """From which figure to which (exclusive) each picture goes, and how tall it is."""
    start, total = 0, 0
    for at, height in enumerate(heights):
        if at > start and total + height > _TALLEST:
            yield start, at, total - _GAP + 2 * MARGIN
            start, total = at, 0
        total += height + _GAP
    yield start, len(heights), total - _GAP + 2 * MARGIN


def _window(easel: Easel) -> int:
    return max(easel.width + 2 * MARGIN, _NARROWEST)


def _run(browser: str, dark_room: Path, *arguments: str) -> str:
    profile = f"--user-data-dir={dark_room / 'profile'}"
    try:
        ran = subprocess.run(  # noqa: S603 - a browser from PATH, and pages written here
            [browser, *_FLAGS, profile, *arguments], capture_output=True, timeout=_PATIENCE_S, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise NoPicture(browser, type(error).__name__) from error
    return ran.stdout.decode("utf-8", "replace")
