"""Several conditions as one rule: ``price below 20 and bsr below 500``, ``any of price below 20, stock back``."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.command import Took
from bot.grammar.words import Quoted
from core.watching.rule import Asked, Condition, How, Together, together

MOST_LEGS: Final = 8  # of one rule; more, nobody could follow
_MOST_WORDS: Final = 120  # of one rule
_DEEPEST: Final = 3  # brackets in brackets
_LISTS: Final = {("all", "of"): How.ALL, ("any", "of"): How.ANY, ("either", "of"): How.ANY, ("both", "of"): How.ALL}
_BINDS: Final = {How.ALL: "and", How.ANY: "or"}
_JOINTS: Final = frozenset({"and", "or"})

ReadLeg = Callable[[Sequence[str]], Took | None]


@dataclass(frozen=True, slots=True)
class _Read:
    """What was made of some tokens: the rule, and where the next token stands."""

    asked: Asked
    end: int


class Combination:
    """Reads words as a rule; `leg` reads one condition. “and” binds closer than “or”; brackets may say otherwise."""

    def __init__(self, words: Sequence[str], leg: ReadLeg) -> None:
        self._tokens = tuple(_tokens(words[:_MOST_WORDS]))
        self._words = tuple(token for token, _ in self._tokens)
        self._leg = leg

    def take(self) -> Took | None:
        """The longest rule at the beginning of the words."""
        read = self._listed() or self._joined(0, How.ANY, 0)
        if read is None or _size(read.asked) > MOST_LEGS:
            return None
        return Took(read.asked, self._tokens[read.end - 1][1] + 1) if self._ends_a_word(read.end) else None

    def _listed(self) -> _Read | None:
        """``any of``, then conditions up to where no other follows."""
        how = _LISTS.get((self._word(0), self._word(1)))
        found: list[_Read] = []
        at = 2
        while how and (read := self._part(at, 0) or self._part(self._after_joint(at), 0)):
            found.append(read)
            at = read.end
        return _Read(together(how, [read.asked for read in found]), at) if how and found else None

    def _joined(self, at: int, how: How, depth: int) -> _Read | None:
        """Parts with the joint's word between them."""
        read = self._operand(at, how, depth)
        parts: list[Asked] = []
        while read:
            parts.append(read.asked)
            at = read.end
            is_joined = self._word(at) == _BINDS[how]
            read = self._operand(at + 1, how, depth) if is_joined else None
        return _Read(together(how, parts), at) if parts else None

    def _operand(self, at: int, how: How, depth: int) -> _Read | None:
        return self._joined(at, How.ALL, depth) if how is How.ANY else self._part(at, depth)

    def _part(self, at: int, depth: int) -> _Read | None:
        """One condition, or a rule in brackets."""
        if self._word(at) == "(" and depth < _DEEPEST:
            inside = self._joined(at + 1, How.ANY, depth + 1)
            return _Read(inside.asked, inside.end + 1) if inside and self._word(inside.end) == ")" else None
        took = self._leg(self._until_bracket(at)) if at < len(self._words) else None
        return _Read(took.value, at + took.words) if took and isinstance(took.value, Condition) else None

    def _until_bracket(self, at: int) -> Sequence[str]:
        end = next((one for one in range(at, len(self._words)) if self._word(one) in {"(", ")"}), len(self._words))
        return self._words[at:end]

    def _after_joint(self, at: int) -> int:
        return at + 1 if self._word(at) in _JOINTS else len(self._words)

    def _word(self, at: int) -> str:
        return self._words[at].lower() if at < len(self._words) and not isinstance(self._words[at], Quoted) else ""

    def _ends_a_word(self, end: int) -> bool:
        return end == len(self._tokens) or self._tokens[end][1] != self._tokens[end - 1][1]


def spell_asked(asked: Asked, leg: Callable[[Condition], str], joint: Callable[[How], str] = _BINDS.__getitem__) -> str:
    """A rule in words that `Combination` reads back as the same, its conditions as `leg` spells them."""
    match asked:
        case Condition():
            return leg(asked)
        case Together():
            parts = [_bracketed(part, asked.how, spell_asked(part, leg, joint)) for part in asked.parts]
            return f" {joint(asked.how)} ".join(parts)


def _bracketed(part: Asked, within: How, spelled: str) -> str:
    return f"( {spelled} )" if isinstance(part, Together) and within is How.ALL else spelled


def _tokens(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The words with brackets apart, each with the place of the word it stood in."""
    for place, word in enumerate(words):
        if isinstance(word, Quoted):
            yield word, place
            continue
        inner = word.strip("()")
        start = len(word) - len(word.lstrip("("))
        end = len(word) - len(word.rstrip(")")) if inner else 0
        yield from (("(", place) for _ in range(start))
        middle = word[start : len(word) - end]
        if middle:
            yield middle, place
        yield from ((")", place) for _ in range(end))


def _size(asked: Asked) -> int:
    return 1 if isinstance(asked, Condition) else sum(map(_size, asked.parts))
