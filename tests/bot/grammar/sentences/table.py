"""The tables of sentences: a line for each, with what it means after the arrow."""

from pathlib import Path

from tests.bot.grammar.sentences.stage import A, B, C

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "ja")
MARKETS = {"en": "com", "de": "de", "fr": "fr", "es": "es", "it": "it", "pt": "com.br", "ja": "co.jp"}


def rows(language: str) -> list[tuple[str, str]]:
    """Each sentence of a language, and what it means."""
    lines = (Path(__file__).parent / "tables" / f"{language}.txt").read_text("utf-8").splitlines()
    parts = (line.rpartition(" => ") for line in lines if " => " in line)
    return [(text.replace("{A}", A).replace("{B}", B).replace("{C}", C), meant) for text, _, meant in parts]
