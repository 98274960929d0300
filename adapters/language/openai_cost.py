"""What OpenAI's models cost: dollars for a million tokens in and out, as of November 2025 (openai.com/api/pricing)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

_PRICES: Final[Mapping[str, tuple[str, str]]] = {
    "gpt-4.1": ("2.00", "8.00"),
    "gpt-4.1-mini": ("0.40", "1.60"),
    "gpt-4.1-nano": ("0.10", "0.40"),
    "gpt-4o": ("2.50", "10.00"),
    "gpt-4o-mini": ("0.15", "0.60"),
    "gpt-5": ("1.25", "10.00"),
    "gpt-5-mini": ("0.25", "2.00"),
    "gpt-5-nano": ("0.05", "0.40"),
    "gpt-5.1": ("1.25", "10.00"),
}
_MILLION: Final = 1_000_000


def dollars(model: str, tokens_in: int, tokens_out: int) -> Decimal | None:
    """What so many tokens cost; None where the price is not known here. Dated names cost what undated ones do."""
    named = max((name for name in _PRICES if model == name or model.startswith(f"{name}-20")), key=len, default=None)
    if named is None:
        return None
    price_in, price_out = map(Decimal, _PRICES[named])
    return (price_in * tokens_in + price_out * tokens_out) / _MILLION
