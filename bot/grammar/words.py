"""Cutting a line into words: white space, commas and quotes, with links and amounts left whole."""

import re
from typing import Final

from core.catalog.asin import read_asin

LONGEST_LINE: Final = 10_000
MOST_WORDS: Final = 2_000
_WORD: Final = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')
_SEPARATORS: Final = ",;"
VERBATIM: Final = ":="
_VERBATIM: Final = re.compile(r"(?:^|\s):=(?:\s+|$)")


class Quoted(str):
    """A word that stood in quotes: a name, never a keyword."""

    __slots__ = ()


def cut(line: str) -> tuple[str, ...]:
    """The words of a line; a quoted stretch is one `Quoted` word, commas after words go, `B0…,B0…` is two words.

    What follows a ``:=`` is one `Quoted` word, just as it was written.
    """
    text = _VERBATIM.search(line[:LONGEST_LINE])
    if text and line.count('"', 0, text.start()) % 2 == 0:
        return (*cut(line[: text.start()]), *filter(None, (VERBATIM, Quoted(line[text.end() : LONGEST_LINE].strip()))))
    words: list[str] = []
    for found in _WORD.finditer(line[:LONGEST_LINE]):
        quoted = found[1] if found[1] is not None else found[2]
        if quoted is not None:
            words.append(Quoted(quoted.strip()))
        else:
            words.extend(_parts(found[3].rstrip(_SEPARATORS)))
        if len(words) >= MOST_WORDS:
            break
    return tuple(word for word in words if word)


def quoted(name: str) -> str:
    """A name spelled so that `cut` gives it back as one `Quoted` word."""
    return '"' + name.replace('"', "'") + '"'


def _parts(word: str) -> list[str]:
    parts = re.split(r"[,;]", word)
    return parts if len(parts) > 1 and all(read_asin(part) for part in parts if part) else [word]
