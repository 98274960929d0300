"""How one text became another, word by word, short enough to be looked at."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from core.messages import Diff, Fate, Stretch

_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+")
_BETWEEN_SIGNS: Final = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff]) (?=[\u3040-\u30ff\u3400-\u9fff])")
_AROUND: Final = 4  # unchanged words that are shown beside a change
_MOST_WORDS: Final = 600  # of a text that are compared
_LONGEST: Final = 700  # characters in all
_MORE: Final = Stretch(Fate.KEPT, "…")


def word_diff(label: str, before: str, after: str) -> Diff:
    """What was kept, taken out and put in; moved words are both, and words far from any change are left out."""
    old, new = (_WORD.findall(text.replace("\n", " / "))[:_MOST_WORDS] for text in (before, after))
    return Diff(label, tuple(_within(_stretches(old, new))))


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (kind, old_from, old_to, new_from, new_to) in enumerate(steps):
        if kind == "equal":
            yield _kept(old[old_from:old_to], is_first=number == 0, is_last=number == len(steps) - 1)
            continue
        for fate, words in ((Fate.GONE, old[old_from:old_to]), (Fate.NEW, new[new_from:new_to])):
            if words:
                yield Stretch(fate, _joined(words))


def _kept(words: Sequence[str], *, is_first: bool, is_last: bool) -> Stretch:
    head = [] if is_first else list(words[:_AROUND])
    tail = [] if is_last else list(words[-_AROUND:])
    is_short = len(words) <= 2 * _AROUND + 1 or (is_first and is_last)
    return Stretch(Fate.KEPT, _joined(words if is_short else [*head, "…", *tail]))


def _within(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    left = _LONGEST
    for one in stretches:
        left -= len(one.words)
        if left < 0:
            yield _MORE
            return
        yield one


def _joined(words: Sequence[str]) -> str:
    return _BETWEEN_SIGNS.sub("", " ".join(words))
