"""What a table asks to be watched: each line a product and a wish, or a complaint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.files.csv_text import Line
from bot.grammar.amounts import read_duration, spell_duration
from bot.grammar.rules import Rules
from core.alerts.arming import in_currency_of
from core.catalog.asin import BareLink, Product, ShortLink, read_asin, read_link
from core.catalog.marketplace import marketplace
from core.errors import NoSuchMarketplace, NotAnAsin, NotThisLine, Refusal, TooOften, TooRare, UnreadableFile
from core.sheet import unharmed
from core.watching.plan import Wanted
from core.watching.rule import Condition
from core.watching.watch import Role
from core.watching.wish import Wish

MOST_LINES: Final = 10_000
COLUMNS: Final = ("asin", "link", "marketplace", "role", "list", "below", "drops", "every", "memo")
_ROLES: Final = {"own": Role.OWN, "ours": Role.OWN, "competitor": Role.COMPETITOR, "competitors": Role.COMPETITOR}
_LONGEST_NAME: Final = 60
_LONGEST_AMOUNT: Final = 20
_LONGEST_MEMO: Final = 500
_RAREST: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why a line cannot be taken."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A table understood: what each line wants, which lines repeat an earlier one, and what is wrong with others."""

    wanted: tuple[tuple[int, Wanted], ...]
    repeated: tuple[int, ...]
    complaints: tuple[Complaint, ...]
    ignored: tuple[str, ...]


def understand(name: str, lines: Sequence[Line], market: str, shortest: timedelta) -> ReadFile:
    """Read a table whose first line is its header; `market` is the store of bare ASINs. Raises `UnreadableFile`."""
    columns = _columns(name, lines)
    if len(lines) - 1 > MOST_LINES:
        raise UnreadableFile(name, f"it has more than {MOST_LINES:,} lines; send it in parts")
    if len(lines) == 1:
        raise UnreadableFile(name, "below its header there is no line")
    wanted: list[tuple[int, Wanted]] = []
    repeated: list[int] = []
    complaints: list[Complaint] = []
    known: set[tuple[Product, str]] = set()
    for line in lines[1:]:
        cells = {column: _cell(line.cells, at) for column, at in columns.items() if column in COLUMNS}
        try:
            one = _wanted(cells, market, shortest)
        except Refusal as refusal:
            complaints.append(Complaint(line.number, str(refusal)))
            continue
        place = (one.product, (one.wish.list_name or "").casefold())
        if place in known:
            repeated.append(line.number)
        else:
            known.add(place)
            wanted.append((line.number, one))
    ignored = tuple(" ".join(lines[0].cells[at].split()) for column, at in columns.items() if column not in COLUMNS)
    return ReadFile(wanted=tuple(wanted), repeated=tuple(repeated), complaints=tuple(complaints), ignored=ignored)


def _columns(name: str, lines: Sequence[Line]) -> Mapping[str, int]:
    """Where each column stands; the first of two with the same name counts."""
    columns: dict[str, int] = {}
    for at, header in enumerate(lines[0].cells if lines else ()):
        word = " ".join(header.split()).casefold()
        if word:
            columns.setdefault(word, at)
    if "asin" not in columns and "link" not in columns:
        raise UnreadableFile(name, "its first line must name the columns, and one of them “asin” or “link”")
    return columns


def _cell(cells: Sequence[str], at: int) -> str:
    return unharmed(cells[at]).strip() if at < len(cells) else ""


def _wanted(cells: Mapping[str, str], market: str, shortest: timedelta) -> Wanted:
    product = _product(cells, market)
    rules = (*_rule("below", cells.get("below", ""), product), *_rule("drops", cells.get("drops", ""), product))
    wish = Wish(
        rules=rules,
        role=_role(cells.get("role", "")),
        every=_every(cells.get("every", ""), shortest),
        list_name=_short_text(cells.get("list", ""), "name of a list", _LONGEST_NAME),
        memo=_short_text(cells.get("memo", ""), "memo", _LONGEST_MEMO),
    )
    return Wanted(product, wish)


def _product(cells: Mapping[str, str], market: str) -> Product:
    named, link = cells.get("asin", ""), cells.get("link", "")
    store = cells.get("marketplace", "")
    found = marketplace(store) if store else None
    if store and found is None:
        raise NoSuchMarketplace(store)
    code = found.code if found else None
    if not named:
        if not link:
            raise NotThisLine("It has neither an ASIN nor a link.")
        return _linked(link, code, market)
    asin, _, its_store = named.partition("@")
    its = marketplace(its_store) if its_store else None
    if "/" in named:
        return _linked(named, code, market)
    if its_store and its is None:
        raise NoSuchMarketplace(its_store)
    # A spreadsheet that took an ISBN-10 for a number has eaten the zero that it began with.
    read = read_asin(asin) or (read_asin(f"0{asin}") if asin.isdigit() and len(asin) == 9 else None)
    if read is None:
        raise NotAnAsin(named)
    return Product(read, code or (its.code if its else market))


def _linked(link: str, code: str | None, market: str) -> Product:
    match read_link(link):
        case BareLink(asin):
            return Product(asin, code or market)
        case ShortLink():
            raise NotThisLine("A short link is not followed in a file: give the ASIN instead.")
        case Product() as product:
            if code not in {None, product.market}:
                raise NotThisLine(f"The link leads to amazon.{product.market}, the marketplace says {code}.")
            return product


def _rule(word: str, cell: str, product: Product) -> tuple[Condition, ...]:
    if not cell:
        return ()
    words = (word, "".join(cell.split()))  # “24,99 €” is one amount
    took = Rules().take(words)
    readable = took is not None and took.words == len(words) and len(words[1]) <= _LONGEST_AMOUNT
    if took is None or not readable or not isinstance(took.value, Condition):
        example = "24.99" if word == "below" else "10%"
        raise NotThisLine(f"“{cell}” is nothing that a price can be {word}: say for example {example}.")
    return (in_currency_of(took.value, product.market),)


def _role(cell: str) -> Role | None:
    if cell and cell.casefold() not in _ROLES:
        raise NotThisLine(f"“{cell}” is no role: own or competitor.")
    return _ROLES[cell.casefold()] if cell else None


def _every(cell: str, shortest: timedelta) -> timedelta | None:
    every = read_duration(cell) if cell else None
    if cell and every is None:
        raise NotThisLine(f"“{cell}” is no interval: say for example 6h or 1d.")
    if every is not None and every < shortest:
        raise TooOften(spell_duration(every), spell_duration(shortest))
    if every is not None and every > _RAREST:
        raise TooRare(spell_duration(every))
    return every


def _short_text(cell: str, what: str, longest: int) -> str | None:
    if len(cell) > longest:
        raise NotThisLine(f"The {what} is longer than {longest} characters.")
    return cell or None
