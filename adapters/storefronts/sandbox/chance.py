"""Dice that fall the same way for the same question, so that a seed is a whole world."""

from hashlib import blake2b


def draw(low: int, high: int, *question: object) -> int:
    """A whole number from `low` to `high`, both included: always the same one for the same question."""
    words = "|".join(map(str, question)).encode()
    return low + int.from_bytes(blake2b(words, digest_size=8).digest(), "big") % (high - low + 1)
