"""Charts, as data on axes; pixels are for people to look at."""

import asyncio
import struct
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import isnan
from zoneinfo import ZoneInfo

import pytest

from adapters.charts.matplotlib_chart import MatplotlibCharts, figure_of
from adapters.charts.moments import round_moments
from bot.views.wording import money
from core.catalog.chart import ChartData, Mark, Point, Stretch
from core.catalog.marketplace import MARKETPLACES

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def ago(days: float) -> datetime:
    return NOW - days * DAY


def point(days: float, value: str | None) -> Point:
    return Point(ago(days), None if value is None else Decimal(value))


EMPTY = ChartData(
    title="Vortex Blender 1.5 L, 900 W",
    plain_title="B0TESTBL01 on amazon.com",
    caption="90 days · lowest $39.99 on 12 Apr",
    nothing="Nothing was seen of B0TESTBL01 in the last 90 days.",
    since=ago(90),
    until=NOW,
    zone="Europe/Berlin",
    money=lambda amount: money(amount, "com"),
)
FULL = replace(
    EMPTY,
    prices=(point(90, "49.99"), point(61, None), point(57, "47.49"), point(21, "39.99"), point(15, "41.99")),
    list_prices=(point(90, "59.99"),),
    ranks=tuple(point(90 - step, str(1200 + step)) for step in range(91)),
    outs=(Stretch(ago(61), ago(57)),),
    marks=(Mark(ago(21)), Mark(ago(50), on_rank=True), Mark(ago(60))),
)


def line(axes, label):
    found = [one for one in axes.get_lines() if one.get_label() == label]
    return found[0] if found else None


def texts(figure):
    return [text.get_text() for text in figure.texts]


def days_of(line_):
    return [round(NOW.timestamp() / 86400 - x, 3) for x in line_.get_xdata()]


def size_of(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


async def test_a_chart_is_a_png_of_1080_by_720():
    assert size_of(await MatplotlibCharts().draw(FULL)) == (1080, 720)


def test_the_price_is_a_step_line_that_holds_until_now_and_breaks_where_there_was_none():
    price, _ = figure_of(FULL).axes
    drawn = line(price, "price")
    assert drawn.get_drawstyle() == "steps-post"
    assert days_of(drawn) == [90, 61, 57, 21, 15, 0]
    values = list(drawn.get_ydata())
    assert isnan(values[1])
    assert [value for value in values if not isnan(value)] == [49.99, 47.49, 39.99, 41.99, 41.99]


def test_the_list_price_is_quieter_and_dashed():
    price, _ = figure_of(FULL).axes
    quiet, loud = line(price, "list price"), line(price, "price")
    assert quiet.get_linewidth() < loud.get_linewidth()
    assert quiet.get_linestyle() == "--"
    assert list(quiet.get_ydata()) == [59.99, 59.99]


def test_a_list_price_far_above_does_not_flatten_the_price():
    price, *_ = figure_of(replace(FULL, list_prices=(point(90, "499"),))).axes
    assert price.get_ylim()[1] < 60


def test_the_rank_has_its_own_axis_with_one_at_the_top():
    _, rank = figure_of(FULL).axes
    bottom, top = rank.get_ylim()
    assert bottom > 1290
    assert 1200 > top >= 0.5
    assert len(line(rank, "rank").get_xdata()) == 91


def test_ranks_of_very_different_size_are_drawn_by_magnitude():
    (rank,) = figure_of(replace(EMPTY, ranks=(point(9, "3"), point(5, "90000"), point(1, "40")))).axes
    assert rank.get_yscale() == "log"
    assert rank.get_ylim()[0] > rank.get_ylim()[1]
    assert "#1,000" in [label.get_text() for label in rank.get_yticklabels()]


def test_times_out_of_stock_are_shaded_on_both_axes():
    for axes in figure_of(FULL).axes:
        (band,) = axes.patches
        assert round(band.get_width(), 3) == 4


def test_alerts_are_marked_on_the_line_they_are_about():
    price, rank = figure_of(FULL).axes
    on_price, on_rank = ([one for one in axes.get_lines() if one.get_marker() == "D"] for axes in (price, rank))
    assert [list(one.get_ydata()) for one in on_price] == [[39.99]]  # where there was no price there is no line to mark
    assert [list(one.get_ydata()) for one in on_rank] == [[1240.0]]


def test_the_key_names_what_is_drawn_and_nothing_else():
    def key(picture):
        (legend,) = figure_of(picture).legends
        return [text.get_text() for text in legend.get_texts()]

    assert key(FULL) == ["price", "list price", "rank, 1 is top", "alert", "out of stock"]
    assert key(replace(EMPTY, prices=FULL.prices)) == ["price"]


def test_asked_for_the_rank_it_leads():
    first, second = figure_of(replace(FULL, rank_first=True)).axes
    assert line(first, "rank")
    assert line(second, "price")
    assert first.get_position().height > second.get_position().height
    assert "#1,290" in texts(figure_of(replace(FULL, rank_first=True)))


def test_the_present_value_stands_beside_the_title_unless_there_is_none():
    assert "$41.99" in texts(figure_of(FULL))
    gone = replace(EMPTY, prices=(point(90, "49.99"), point(3, None)))
    assert not [text for text in texts(figure_of(gone)) if text.startswith("$")]


async def test_nothing_seen_is_a_sentence_instead_of_an_empty_picture():
    figure = figure_of(EMPTY)
    assert figure.axes == []
    assert EMPTY.nothing in texts(figure)
    assert size_of(await MatplotlibCharts().draw(EMPTY)) == (1080, 720)


@pytest.mark.parametrize(
    "changed",
    [
        {"prices": (point(0, "49.99"),), "since": NOW},
        {"prices": (point(90, "49.99"),)},
        {"prices": (point(90, "0.01"),)},
        {"prices": (point(90, "99999999.99"), point(3, "0.01"))},
        {"ranks": (point(3, "1"),)},
        {"ranks": (point(3, "1"), point(2, "1"))},
        {"prices": (point(90, None),), "outs": (Stretch(ago(90), NOW),)},
        {"list_prices": (point(90, "59.99"),)},
        {"since": NOW - timedelta(seconds=2), "prices": (point(0, "5"),)},
        {"since": ago(3650), "prices": (point(3650, "5"), point(9, "7"))},
    ],
    ids=["one point", "constant", "a cent", "absurd", "one rank", "top rank", "out", "list only", "2 s", "decade"],
)
@pytest.mark.parametrize("dark", [False, True])
async def test_every_shape_of_a_past_can_be_drawn(changed, dark):
    assert size_of(await MatplotlibCharts().draw(replace(EMPTY, dark=dark, **changed))) == (1080, 720)


def test_a_point_alone_between_two_gaps_is_a_dot():
    lonely = (point(80, "10"), point(80, None), point(40, "12"), point(39, None))
    price, *_ = figure_of(replace(EMPTY, prices=lonely)).axes
    assert days_of(line(price, "single")) == [80]
    rank, *_ = figure_of(replace(EMPTY, ranks=(point(80, "5"), point(80, None), point(9, "5"), point(8, "6")))).axes
    assert days_of(line(rank, "single")) == [80]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Vortex Blender", "Vortex Blender"),
        ("Größe «L» Чайник", "Größe «L» Чайник"),
        ("三徳包丁 180mm", EMPTY.plain_title),
        ("Bike 🚲", EMPTY.plain_title),
        ("From $5 to $10 \\alpha_{x}^2", "From $5 to $10 \\alpha_{x}^2"),
        ("evil\u202e\ntitle\x00", "evil title"),
    ],
)
async def test_a_title_shows_as_it_is_or_gives_way_to_the_asin(title, shown):
    picture = replace(FULL, title=title)
    assert texts(figure_of(picture))[1] == shown
    assert size_of(await MatplotlibCharts().draw(picture)) == (1080, 720)


