"""The legs of a rule of several conditions: what each remembers, as text in the rule's anchor."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from core.watching.rule import Condition, Rule, legs

_TARGETS: Final = frozenset({"below", "above", "by"})


@dataclass(frozen=True, slots=True)
class Leg:
    """One condition: its own memory, and since when it holds (None: it does not).

    Of what has fired, `base` is the memory from before (what its return is measured from), and `fact` what was found.
    """

    rule: Rule
    since: datetime | None = None
    base: Rule | None = None
    fact: str | None = None

    @property
    def asked(self) -> Condition:
        """The condition."""
        return legs(self.rule.condition)[0]

    @property
    def is_target(self) -> bool:
        """Whether it is about a mark, on one side of which a value is."""
        return self.asked.when in _TARGETS

    @property
    def is_distance(self) -> bool:
        """Whether it is about a distance from an anchor."""
        return self.asked.value is not None and self.asked.unit != "days" and not self.is_target


def legs_of(rule: Rule) -> tuple[Leg, ...]:
    """The legs of a rule, with what each remembers; a rule of one condition is its own leg."""
    if isinstance(rule.condition, Condition):
        return (Leg(rule),)
    conditions = legs(rule.condition)
    bare = replace(rule, anchor=None, anchored_at=None, about=None, armed=True)
    memories: Sequence[Mapping[str, Any]] = json.loads(rule.anchor) if rule.anchor else [{}] * len(conditions)
    return tuple(_read(replace(bare, condition=one), memory) for one, memory in zip(conditions, memories, strict=True))


def written(found: Iterable[Leg]) -> str:
    """What `legs_of` reads back."""
    return json.dumps([_memory(leg) for leg in found], separators=(",", ":"), ensure_ascii=False)


def _read(bare: Rule, memory: Mapping[str, Any]) -> Leg:
    base = memory.get("base")
    return Leg(
        rule=_remembering(bare, memory),
        since=_time(memory.get("since")),
        base=None if base is None else _remembering(bare, base),
        fact=memory.get("fact"),
    )


def _remembering(bare: Rule, memory: Mapping[str, Any]) -> Rule:
    return replace(
        bare,
        anchor=memory.get("anchor"),
        anchored_at=_time(memory.get("at")),
        about=memory.get("about"),
        armed=memory.get("armed", True),
    )


def _memory(leg: Leg) -> Mapping[str, Any]:
    more = {
        "since": leg.since.isoformat() if leg.since else None,
        "base": _of_rule(leg.base) if leg.base else None,
        "fact": leg.fact,
    }
    return _of_rule(leg.rule) | {name: value for name, value in more.items() if value is not None}


def _of_rule(rule: Rule) -> dict[str, Any]:
    at = rule.anchored_at.isoformat() if rule.anchored_at else None
    return {"anchor": rule.anchor, "at": at, "about": rule.about, "armed": rule.armed}


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
