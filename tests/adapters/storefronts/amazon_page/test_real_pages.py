"""The saved real pages, where they are at hand."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from adapters.storefronts.amazon_page.reader import read_page
from bot.parse import as_json
from core.catalog.marketplace import marketplace

FOLDER = Path(__file__).parents[4] / ".." / "shared" / "amazon" / "pages"
EXPECTED = FOLDER / "expected.jsonl"
CASES: list[dict[str, Any]] = (
    [json.loads(line) for line in EXPECTED.read_text(encoding="utf-8").splitlines()] if EXPECTED.exists() else []
)


@pytest.mark.skipif(not CASES, reason="the saved pages are not here")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_a_real_page_is_read_as_a_careful_reader_would(case: dict[str, Any]) -> None:
    store = marketplace(case["marketplace"])
    want: dict[str, Any] = case["expect"]

    got = as_json(read_page((FOLDER / case["file"]).read_bytes(), market=store), store)

    assert got["outcome"] == want.pop("outcome")
    assert (got["title"] or "").startswith(want.pop("title_starts_with", ""))
    assert want.pop("seller", "") in (got["seller"] or "")
    if amounts := want.pop("price_one_of", None):
        assert Decimal(got["price"]) in map(Decimal, amounts)
    assert {key: got[key] for key in want} == want