def test_a_long_title_is_cut_at_a_word_and_leaves_room_for_the_present_value():
    figure = figure_of(replace(FULL, title="word " * 40))
    value, title = figure.texts[:2]
    renderer = figure.canvas.get_renderer()
    assert title.get_text().endswith("word…")
    assert title.get_window_extent(renderer).x1 < value.get_window_extent(renderer).x0


@pytest.mark.parametrize("store", MARKETPLACES, ids=lambda store: store.code)
def test_amounts_are_written_as_the_store_does_each_once_and_without_boxes(store):
    prices = (point(90, "1279"), point(3, "1199"))
    picture = replace(EMPTY, prices=prices, money=lambda amount: money(amount, store.code))
    (price,) = figure_of(picture).axes
    labels = [label.get_text() for label in price.get_yticklabels()]
    assert 2 <= len(labels) <= 6
    assert len(set(labels)) == len(labels)
    assert all(any(sign.isdigit() for sign in label) for label in labels)


def test_yen_have_no_ticks_between_two_yen():
    picture = replace(EMPTY, prices=(point(90, "2"), point(3, "3")), money=lambda amount: money(amount, "co.jp"))
    (price,) = figure_of(picture).axes
    labels = [label.get_text() for label in price.get_yticklabels()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("since", "until", "zone", "expected"),
    [
        ("2026-05-03T00:00", "2026-05-03T20:00", "UTC", ["00:00", "06:00", "12:00", "18:00"]),
        ("2026-05-02T22:00", "2026-05-03T10:00", "Europe/Berlin", ["00:00", "03:00", "06:00", "09:00", "12:00"]),
        ("2026-05-01T00:00", "2026-05-20T00:00", "UTC", ["05-04", "05-11", "05-18"]),
        ("2026-02-02T12:00", "2026-05-03T12:00", "UTC", ["03-01", "04-01", "05-01"]),
        ("2016-05-03T00:00", "2026-05-03T00:00", "UTC", ["2018", "2020", "2022", "2024", "2026"]),
        ("2026-05-03T12:00:03", "2026-05-03T12:00:04", "UTC", ["12:00:03", "12:00:04"]),
    ],
)
def test_moments_are_round_in_the_chat_s_own_zone(since, until, zone, expected):
    start, end = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (since, until))
    found = [one.astimezone(ZoneInfo(zone)).isoformat() for one in round_moments(start, end, ZoneInfo(zone), 5)]
    assert all(any(word in one for word in expected) for one in found)
    assert len(found) == len(expected)


def test_a_day_that_the_clocks_change_is_no_trouble():
    zone = ZoneInfo("Europe/Berlin")
    found = round_moments(datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 30, 12, tzinfo=UTC), zone, 5)
    assert [one.astimezone(zone).hour for one in found] in ([0, 12, 0, 12], [12, 0, 12, 0, 12], [0, 12, 0, 12, 0])


async def test_charts_drawn_at_once_do_not_mix():
    charts = MatplotlibCharts()
    one, other = FULL, replace(FULL, dark=True)
    alone = [await charts.draw(one), await charts.draw(other)]
    assert await asyncio.gather(charts.draw(one), charts.draw(other)) == alone
