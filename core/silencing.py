"""Silences of a watch, or of some of its rules alone, and their end; no anchor moves meanwhile."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from core.watching.rule import Rule, is_about
from core.watching.watch import Watching


def muted(one: Watching, until: datetime, wake: Rule | None = None) -> Watching:
    """The whole watch silent until then, or until `wake` has news."""
    return replace(one, watch=replace(one.watch, muted_until=until, wake=wake))


def with_rules_muted(one: Watching, metrics: Collection[str], until: datetime) -> Watching:
    """The watch with its rules about these metrics silent until then; the others go on."""
    rules = (replace(rule, muted_until=until) if is_about(rule.condition, metrics) else rule for rule in one.rules)
    return replace(one, rules=tuple(rules))


def unmuted(one: Watching, metrics: Collection[str], now: datetime) -> Watching:
    """The watch and all its rules heard again, or only the rules about `metrics` where there are any.

    Silences end now, not never: by that it is known for whom there may be news, although nothing has changed.
    """
    silent = {rule.id for rule in muted_rules(one, metrics, now)}
    rules = tuple(replace(rule, muted_until=now) if rule.id in silent else rule for rule in one.rules)
    ends_here = not metrics and one.watch.is_muted(now)
    return Watching(replace(one.watch, muted_until=now, wake=None) if ends_here else one.watch, rules)


def rules_about(one: Watching, metrics: Collection[str]) -> tuple[Rule, ...]:
    """The rules of a watch that are about one of these metrics; all of them where none is named."""
    return tuple(rule for rule in one.rules if not metrics or is_about(rule.condition, metrics))


def muted_rules(one: Watching, metrics: Collection[str], now: datetime) -> tuple[Rule, ...]:
    """Those of `rules_about` that rest by themselves."""
    return tuple(rule for rule in rules_about(one, metrics) if rule.is_muted(now))


def has_silence(one: Watching, now: datetime) -> bool:
    """Whether anything of a watch is muted: itself, or one of its rules."""
    return one.watch.is_muted(now) or bool(muted_rules(one, (), now))
