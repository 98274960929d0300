"""One chart: a header, the price above, the rank below it, and the times out of stock through both."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from adapters.charts import scales
from adapters.charts.lettering import Lettering, plain
from adapters.charts.lines import coordinates, last_value, lonely, number_of, value_at, values
from adapters.charts.looks import DARK, DPI, FIGURE, HEIGHT, LIGHT, LINE, QUIET, SMALL, TICKS, TITLE, WIDTH
from core.catalog.chart import ChartData, Point

if TYPE_CHECKING:
    from matplotlib.artist import Artist

_MARGIN: Final = 0.035
_BOTTOM, _TOP = 0.105, 0.755  # of the plots
_BETWEEN: Final = 0.05
_LARGER: Final = 0.64  # the part of the leading plot
_MANY: Final = 60  # readings, beyond which each has no dot of its own
_END_RADIUS: Final = 9
_EDGE: Final = 0.06


class Drawing:
    """Builds the figure; nothing in it is shared with another."""

    def __init__(self, picture: ChartData) -> None:
        self._picture = picture
        self._look = DARK if picture.dark else LIGHT
        self._letters = Lettering()
        self.figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=self._look.ground)
        self._canvas: Any = FigureCanvasAgg(self.figure)
        self._key: dict[str, Artist] = {}
        self._header()
        plots = self._plots()
        for axes in plots:
            self._furnish(axes, last=axes is plots[-1])
        if plots:
            self._arrange(plots)
            self._legend()
        else:
            self._write(0.5, 0.45, picture.nothing, SMALL + 2, self._look.quiet, ha="center")

    def _header(self) -> None:
        figure = self._present()
        room = WIDTH * (1 - 2 * _MARGIN)
        if figure:
            colour = self._look.rank if self._leads_with_rank else self._look.price
            shown = self._write(1 - _MARGIN, 0.965, figure, FIGURE, colour, bold=True, ha="right")
            room -= self._width(shown) + 30
        title = self._picture.title if self._letters.can(self._picture.title) else self._picture.plain_title
        self._fit(self._write(_MARGIN, 0.96, title, TITLE, self._look.ink, bold=True), room)
        self._fit(self._write(_MARGIN, 0.893, self._picture.caption, SMALL, self._look.quiet), WIDTH * 0.93)

    def _present(self) -> str:
        """What the leading line ends with."""
        if self._leads_with_rank:
            last = last_value(self._picture.ranks)
            return f"#{last.value:,.0f}" if last and last.value is not None else ""
        last = last_value(self._picture.prices)
        return self._picture.money(last.value) if last and last.value is not None else ""

    @property
    def _leads_with_rank(self) -> bool:
        return bool(values(self._picture.ranks)) and (self._picture.rank_first or not values(self._picture.prices))

    def _plots(self) -> list[Axes]:
        """Those that have something to show, the leading one first and larger."""
        drawn = []
        ranked = bool(values(self._picture.ranks))
        if values(self._picture.prices) or values(self._picture.list_prices) or (self._picture.outs and not ranked):
            drawn.append(self._draw_price)
        if ranked:
            drawn.insert(0 if self._leads_with_rank else len(drawn), self._draw_rank)
        plots = []
        for draw in drawn:
            axes = self.figure.add_axes((0.1, 0.1, 0.8, 0.6), facecolor="none")
            draw(axes)
            plots.append(axes)
        return plots

    def _draw_price(self, axes: Axes) -> None:
        picture, look = self._picture, self._look
        if quiet := values(picture.list_prices):
            x, y = coordinates(picture.list_prices, picture.until)
            self._key["list price"] = axes.step(
                x, y, where="post", color=look.list_price, linewidth=QUIET, linestyle=(0, (4, 2)), label="list price"
            )[0]
        x, y = coordinates(picture.prices, picture.until)
        line = axes.step(x, y, where="post", color=look.price, linewidth=LINE, label="price", solid_joinstyle="miter")
        self._dots(axes, *lonely(picture.prices, picture.until), look.price)
        self._end(axes, picture.prices, look.price)
        self._alerts(axes, picture.prices, on_rank=False)
        prices = values(picture.prices)
        if prices:
            self._key["price"] = line[0]
        if prices or quiet:
            scales.amounts(axes, prices, quiet, lambda amount: self._letters.drawable(picture.money(amount)))
        else:
            axes.set_yticks([])

    def _draw_rank(self, axes: Axes) -> None:
        picture, look = self._picture, self._look
        x, y = coordinates(picture.ranks)
        self._key["rank, 1 is top"] = axes.plot(x, y, color=look.rank, linewidth=LINE - 0.8, label="rank")[0]
        self._dots(axes, *lonely(picture.ranks), look.rank)
        self._end(axes, picture.ranks, look.rank, at_its_own_time=True)
        self._alerts(axes, picture.ranks, on_rank=True)
        scales.ranks(axes, values(picture.ranks))

    def _dots(self, axes: Axes, x: Sequence[float], y: Sequence[float], colour: str) -> None:
        if x and len(x) <= _MANY:
            axes.plot(x, y, "o", color=colour, markersize=7, label="single")

    def _end(self, axes: Axes, points: Sequence[Point], colour: str, *, at_its_own_time: bool = False) -> None:
        last = last_value(points)
        if last and last.value is not None:
            at = last.at if at_its_own_time else self._picture.until
            end = self._signs(axes, [number_of(at)], [float(last.value)], "o", colour, _END_RADIUS)
            end.set_clip_on(False)

    def _alerts(self, axes: Axes, points: Sequence[Point], *, on_rank: bool) -> None:
        found = [(mark.at, value_at(points, mark.at)) for mark in self._picture.marks if mark.on_rank is on_rank]
        told = [(number_of(at), value) for at, value in found if value is not None]
        if told:
            x, y = zip(*told, strict=True)
            self._key["alert"] = self._signs(axes, x, y, "D", self._look.alarm, _END_RADIUS + 2)

    def _signs(
        self, axes: Axes, x: Sequence[float], y: Sequence[float], shape: str, colour: str, size: float
    ) -> Line2D:
        """Signs with a rim of the ground's colour, so that they stand out from their line."""
        (signs,) = axes.plot(x, y, shape, color=colour, markersize=size, linestyle="", label="signs", zorder=5)
        signs.set_markeredgecolor(self._look.ground)
        signs.set_markeredgewidth(2)
        return signs

    def _furnish(self, axes: Axes, *, last: bool) -> None:
        picture, look = self._picture, self._look
        for out in picture.outs:
            since, until = number_of(out.since), number_of(out.until)
            axes.axvspan(since, until, color=look.alarm, alpha=look.shade, linewidth=0, zorder=0)
        if picture.outs:
            self._key["out of stock"] = Patch(color=look.alarm, alpha=look.shade, linewidth=0)
        scales.times(axes, picture.since, picture.until, ZoneInfo(picture.zone))
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(look.grid)
        axes.grid(visible=True, axis="y", color=look.grid, linewidth=1.3)
        axes.set_axisbelow(True)
        axes.tick_params(length=0, pad=9, colors=look.quiet, labelbottom=last)
        for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
            label.set_fontproperties(self._letters.font(TICKS))
            label.set_parse_math(False)
        _keep_inside(axes)

    def _arrange(self, plots: Sequence[Axes]) -> None:
        """Side by side they share their left edge, which leaves room for the widest number."""
        renderer = self._canvas.get_renderer()
        labels = [label for axes in plots for label in axes.get_yticklabels()]
        widest = max((label.get_window_extent(renderer).width for label in labels), default=0.0)
        left = _MARGIN + (widest + 14) / WIDTH
        width = 1 - _MARGIN - left
        if len(plots) == 1:
            plots[0].set_position((left, _BOTTOM, width, _TOP - _BOTTOM))
            return
        room = _TOP - _BOTTOM - _BETWEEN
        plots[0].set_position((left, _TOP - _LARGER * room, width, _LARGER * room))
        plots[1].set_position((left, _BOTTOM, width, (1 - _LARGER) * room))

    def _legend(self) -> None:
        order = ("price", "list price", "rank, 1 is top", "alert", "out of stock")
        names = [name for name in order if name in self._key]
        legend = self.figure.legend(
            [self._key[name] for name in names],
            names,
            loc="upper left",
            bbox_to_anchor=(_MARGIN, 0.832),
            ncols=len(names),
            frameon=False,
            prop=self._letters.font(SMALL - 1),
            labelcolor=self._look.quiet,
            borderpad=0,
            borderaxespad=0,
            handlelength=1.2,
            handletextpad=0.5,
            columnspacing=1.3,
        )
        legend.set_in_layout(False)

    def _write(
        self, x: float, y: float, text: str, size: float, colour: str, *, bold: bool = False, ha: str = "left"
    ) -> Text:
        said = self._letters.drawable(text)
        font = self._letters.font(size, bold=bold)
        return self.figure.text(x, y, said, fontproperties=font, color=colour, va="top", ha=ha, parse_math=False)

    def _width(self, text: Text) -> float:
        return text.get_window_extent(self._canvas.get_renderer()).width

    def _fit(self, text: Text, room: float) -> None:
        """Cut at a word, until the text is no wider than there is room (in pixels)."""
        words = plain(text.get_text()).split(" ")
        while len(words) > 1 and self._width(text) > room:
            words.pop()
            text.set_text(" ".join(words).rstrip(" ,;:·-–|") + "…")


def _keep_inside(axes: Axes) -> None:
    """Labels of moments at either end begin or end there, instead of reaching beyond the picture."""
    since, until = axes.get_xlim()
    for label in axes.get_xticklabels():
        along = (label.get_position()[0] - since) / (until - since)
        label.set_horizontalalignment("left" if along < _EDGE else "right" if along > 1 - _EDGE else "center")
