"""What stands behind an amount that is paid again and again, or for a part of what is bought, in each language."""

from typing import Final

PER: Final = (
    "per month", "a month", "monthly", "per year", "per count", "per unit", "each month", "pro monat", "monatlich",
    "im monat", "par mois", "al mese", "mensili", "al mes", "mensual", "por mes", "por mês", "ao mês", "mensais",
    "per maand", "/mån", "per månad", "i månaden", "miesięcznie", "na miesiąc", "aylık", "شهري", "في الشهر", "月額",
    "毎月", "あたり", "每月", "प्रति माह",
)  # fmt: skip
