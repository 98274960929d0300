"""Tables of sentences said in many chats, each with a watchlist of its own: tables/fresh."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.grammar.sentences.context import Context, Entry
from bot.grammar.sentences.understanding import understand
from tests.bot.grammar.sentences.stage import NOW, A, B, C, brief

OPEN = "~ "
FOLDER = Path(__file__).parent / "tables" / "fresh"
ZONES = {"com": "America/New_York", "co.uk": "Europe/London", "in": "Asia/Kolkata", "co.jp": "Asia/Tokyo"}


@dataclass(frozen=True, slots=True)
class Chat:
    """A watchlist in a store, and the nickname that the tables have for each of its products."""

    context: Context
    nicknames: dict[str, str]

    def focused(self, nickname: str) -> Context:
        """The same chat while a product of it, or a new one, is spoken of."""
        asin = {name: one for one, name in self.nicknames.items()}.get(nickname, A)
        return replace(self.context, focus=f"{asin}@{self.context.market}")


@dataclass(frozen=True, slots=True)
class Row:
    """What is said where, and what it means."""

    where: str
    chat: Chat
    focus: str
    text: str
    meant: str
    is_open: bool = False  # not read as meant yet; marked with a tilde

    def read(self) -> str:
        """What the grammar makes of it, in the tables' words."""
        context = self.chat.focused(self.focus) if self.focus else self.chat.context
        told = " & ".join(brief(action) for action in understand(self.text, context).actions)
        for asin, nickname in self.chat.nicknames.items():
            told = told.replace(asin, nickname)
        return in_order(told)


def names() -> list[str]:
    """The tables, in the order in which they were written; those of one language alone come last."""
    rounds = (path.stem for path in FOLDER.glob("round_*.txt"))
    wide = (path.stem for path in FOLDER.glob("*_wide.txt"))
    return [*sorted(rounds, key=lambda name: int(name.partition("_")[2])), *sorted(wide)]


def rows(name: str) -> Iterator[Row]:
    """The rows of a table."""
    chats = read_chats()
    where, focus = "", ""
    for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
        if head := re.fullmatch(r"\[(\w+)(?: focus=(\w+))?\]", line):
            where, focus = head[1], head[2] or ""
        elif " => " in line and not line.startswith("#"):
            text, _, meant = line.removeprefix(OPEN).rpartition(" => ")
            said = text.replace("{A}", A).replace("{B}", B).replace("{C}", C).replace("\\n", "\n")
            yield Row(where, chats[where], focus, said, in_order(meant), line.startswith(OPEN))


def read_chats() -> dict[str, Chat]:
    """The chats of shelves.txt."""
    found: dict[str, Chat] = {}
    for block in (FOLDER / "shelves.txt").read_text("utf-8").split("\n[")[1:]:
        head, *lines = block.splitlines()
        name, market = head.rstrip("]").split()
        goods = [line for line in lines if "|" in line]
        found[name] = Chat(_context(market, goods), {line.split()[1]: line.split()[0] for line in goods})
    return found


def in_order(meant: str) -> str:
    """A meaning with products, rules and parts in one order, since their order means nothing."""
    return " & ".join(_sorted(action.replace("alert_off", "alertoff")) for action in meant.split(" & "))


def _sorted(action: str) -> str:
    head, _, rest = action.partition(" [")
    rules, _, after = rest.partition("]")
    words = re.sub(r"[^\s,]+(?:, [^\s,]+)+", lambda found: ", ".join(sorted(found[0].split(", "))), head).split(" ")
    words = ["+".join(sorted(word.split("+"))) for word in words] + after.split()
    keyed = sorted(word for word in words if "=" in word)
    plain = " ".join(word for word in words if "=" not in word)
    ruled = f"[{'; '.join(sorted(rules.split('; ')))}]" if rules else ""
    return " ".join(part for part in (plain, ruled, *keyed) if part)


def _context(market: str, goods: list[str]) -> Context:
    entries = []
    for number, line in enumerate(goods, 1):
        told, _, title = line.partition(" | ")
        _, asin, role, listed = told.split()
        entries.append(
            Entry(
                number=number,
                product=f"{asin}@{market}",
                title=title,
                role=role,
                list=None if listed == "-" else listed,
            )
        )
    zone = ZONES.get(market, "Europe/Berlin")
    return Context(watchlist=tuple(entries), market=market, zone=zone, now=NOW)
