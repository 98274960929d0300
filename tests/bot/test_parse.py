"""The JSON object that `amazcope parse` prints for each file."""

import gzip
from decimal import Decimal
from pathlib import Path

import pytest

from bot.parse import CannotOpen, NoItems, as_json, parse_files, parse_items
from core.catalog.marketplace import Marketplace, marketplace
from core.catalog.reading import Reading
from core.catalog.snapshot import Availability, Listing, Offer, Outcome, Rank, Variation

KEYS = [
    "outcome", "asin", "marketplace", "title", "brand", "price", "price_max", "list_price", "used_price", "currency",
    "availability", "stock_left", "seller", "ships_from", "ranks", "rating", "reviews", "coupon", "deal", "badges",
    "bullets", "description", "images", "has_aplus", "has_video", "category_path", "variations", "parent_asin",
]  # fmt: skip
KETTLE = Reading(
    outcome=Outcome.OK,
    asin="B0KETTLE01",
    market="de",
    offer=Offer(price=Decimal(1279), used_price=Decimal("9.5"), currency="EUR", availability=Availability.IN_STOCK),
    listing=Listing(title="Kettle", variations=(Variation("B0KETTLE02", "Red"),)),
    ranks=(Rank(5, "Kettles"),),
    rating=Decimal("4.7"),
    reviews=12,
)


def reader(body: bytes, *, market: Marketplace | None = None, url: str | None = None) -> Reading:
    return (
        KETTLE
        if b"kettle" in (gzip.decompress(body) if body[:1] == b"\x1f" else body)
        else Reading(outcome=Outcome.BLOCKED)
    )


def test_amounts_are_strings_with_the_currencys_decimals() -> None:
    row = as_json(KETTLE)

    assert (row["price"], row["used_price"], row["list_price"], row["rating"]) == ("1279.00", "9.50", None, "4.7")
    assert as_json(Reading(outcome=Outcome.OK, offer=Offer(price=Decimal(980), currency="JPY")))["price"] == "980"


def test_ranks_and_variations_are_objects() -> None:
    row = as_json(KETTLE)

    assert row["ranks"] == [{"rank": 5, "category": "Kettles"}]
    assert row["variations"] == [{"asin": "B0KETTLE02", "label": "Red"}]


def test_every_key_is_there_whatever_the_outcome() -> None:
    assert list(as_json(KETTLE)) == KEYS
    assert list(as_json(Reading(outcome=Outcome.BLOCKED))) == KEYS


def test_an_outcome_other_than_ok_carries_no_values() -> None:
    row = as_json(Reading(outcome=Outcome.ERROR, asin="B0KETTLE01", market="de"), marketplace("de"))

    assert {key: value for key, value in row.items() if value not in (None, [])} == {"outcome": "error"}


def test_a_file_that_cannot_be_opened_is_said_so_and_the_others_are_read(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.html", tmp_path / "b.html.gz"
    plain.write_bytes(b"kettle")
    packed.write_bytes(gzip.compress(b"kettle"))

    rows = list(parse_files([plain, tmp_path / "no.html", packed], url=None, market=None, read_page=reader))

    assert isinstance(rows[1], CannotOpen)
    assert str(rows[1]) == f"{tmp_path / 'no.html'} cannot be opened (No such file or directory)."
    assert [row["file"] for row in rows if isinstance(row, dict)] == [str(plain), str(packed)]


def items(path: Path) -> list[object]:
    read = list(parse_items([path], read_item=lambda item: Reading(outcome=Outcome(item))))
    return [each if isinstance(each, Exception) else (each["item"], each["outcome"]) for each in read]


def test_each_item_of_a_file_gives_one_object_with_its_place_in_order(tmp_path: Path) -> None:
    (file := tmp_path / "items.json").write_text('["ok", "error", "not_found"]')

    assert items(file) == [(0, "ok"), (1, "error"), (2, "not_found")]
    (row, *_) = parse_items([file], read_item=lambda _: KETTLE)
    assert isinstance(row, dict)
    assert list(row) == ["file", "item", *KEYS]


def test_amounts_in_items_are_exact(tmp_path: Path) -> None:
    (file := tmp_path / "items.json").write_text("[[0.1, 991.89, 1e2]]")
    seen: list[object] = []

    def read(item: object) -> Reading:
        seen.append(item)
        return KETTLE

    list(parse_items([file], read_item=read))
    assert seen == [[Decimal("0.1"), Decimal("991.89"), Decimal("1e2")]]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"asin": "B0KETTLE01"}', "it is JSON of another kind"),
        (b"null", "it is JSON of another kind"),
        (b"<html>", "it is no JSON"),
        (b"", "it is no JSON"),
        (b"\xff\xfe\x00", "it is no JSON"),
        (b"[" * 100_000, "it is no JSON"),
    ],
)
def test_a_file_without_an_array_is_told_in_one_line(tmp_path: Path, body: bytes, why: str) -> None:
    (file := tmp_path / "items.json").write_bytes(body)

    (trouble,) = items(file)
    assert isinstance(trouble, NoItems)
    assert str(trouble) == f"{file} is not a JSON array of dataset items ({why})."


def test_a_file_of_items_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    (trouble,) = items(tmp_path / "nothing.json")

    assert isinstance(trouble, CannotOpen)
