"""Wishes: what was asked for beside the products."""

from dataclasses import dataclass
from datetime import timedelta

from core.watching.rule import Asked
from core.watching.watch import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How products are to be watched; None is unsaid. `only` puts `rules` in the place of the defaults."""

    rules: tuple[Asked, ...] = ()
    only: bool = False
    role: Role | None = None
    every: timedelta | None = None
    list_name: str | None = None
    memo: str | None = None
