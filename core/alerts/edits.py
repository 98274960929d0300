"""What was edited in a text, word by word, and whether an edit of a title looks like Amazon's own."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

SHORT_TITLE: Final = 75  # characters to which Amazon shortens titles of its own accord
_AROUND: Final = 3  # unchanged words that are shown beside a change
_MOST_WORDS: Final = 600  # of a text that are compared
_LONGEST: Final = 300


def word_diff(old: str, new: str) -> str:
    """The new text with what changed in brackets: ``Vortex Blender [1.5 → 2] L, [+silent]``; far words are left out."""
    before, after = old.split()[:_MOST_WORDS], new.split()[:_MOST_WORDS]
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    text = " ".join(_pieces(before, after, steps))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def list_diff(old: Sequence[str], new: Sequence[str]) -> str:
    """Items that came and went, and what was edited where one took the place of another."""
    gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
    if not gone and not come:
        return "in another order"
    pairs = [word_diff(a, b) for a, b in zip(gone, come, strict=False)]
    rest = [f"[−{one}]" for one in gone[len(come) :]] + [f"[+{one}]" for one in come[len(gone) :]]
    text = " / ".join([*pairs, *rest])
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def rewrite_reasons(old: str, new: str) -> tuple[str, ...]:
    """Why Amazon itself may have rewritten this title; empty where nothing speaks for it.

    Amazon shortens titles to 75 characters and sets words in another order or case; sellers mostly bring new words.
    """
    before, after = _bare(old), _bare(new)
    reasons = []
    if len(new) <= SHORT_TITLE < len(old) and _is_within(after, before):
        reasons.append(f"it is the old one, shortened from {len(old)} to {len(new)} characters")
    if old != new and sorted(before) == sorted(after):
        reasons.append(
            "only order, case or punctuation changed" if before != after else "only case or punctuation changed"
        )
    return tuple(reasons)


def _pieces(
    before: Sequence[str], after: Sequence[str], steps: Sequence[tuple[str, int, int, int, int]]
) -> Iterator[str]:
    last = len(steps) - 1
    for number, (kind, a, b, c, d) in enumerate(steps):
        went, came = " ".join(before[a:b]), " ".join(after[c:d])
        match kind:
            case "equal":
                yield _shortened(before[a:b], first=number == 0, last=number == last)
            case "replace":
                yield f"[{went} → {came}]"
            case "delete":
                yield f"[−{went}]"
            case _:
                yield f"[+{came}]"


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> str:
    """Unchanged words, those far from any change left out."""
    head, tail = words[:_AROUND], words[-_AROUND:]
    if (first and last) or len(words) <= (_AROUND if first or last else 2 * _AROUND):
        return " ".join(words)
    if first:
        return " ".join(["…", *tail])
    return " ".join([*head, "…"] if last else [*head, "…", *tail])


def _bare(title: str) -> list[str]:
    """The words without case and punctuation around them."""
    stripped = (word.strip(".,;:!?()[]{}|/-–—\"'’“”&+").casefold() for word in title.split())
    return [word for word in stripped if word]


def _is_within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether all words stand in the longer text, in the same order."""
    rest = iter(long)
    return bool(short) and all(word in rest for word in short)
