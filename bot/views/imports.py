"""What an import would do, and what it did."""

from collections.abc import Sequence
from datetime import timedelta

from bot.files.import_file import ReadFile
from bot.views.wording import number, short, span
from core.messages import Block, Bullets, Button, Buttons, Card, Fact, Facts, Paragraph, Tone
from core.watching.plan import PLAN_HOLDS, Plan, Wanted
from core.watching.watch import Watching

_MOST = 10
_LONGEST_REASON = 200
_DAY = timedelta(days=1)


def dry_run_card(
    name: str, read: ReadFile, fresh: Sequence[Wanted], known: int, plan: Plan | None, usual: timedelta
) -> Card:
    """New, duplicate, invalid with line numbers and reasons, checks a day; then Import or Cancel."""
    facts = [
        Fact("New", number(len(fresh))),
        Fact("Tracked already", f"{number(known)}, left as they are") if known else None,
        Fact("Repeated in the file", _repeated(read.repeated)) if read.repeated else None,
        Fact("Invalid", number(len(read.complaints))) if read.complaints else None,
        Fact("Checks a day", f"{number(_checks(fresh, usual))} more") if fresh else None,
        Fact("Ignored columns", _ignored(read.ignored)) if read.ignored else None,
    ]
    blocks: list[Block] = [Facts(tuple(fact for fact in facts if fact))]
    if read.complaints:
        blocks.append(Bullets(_complaints(read)))
    if plan is None:
        blocks.append(Paragraph("There is nothing to import, so nothing was changed."))
        return Card(f"{name}: nothing new", tuple(blocks), tone=Tone.WARNING if read.complaints else Tone.INFO)
    blocks.append(Paragraph(f"Nothing is changed yet. For {span(PLAN_HOLDS)}, and for you alone:"))
    blocks.append(Buttons((Button("Import", f"confirm {plan.id}"), Button("Cancel", f"cancel {plan.id}"))))
    return Card(f"{name}: {_products(len(fresh))} to import", tuple(blocks))


def imported_card(made: Sequence[Watching], asked: int) -> Card:
    """What was imported, and how to take it back."""
    if not made:
        return Card("Nothing was left to import: all of it is tracked already")
    first, last = made[0].watch.number, made[-1].watch.number
    numbers = f"no. {first}" if first == last else f"no. {first} to {last}"
    late = f" {_products(asked - len(made))} had been tracked meanwhile." if asked > len(made) else ""
    soon = Paragraph(f"They are {numbers}. Each is looked at in its turn, as soon as can be.{late}")
    return Card(f"Imported {_products(len(made))}", (soon, Buttons((Button("Undo", "undo"), Button("List", "list")))))


def _checks(fresh: Sequence[Wanted], usual: timedelta) -> int:
    return round(sum(_DAY / (one.wish.every or usual) for one in fresh))


def _repeated(lines: Sequence[int]) -> str:
    shown = ", ".join(str(line) for line in lines[:_MOST])
    more = f" and {number(len(lines) - _MOST)} more" if len(lines) > _MOST else ""
    return f"{number(len(lines))} (line {shown}{more})"


def _ignored(columns: Sequence[str]) -> str:
    more = f" and {len(columns) - _MOST} more" if len(columns) > _MOST else ""
    return ", ".join(short(name, 30) for name in columns[:_MOST]) + more


def _complaints(read: ReadFile) -> tuple[str, ...]:
    shown = tuple(f"Line {one.line}: {short(one.reason, _LONGEST_REASON)}" for one in read.complaints[:_MOST])
    more = len(read.complaints) - _MOST
    return (*shown, f"… and {number(more)} more lines") if more > 0 else shown


def _products(count: int) -> str:
    return "1 product" if count == 1 else f"{number(count)} products"
