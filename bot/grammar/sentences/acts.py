"""From a clause and its intent to an action."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final

from bot.grammar import meaning
from bot.grammar.meaning import Action, Clarify
from bot.grammar.sentences import looking, telling, timing
from bot.grammar.sentences.scene import Scene
from bot.grammar.sentences.terms import Kind


def act(scene: Scene) -> Action | None:
    """The action that a clause asks for; None where it asks nothing."""
    maker = _MAKERS.get(scene.intent)
    action = maker(scene) if maker else None
    if isinstance(action, Clarify) and scene.unknown and _asks_people(scene):
        return None  # “can someone update the deck?”
    return action


def _digest(scene: Scene) -> Action | None:
    """The summary's times; “the quarterly report is due” asks for none."""
    told = scene.unknown and not scene.clause.all(Kind.LIGHT, Kind.OPEN, Kind.STOP)
    return None if told else timing.digest(scene.clause)


def _asks_people(scene: Scene) -> bool:
    return any(word in _ANYBODY for term in scene.clause.all(Kind.OPEN) for word in term.text.split())


def _vague(scene: Scene) -> Action | None:
    """Something about a product, and not what; of “the same alert” only the value is missing."""
    if not scene.target.said:
        return None
    alert = any(word in term.text for term in scene.clause.all(Kind.OPEN) for word in _ALERTS)
    return Clarify("value" if alert else "action")


def _is_told(scene: Scene) -> bool:
    """“Help is on the way” asks for none."""
    words = [term.text for term in scene.clause.terms]
    return any(one == "help" and after in {"is", "was", "came", "arrived"} for one, after in pairwise(words))


_ANYBODY: Final = frozenset({"someone", "somebody", "anyone", "anybody"})
_ALERTS: Final = ("alert", "rule", "alarm", "threshold")
_MAKERS: Final[Mapping[str, Callable[[Scene], Action | None]]] = {
    "track": telling.track,
    "no track": telling.no_track,
    "untrack": telling.untrack,
    "tell": telling.tell,
    "alert_off": telling.alert_off,
    "mute": telling.mute,
    "unmute": telling.unmute,
    "show": looking.show,
    "ask": looking.ask,
    "list": looking.listed,
    "chart": looking.chart,
    "compare": looking.compare,
    "changes": looking.changes,
    "optimize": looking.optimize,
    "audit": looking.audit,
    "check": looking.check,
    "rules": looking.rules,
    "export": looking.export,
    "digest": _digest,
    "digest off": lambda _: meaning.Digest("off"),
    "quiet": lambda scene: timing.quiet(scene.clause),
    "quiet off": lambda _: meaning.Quiet(),
    "vague": _vague,
    "undo": lambda _: meaning.Undo(),
    "explain": lambda _: meaning.Help(),
    "help": lambda scene: None if scene.unknown > 1 or _is_told(scene) else meaning.Help(),
}
