"""Pages of rank readings: what is packed comes back."""

from hypothesis import given
from hypothesis import strategies as st

from adapters.storage.sql.rank_pages import WEEK, RankReading, coarser, merged, packed, unpacked

_LARGEST = 2**31 - 1
_HOUR = 3600


@st.composite
def pages(draw: st.DrawFn) -> tuple[int, list[RankReading]]:
    """A week up to the year 2100, and readings in it, oldest first."""
    week = draw(st.integers(0, 6_800))
    seconds = draw(st.lists(st.integers(0, WEEK - 1), min_size=1, max_size=60, unique=True))
    number = st.integers(0, _LARGEST)
    return week, [(week * WEEK + second, draw(number), draw(number)) for second in sorted(seconds)]


@given(pages())
def test_what_is_packed_comes_back_whatever_it_is(page: tuple[int, list[RankReading]]) -> None:
    week, readings = page
    assert unpacked(week, packed(week, readings)) == readings


def test_a_week_of_hourly_readings_takes_a_few_bytes_each() -> None:
    readings = [(2_950 * WEEK + hour * _HOUR + hour % 7, 5_000 + hour * 37 % 401, 3) for hour in range(168)]
    assert len(packed(2_950, readings)) < 3.5 * len(readings)


def test_of_two_readings_in_one_second_the_newer_stays() -> None:
    assert merged([(1, 10, 1), (3, 30, 1)], [(2, 20, 1), (3, 31, 1)]) == [(1, 10, 1), (2, 20, 1), (3, 31, 1)]


def test_the_lower_of_two_medians_stays_and_nothing_outside_is_touched() -> None:
    readings = [(0, 9, 1), (1, 8, 1), (_HOUR, 7, 1), (_HOUR + 1, 5, 1), (_HOUR + 2, 1, 2), (2 * _HOUR, 3, 1)]
    kept = [(0, 9, 1), (1, 8, 1), (_HOUR + 1, 5, 1), (_HOUR + 2, 1, 2), (2 * _HOUR, 3, 1)]
    assert coarser(readings, _HOUR, 2 * _HOUR, _HOUR) == kept
