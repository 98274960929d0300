"""What looks have taught in all, as it is kept from one process to the next."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """Everything that a `Foresight` remembers but for the habits of single products; times are hours since 1970.

    Changes and days by hour of the day (UTC) and by age, and the weight that the next lesson has; what a look must be
    worth; how many changes were found and expected of late; what part of the budget an hour has been given on average.
    """

    hour_changes: tuple[float, ...]
    hour_days: tuple[float, ...]
    age_changes: tuple[float, ...]
    age_days: tuple[float, ...]
    weight: float
    price: float | None
    found: float
    expected: float
    surged_at: float | None
    usual: float
    released_at: float | None
