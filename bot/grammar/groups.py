"""Words for several products at once: all, own, competitors, a list; such words in a row narrow one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.command import Took
from bot.grammar.words import Quoted
from bot.refs import Group

_ALL: Final = frozenset({"all", "everything"})
_ROLES: Final[Mapping[str, str]] = {
    "own": "own",
    "ours": "own",
    "competitor": "competitor",
    "competitors": "competitor",
}
_OURS: Final = frozenset({"our", "my"})
_NOUNS: Final = frozenset({"products", "listings", "items", "ones"})
_ON: Final = frozenset({"on", "in", "from"})
_LIST: Final = "list:"


@dataclass(frozen=True, slots=True)
class _Said:
    """What some words have come to: which role, which list (None: any), and how many words that took."""

    role: str | None = None
    of_list: str | None = None
    words: int = 0

    @property
    def group(self) -> Group:
        """The group of all that is on the list and has the role."""
        return Group(self.of_list, self.role) if self.of_list else Group(self.role or "all")


def take_group(words: Sequence[str]) -> Took | None:
    """The longest row of group words at the beginning; each narrows what the others leave.

    Two roles in a row, or two lists, are two groups: nothing is both.
    """
    said = _Said()
    while (further := _further(said, words[said.words :])) is not None:
        said = further
    return Took(said.group, said.words) if said.words else None


def _further(said: _Said, words: Sequence[str]) -> _Said | None:
    """What the next group word makes of it; None where there is none, or it begins another group."""
    next_one, following = _plain(words, 0), _plain(words, 1)
    if next_one in _ALL:
        return None if following == "of" else replace(said, words=said.words + 1)  # “all of”: conditions of one rule
    if next_one in _ROLES:
        return _with_role(said, _ROLES[next_one], 1)
    if said.words and next_one in _NOUNS:
        return replace(said, words=said.words + 1)
    if said.words and next_one in _OURS | {"the"} and (following in _ROLES or following in _NOUNS):
        if following in _ROLES or next_one == "the":
            return replace(said, words=said.words + 1)
        return _with_role(said, "own", 2)
    return _on_list(said, words)


def _with_role(said: _Said, role: str, words: int) -> _Said | None:
    return replace(said, role=role, words=said.words + words) if said.role in {None, role} else None


def _on_list(said: _Said, words: Sequence[str]) -> _Said | None:
    """``list:cables``, in quotes where its name has spaces; or, after a group word, ``on list cables``."""
    name, taken = None, 0
    if words and (_plain(words, 0).startswith(_LIST) or words[0].startswith(_LIST)):
        name, taken = words[0][len(_LIST) :], 1
    elif said.words and _plain(words, 0) in _ON and len(words) > 2 and _plain(words, 1) == "list":
        name, taken = str(words[2]), 3
    if name is None or said.of_list not in {None, _LIST + name}:
        return None
    return replace(said, of_list=_LIST + name, words=said.words + taken)


def _plain(words: Sequence[str], at: int) -> str:
    """The word there in small letters; empty where there is none, or it stood in quotes."""
    return words[at].lower() if at < len(words) and not isinstance(words[at], Quoted) else ""
