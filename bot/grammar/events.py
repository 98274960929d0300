"""Reading what ends a silence: ``until price < 20``, ``until back in stock``."""

from collections.abc import Sequence
from typing import Final

from bot.command import Took
from bot.grammar.rules import Rules, spell_rule
from core.watching.rule import Condition, Together

_AS_RULES: Final = {
    ("back", "in", "stock"): ("stock", "back"),
    ("in", "stock"): ("stock", "back"),
    ("out", "of", "stock"): ("stock", "out"),
}
_FILLING: Final = frozenset({"the", "it", "is", "it's", "its"})


class UntilEvent:
    """``until`` and a condition, as rules are said."""

    many = False
    hint = "[until price < 20]"

    def take(self, words: Sequence[str]) -> Took | None:
        """The condition after ``until``, with or without the little words of a sentence before it."""
        if words[0].lower() not in {"until", "till"}:
            return None
        skipped = 1
        while skipped < len(words) and words[skipped].lower() in _FILLING:
            skipped += 1
        rest = words[skipped:]
        for said, meant in _AS_RULES.items():
            if tuple(word.lower() for word in rest[: len(said)]) == said:
                took = Rules().take(meant)
                return took and Took(took.value, skipped + len(said))
        found = Rules().take(rest) if rest else None
        return found and Took(found.value, skipped + found.words)

    def spell(self, value: object) -> str:
        """As a rule, after ``until``."""
        if not isinstance(value, Condition | Together):
            raise TypeError(value)
        return f"until {spell_rule(value)}"
