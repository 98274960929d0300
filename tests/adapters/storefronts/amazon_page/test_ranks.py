"""One rank in one line."""

import pytest

from adapters.storefronts.amazon_page.ranks import rank_in
from core.catalog.snapshot import Rank


@pytest.mark.parametrize(
    ("line", "rank", "category"),
    [
        (
            "#1,631 in Clothing, Shoes & Jewelry (See Top 100 in Clothing, Shoes & Jewelry)",
            1631,
            "Clothing, Shoes & Jewelry",
        ),
        ("929,084 in Books (See Top 100 in Books)", 929084, "Books"),
        ("#46 in Climate Pledge Friendly: Electronics", 46, "Climate Pledge Friendly: Electronics"),
        ("#7 in Kites (Books)", 7, "Kites (Books)"),
        ("nº1 en Cajas de altavoces eléctricas", 1, "Cajas de altavoces eléctricas"),
        ("nº1,643,215 en Libros (Ver el Top 100 en Libros)", 1643215, "Libros"),
        ("Nº 582 em Computadores e Informática (Conheça o Top 100)", 582, "Computadores e Informática"),
        ("Nr. 12.345 in Baumarkt (Siehe Top 100 in Baumarkt)", 12345, "Baumarkt"),
        ("n. 1.032 in Casa e cucina (Visualizza i Top 100)", 1032, "Casa e cucina"),
        ("1 032 en Cuisine et Maison (Voir les 100 premiers)", 1032, "Cuisine et Maison"),
        ("#12.345 in Wonen & keuken (Top 100 bekijken)", 12345, "Wonen & keuken"),
        ("おもちゃ - 1,234位 (おもちゃの売れ筋ランキングを見る)", 1234, "おもちゃ"),
        ("- 12位ぬいぐるみ", 12, "ぬいぐるみ"),
        ("图书商品里排第1,234名", 1234, "图书"),
        ("Mutfak kategorisinde 1.204 numara", 1204, "Mutfak"),
        ("#1 in Movies & TV > Blu-ray > Kids & Family", 1, "Movies & TV > Blu-ray > Kids & Family"),
    ],
)
def test_a_rank_line_is_read(line: str, rank: int, category: str) -> None:
    assert rank_in(line) == Rank(rank, category)


@pytest.mark.parametrize("line", ["", "Date First Available: 3 May", "B0823MDHDJ", "(See Top 100 in Books)"])
def test_another_line_is_no_rank(line: str) -> None:
    assert rank_in(line) is None
