"""Charts drawn by matplotlib, without its global state."""

import asyncio
import logging
from io import BytesIO
from typing import TYPE_CHECKING

from core.catalog.chart import ChartData

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class MatplotlibCharts:
    """`core.ports.world.Charts`: one drawing at a time, in a thread, since it keeps a processor busy."""

    def __init__(self) -> None:
        self._drawing = asyncio.Lock()
        # It warns on the terminal of font caches and of homes that cannot be written: nothing that anybody could mend.
        logging.getLogger("matplotlib").setLevel(logging.ERROR)

    async def draw(self, picture: ChartData) -> bytes:
        """See the port."""
        async with self._drawing:
            return await asyncio.to_thread(_png, picture)


def figure_of(picture: ChartData) -> "Figure":
    """The chart as matplotlib's own objects, not yet pixels."""
    from adapters.charts.drawing import Drawing

    return Drawing(picture).figure


def _png(picture: ChartData) -> bytes:
    figure, file = figure_of(picture), BytesIO()
    figure.savefig(file, format="png", facecolor=figure.get_facecolor())
    return file.getvalue()
