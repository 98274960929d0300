"""What was told, read from the output of many runs, and whether it was all, true, and once."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby, zip_longest

_ASIN = re.compile(r"\bB0[0-9A-Z]{8}\b")
_PRICE = re.compile(r"Price (?:dropped|rose) [\d.]+ %: (\$[\d.]+) → (\$[\d.]+)")
_TARGET = re.compile(r"Price is below your target: (\$[\d.]+) → (\$[\d.]+)")
_STOCK = re.compile(r"\b(Out of|Back in) stock\b")
_OVER = r"(?:Resolved after [^:]+: )?"  # it was over before it was told
_HEADLINE = re.compile(rf"\S {_OVER}(?:Price |Out of stock|Back in stock)")
_TABLE = re.compile(r"\d (?:products changed|changes): ")
IN, OUT = "in", "out"
TARGET = Decimal(21)


@dataclass(frozen=True, slots=True)
class Told:
    """One change told in one run: `what` is price, target or stock."""

    asin: str
    what: str
    old: str
    new: str


def told_in(output: str) -> Iterator[Told]:
    """The changes that one run's output tells, in order: messages about one product, and tables of several."""
    for message in re.split(r"\n(?=\S )", output):
        title, *others = message.splitlines() or [""]
        if title.endswith("(updated)"):
            continue  # how it goes on: nothing new
        asin = _ASIN.search(title)
        if _TABLE.search(title):
            for row in others:
                if asin := _ASIN.search(row):
                    yield from _changes(row, asin[0])
        elif asin and _HEADLINE.match(title):
            yield from _changes(title, asin[0])
            yield from _targets("\n".join(others), asin[0])


def _changes(line: str, asin: str) -> Iterator[Told]:
    for found in _PRICE.finditer(line):
        yield Told(asin, "price", found[1], found[2])
    yield from _targets(line, asin)
    for found in _STOCK.finditer(line):
        yield Told(asin, "stock", *((IN, OUT) if found[1] == "Out of" else (OUT, IN)))


def _targets(text: str, asin: str) -> Iterator[Told]:
    for found in _TARGET.finditer(text):
        yield Told(asin, "target", found[1], found[2])


@dataclass(slots=True)
class Ledger:
    """Everything told, by run, and what was on its way when each run was killed."""

    runs: list[list[Told]] = field(default_factory=list)
    on_their_way: list[list[Told]] = field(default_factory=list)

    def sorted_out(self) -> tuple[list[Told], int]:
        """What was told, without what was told again because a kill met it on its way; and how much that was.

        A delivery that was printed but not marked when the process died is printed once more; only that is excused.
        """
        told: list[Told] = []
        expected_again: Counter[Told] = Counter()
        excused = 0
        nothing: list[Told] = []  # of the present run
        for printed, on_its_way in zip_longest(self.runs, self.on_their_way, fillvalue=nothing):
            for one in printed:
                if expected_again[one]:
                    expected_again[one] -= 1
                    excused += 1
                else:
                    told.append(one)
            expected_again += Counter(printed) & Counter(on_its_way)
        return told, excused


@dataclass(slots=True)
class Count:
    """The sum of a campaign, in the order in which it is asked after."""

    told: int = 0
    lost: int = 0
    false: int = 0
    again_in_flight: int = 0
    again_without_cause: int = 0
    stories: dict[str, str] = field(default_factory=dict)  # of the ASINs of which something is missing

    @property
    def is_clean(self) -> bool:
        return self.lost == self.false == self.again_without_cause == 0


def audit(
    ledger: Ledger,
    was: Mapping[tuple[str, str], Sequence[str]],
    *,
    all_of: Container[str],
    targets: Container[str],
) -> Count:
    """Compare what was told with what was so: the successive values of each (ASIN, what).

    Of the products in `all_of` each value was held until it was told, so that each must have been; others may have
    moved on before anyone looked: there what was told must be a chain without a gap, in order, to the last value. Each
    drop of one in `targets` to its target must have been told as that, too.
    """
    told, excused = ledger.sorted_out()
    count = Count(again_in_flight=excused)
    for (asin, what), values in was.items():
        everything = [one for one in told if (one.asin, one.what) == (asin, what)]
        chain = [one for one, _ in groupby(everything)]
        links = [values[0], *(one.new for one in chain)]
        count.told += len(chain)
        count.again_without_cause += len(everything) - len(chain)
        count.false += _out_of_order(chain, values)
        gaps = sum(not _is_near(one.old, value) for one, value in zip(chain, links, strict=False))
        rest = max(len(values) - len(links), 0) if asin in all_of else not _is_near(links[-1], values[-1])
        untold = 0
        if asin in targets:
            due = [replace(one, what="target") for one in chain if Decimal(one.new.lstrip("$")) <= TARGET]
            reached = [one for one in told if (one.asin, one.what) == (asin, "target")]
            count.told += len(reached)
            untold = (Counter(due) - Counter(reached)).total()
            count.false += (Counter(reached) - Counter(due)).total()
        count.lost += gaps + rest + untold
        if gaps or rest or untold:
            changes = ", ".join(f"{one.old} → {one.new}" for one in everything)
            missing = f", and of targets {untold} too few" if untold else ""
            count.stories[asin] = f"{asin}'s {what} was {', '.join(values)}; told was {changes}{missing}"
    return count


def _is_near(one: str, other: str) -> bool:
    """Whether a rule would see no difference: the cents only number the steps."""
    return one == other or (one[0] == other[0] == "$" and abs(Decimal(one[1:]) - Decimal(other[1:])) < 1)


def _out_of_order(chain: Sequence[Told], values: Sequence[str]) -> int:
    """How many of the values told cannot be found, each at or after the one before."""
    named = [value for value, _ in groupby(value for one in chain for value in (one.old, one.new))]
    rest = iter(values)
    return sum(not any(value == name for value in rest) for name in named)
