"""Numbers that are said word by word: two hundred and ten, treinta y cinco, mil e quinhentos, nineteen ninety-nine."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

JOINTS: Final = frozenset({"-", "y", "e", "et", "und", "and"})


@dataclass(slots=True)
class Spoken:
    """A number that is said word by word; `group` is what stands below the next thousand."""

    group: Decimal
    last: Decimal = Decimal(0)
    thousands: Decimal = Decimal(0)
    cents: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        self.last = self.group
        if self.group >= 1000:
            self.thousands, self.group = self.group, Decimal(0)

    @property
    def value(self) -> Decimal:
        """The number so far."""
        return self.thousands + self.group + self.cents / 100

    def take(self, word: Decimal, joint: str) -> bool:
        """Go on by one word, if it belongs to the number; `joint` is what stands before it: “-”, “y”, “and”."""
        if word != int(word) or not self._add(word, joint):
            return False
        self.last = word
        return True

    def _add(self, word: Decimal, joint: str) -> bool:
        large = self.group >= 100 or self.thousands > 0
        if joint not in {"", "-"} and not (large if joint == "and" else large or self._completes(word)):
            return False
        if word >= 1000:
            self.thousands, self.group = self.thousands + (self.group or 1) * word, Decimal(0)
        elif word >= 100 and self.group:
            self.group *= word
        elif self.cents and self.cents % 10 == 0 and word < 10:
            self.cents += word
        elif self._completes(word) or (large and word < 1000 and (self.group % 100 == 0 or not self.group)):
            self.group += word
        elif self.group < 10 <= word and not large:
            self.group = self.group * 100 + word
        elif self.group >= 10 and word >= 10 and not large and not self.cents:
            self.cents = word
        else:
            return False
        return True

    def _completes(self, word: Decimal) -> bool:
        """“Five” completes “twenty”."""
        return self.last >= 20 and word < 10 and self.last % 10 == 0 and self.last < 100
