"""Which words a slip of the finger can turn into which."""

from typing import Final

SHORTEST: Final = 3
_SHORT: Final = 6
_LONG_ENOUGH: Final = 5  # for a letter to be taken for one that sounds alike
_KEYBOARD: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Letters that sound alike.
_ALIKE: Final = tuple(frozenset(one) for one in ("aeiou", "cs", "ck", "sz", "gj", "iy"))
_PLACES: Final = {
    letter: (row, column) for row, letters in enumerate(_KEYBOARD) for column, letter in enumerate(letters)
}


def is_other_word(key: str, word: str) -> bool:
    """Whether a short word differs in one letter that no finger confuses with the other: “store” is no “score”.

    Of three letters, only one may be missing: “tel” is “tell”.
    """
    if len(key) == SHORTEST:
        return len(word) != len(key) + 1
    if len(key) != len(word) or len(key) > _SHORT:
        return False
    different = [(one, other) for one, other in zip(key, word, strict=True) if one != other]
    if len(different) != 1:
        return False
    alike = len(key) >= _LONG_ENOUGH and key[-1] == word[-1] and any(set(different[0]) <= one for one in _ALIKE)
    return not alike and not _are_neighbours(*different[0])


def _are_neighbours(one: str, other: str) -> bool:
    """Whether two letters lie side by side on a keyboard."""
    (row, column), (row_too, column_too) = _PLACES.get(one, (9, 9)), _PLACES.get(other, (-9, -9))
    return abs(row - row_too) <= 1 and abs(column - column_too) <= 1
