"""Text as the rules read it: cleaned, cut into words, and searched for what is no plain text."""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_TAG_NAMES: Final = (
    "a|abbr|article|b|big|blockquote|body|br|button|center|code|dd|del|div|dl|dt|em|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|"
    "img|input|ins|label|li|link|main|mark|meta|ol|option|p|pre|q|s|script|section|select|small|span|strike|strong|style|sub|sup|"
    "svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|video|wbr"
)
_TAG: Final = re.compile(rf"</?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>|<!--[^<>]*-->", re.IGNORECASE)
_LINE_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SPACES: Final = re.compile(r"\s+")
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Zero-width and direction signs, soft hyphens, joiners.
_UNSEEN: Final = re.compile(
    "[\u00ad\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_VARIATION: Final = re.compile("[\ufe00-\ufe0f]")
# Pictographs and dingbats; signs such as © and ™, which Unicode counts among emoji, have rules of their own.
_EMOJI: Final = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u231a\u231b\u23e9-\u23f3\u23f8-\u23fa"
    "\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2194-\u2199\u21a9\u21aa\u2934\u2935\u20e3\u3030\u303d\u3297\u3299]"
)
_UNPARTED: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f々ー"
_CJK: Final = re.compile(f"[{_UNPARTED}]+")
NO_WORD_BEFORE: Final = rf"(?<![^\W{_UNPARTED}])"
NO_WORD_AFTER: Final = rf"(?![^\W{_UNPARTED}])"
"""Where a word of letters begins and ends: no letter before or after it but of a language that parts no words."""
# Control signs, and halves of signs that no encoding knows.
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_STRANGE: Final = re.compile("|".join(signs.pattern for signs in (_CONTROL, _UNSEEN, _EMOJI)))
_HIRAGANA: Final = re.compile("[\u3040-\u309f]+")


def clean(text: str) -> str:
    """Entities decoded, markup stripped, NFC, control and zero-width signs taken out, spaces collapsed."""
    plain = _TAG.sub(" ", html.unescape(text))
    composed = unicodedata.normalize("NFC", plain)
    seen = _VARIATION.sub("", _UNSEEN.sub("", composed))
    return _SPACES.sub(" ", _CONTROL.sub(" ", seen)).strip()


def tags(text: str, *, line_breaks: bool) -> tuple[str, ...]:
    """The HTML tags in raw text, written out or as entities; without `line_breaks`, ``<br>`` is none."""
    found = _TAG.findall(_CONTROL.sub(" ", html.unescape(text)))
    return tuple(tag for tag in found if line_breaks or not _LINE_BREAK.fullmatch(tag))


def unseen_signs(text: str) -> tuple[str, ...]:
    """Names of emoji, control and zero-width signs in raw text; tabs and line ends are spaces."""
    found = [sign for sign in _STRANGE.findall(html.unescape(text)) if sign not in "\t\n\r"]
    return tuple(dict.fromkeys(unicodedata.name(sign, f"U+{ord(sign):04X}").lower() for sign in found))


def emoji(text: str) -> tuple[str, ...]:
    """The emoji in a text."""
    return tuple(dict.fromkeys(_EMOJI.findall(text)))


def words(text: str) -> tuple[str, ...]:
    """Words without case, parted by spaces, signs and hyphens; runs of Chinese and Japanese as pairs of signs."""
    if is_cjk(text):
        return tuple(word for word, _ in words_at(text))
    return tuple(fold("\n".join(_WORD.findall(text))).split("\n")) if _WORD.search(text) else ()


def words_at(text: str) -> Iterator[tuple[str, int]]:
    """The same with the place at which each begins."""
    for found in _WORD.finditer(text):
        word, start = found.group(), found.start()
        if not _CJK.search(word):
            yield fold(word), start
            continue
        for piece in re.finditer(rf"{_CJK.pattern}|[^\s]+?(?={_CJK.pattern}|$)", word):
            yield from _pairs(piece.group(), start + piece.start())


def fold(text: str) -> str:
    """Text without case and with one apostrophe; the Turkish i's, with and without a dot, are one."""
    return text.casefold().replace("i\u0307", "i").replace("ı", "i").replace("’", "'")


def is_cjk(text: str) -> bool:
    """Whether a text has Chinese or Japanese signs."""
    return bool(_CJK.search(text))


def is_word(word: str) -> bool:
    """Whether something is a word rather than a number, a letter alone, or Japanese grammar."""
    return len(word) > 1 and not word.isdigit() and not _HIRAGANA.fullmatch(word)


def _pairs(run: str, start: int) -> Iterator[tuple[str, int]]:
    if not _CJK.match(run) or len(run) < 2:
        yield run.casefold(), start
        return
    for at in range(len(run) - 1):
        yield run[at : at + 2], start + at
