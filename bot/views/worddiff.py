"""What words a text lost and gained."""

import re
from difflib import SequenceMatcher
from typing import Final

_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+")
_MOST: Final = 300


def word_diff(before: str, after: str) -> tuple[str, str]:
    """The stretches of words that are gone and those that are new, parted by “ · ”; moved words are both."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    gone, fresh = list[str](), list[str]()
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone.append(_joined(old[old_from:old_to]))
            fresh.append(_joined(new[new_from:new_to]))
    return _shown(gone), _shown(fresh)


def _joined(words: list[str]) -> str:
    text = " ".join(words)
    return re.sub(r"(?<=[\u3040-\u30ff\u3400-\u9fff]) (?=[\u3040-\u30ff\u3400-\u9fff])", "", text)


def _shown(stretches: list[str]) -> str:
    text = " · ".join(filter(None, stretches))
    return text if len(text) <= _MOST else f"{text[: _MOST - 1].rstrip()}…"
