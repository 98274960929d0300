"""How long the reading of a message takes: sentences in seven languages, and messages made to be slow.

The peer is the slash line's own grammar, reading a line of the same meaning: what a sentence costs above it.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from bot.commands import MENU
from bot.grammar.line import read
from bot.grammar.sentences.understanding import understand
from tests.bot.grammar.sentences.fresh import names
from tests.bot.grammar.sentences.fresh import rows as chats
from tests.bot.grammar.sentences.stage import A, context
from tests.bot.grammar.sentences.table import rows

ROUNDS, GOAL_P50, GOAL_P99 = 5, 1.0, 5.0
HOSTILE = {
    "ten thousand ASINs": "track " + " ".join(f"B0{number:08d}" for number in range(10_000)),
    "as many ASINs as are read": "track " + " ".join(f"B0{number:08d}" for number in range(398)),
    "digits": "9" * 10_000,
    "quotes": '"' * 10_000,
    "one word": "a" * 10_000,
    "words nobody knows": " ".join(f"qx{chr(97 + number % 26)}zv{chr(97 + number // 26)}" for number in range(99)),
    "verbs": "track " * 99,
    "halves of phrases": "take " * 99,
    "questions": "what " * 99,
    "negations": "don't " * 99,
    "numbers": "1 " * 99,
    "corrections": "20 no wait " * 33,
    "many requests": "track the kettle below 20 and " * 16,
    "spaces": " " * 9_999,
    "dashes": "a-" * 5_000,
    "dots": "1." * 5_000,
    "commas": "," * 10_000,
    "kana": "を追跡し" * 1_000,
    "ligatures": "ﷺ" * 4_000,
}


def main() -> dict[str, Any]:
    """Percentiles in milliseconds; each message's best of some rounds, so that the machine's other work is left out."""
    here = context()
    plain = [best(lambda text=text: understand(text, here)) for text, _ in rows("en")]
    others = [best(lambda text=text, there=there: understand(text, there)) for text, there in _other_languages()]
    fresh = [best(lambda row=row: row.read()) for name in names() for row in chats(name)]
    hostile = {name: best(lambda text=text: understand(text, here)) for name, text in HOSTILE.items()}
    line = best(lambda: read(f"/track {A} below 20", MENU))
    sentence = best(lambda: understand(f"track {A} below 20", here))
    every = [*plain, *others, *fresh, *hostile.values()]
    return {
        "messages": len(every),
        "p50_ms": at(every, 50),
        "p99_ms": at(every, 99),
        "slowest_hostile": max(hostile, key=lambda name: hostile[name]),
        "slowest_hostile_ms": round(max(hostile.values()), 2),
        "goal_p50_ms": GOAL_P50,
        "goal_p99_ms": GOAL_P99,
        "ratio": round(sentence / line, 2),
    }


def _other_languages() -> list[tuple[str, Any]]:
    markets = {"de": "de", "fr": "fr", "es": "es", "it": "it", "pt": "com.br", "ja": "co.jp"}
    return [(text, context(market)) for language, market in markets.items() for text, _ in rows(language)]


def best(work: Callable[[], object]) -> float:
    """The shortest of some rounds, in milliseconds of this process's own work; one before does not count."""
    work()
    took = []
    for _ in range(ROUNDS):
        began = time.process_time_ns()
        work()
        took.append((time.process_time_ns() - began) / 1_000_000)
    return min(took)


def at(times: Sequence[float], share: int) -> float:
    return round(statistics.quantiles(times, n=100, method="inclusive")[share - 1], 2)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    measured = main()
    print(json.dumps(measured) if arguments.json else measured)
