"""What a message asks for, as typed actions: the action format that `amazcope interpret` prints."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal

from core.watching.rule import Condition

Products = str | tuple[str, ...]
"""A group (``all``, ``own``, ``competitor``, ``list:NAME``), or products as ``B0…@com``; a short link as it is."""

Missing = Literal["product", "value", "which", "action"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Begin to watch products; `every` is in minutes."""

    products: Products
    rules: tuple[Condition, ...] = ()
    role: str | None = None
    list: str | None = None
    every: int | None = None


@dataclass(frozen=True, slots=True)
class Untrack:
    """Stop watching products."""

    products: Products


@dataclass(frozen=True, slots=True)
class ListWatched:
    """Show what is watched: all, one list, or what passes a filter."""

    list: str | None = None
    filter: str | None = None


@dataclass(frozen=True, slots=True)
class Show:
    """Show how products stand."""

    products: Products


@dataclass(frozen=True, slots=True)
class Chart:
    """Draw a metric of products over some days."""

    products: Products
    metric: str = "price"
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """Set rules on tracked products."""

    products: Products
    rules: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AlertOff:
    """Take rules away: those of `metrics`, or all where there are none."""

    products: Products
    metrics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """Show the rules in force."""

    products: Products | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Look at Amazon now."""

    products: Products


@dataclass(frozen=True, slots=True)
class Changes:
    """Tell what changed lately."""

    products: Products | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Compare:
    """Put products side by side; ``competitor`` among them means all rivals."""

    products: Products


@dataclass(frozen=True, slots=True)
class Audit:
    """Judge listings."""

    products: Products


@dataclass(frozen=True, slots=True)
class Optimize:
    """Suggest better listing texts, for the parts in `focus` or all."""

    products: Products
    focus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mute:
    """Hold alerts down: for `hours`, until a moment, or until unmuted; of some `metrics` alone where they are named.

    The action format has no word for metrics here: to it such a silence is a question.
    """

    products: Products
    hours: Decimal | None = None
    until: datetime | None = None
    metrics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmute:
    """Let products be told of again."""

    products: Products


@dataclass(frozen=True, slots=True)
class Digest:
    """Send one summary regularly, or none; `time` is ``HH:MM``."""

    frequency: str
    time: str | None = None
    weekday: str | None = None


@dataclass(frozen=True, slots=True)
class Quiet:
    """Keep quiet between two times of every day (``HH:MM``), or no longer where both are None."""

    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """Send what is watched as a file."""

    format: str = "csv"
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the last change back."""


@dataclass(frozen=True, slots=True)
class Help:
    """Say what can be asked."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing is asked of us."""


@dataclass(frozen=True, slots=True)
class Clarify:
    """Something is asked, and acting would be a guess."""

    missing: Missing


Action = (
    Track
    | Untrack
    | ListWatched
    | Show
    | Chart
    | Alert
    | AlertOff
    | Rules
    | Check
    | Changes
    | Compare
    | Audit
    | Optimize
    | Mute
    | Unmute
    | Digest
    | Quiet
    | Export
    | Undo
    | Help
    | Nothing
    | Clarify
)

_NAMES: Final = {ListWatched: "list", AlertOff: "alert_off", Nothing: "none"}
_UNNAMED: Final = frozenset({"audit", "undercut"})
_KEYS: Final = {"every": "every_minutes", "start": "from", "end": "to"}


def to_json(action: Action) -> dict[str, Any]:
    """An action as the action format writes it; what was not said is left out."""
    if _is_beyond_the_format(action):
        return to_json(Clarify("action"))
    name = _NAMES.get(type(action), type(action).__name__.lower())
    if isinstance(action, Quiet) and action.start is None:
        return {"action": "quiet", "off": True}
    fields = {_KEYS.get(key, key): _plain(getattr(action, key)) for key in type(action).__dataclass_fields__}
    always = {"metrics"} if isinstance(action, AlertOff) else set()
    return {"action": name} | {key: value for key, value in fields.items() if value not in (None, []) or key in always}


def condition_json(condition: Condition) -> dict[str, Any]:
    """A rule as the action format writes it."""
    named = {"metric": condition.metric, "when": condition.when, "value": _plain(condition.value)}
    return {key: value for key, value in (named | {"unit": condition.unit}).items() if value is not None}


def _is_beyond_the_format(action: Action) -> bool:
    """Whether an action asks for what chats can do and the format has no name for."""
    match action:
        case Alert(rules=rules) | Track(rules=rules):
            return any(rule.metric in _UNNAMED for rule in rules)
        case Mute(metrics=metrics):
            return bool(metrics)
        case AlertOff(metrics=metrics):
            return not _UNNAMED.isdisjoint(metrics)
        case _:
            return False


def _plain(value: object) -> Any:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime():
            return value.isoformat()
        case Condition():
            return condition_json(value)
        case tuple():
            return [_plain(one) for one in value]
        case _:
            return value
