"""Ranks in one line, and where a page puts them."""

import pytest

from adapters.storefronts.amazon_page.ranks import ranks_in
from adapters.storefronts.amazon_page.reader import read_page
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
        ("#12 in Kites (Books) (See Top 100 in Kites (Books))", 12, "Kites (Books)"),
        ("#6,617 Paid in Kindle Store (See Top 100 Paid in Kindle Store)", 6617, "Kindle Store"),
        ("#9 Free in Kindle Store (See Top 100 Free in Kindle Store)", 9, "Kindle Store"),
        ("#3 in 2 in 1 Laptops", 3, "2 in 1 Laptops"),
        ("nº1 en Cajas de altavoces eléctricas", 1, "Cajas de altavoces eléctricas"),
        ("nº1,643,215 en Libros (Ver el Top 100 en Libros)", 1643215, "Libros"),
        ("nº1.830 en Jardín (Ver el Top 100 en Jardín)", 1830, "Jardín"),
        ("nº4.321 de Pago en Tienda Kindle (Ver el Top 100 de Pago en Tienda Kindle)", 4321, "Tienda Kindle"),
        ("Nº 582 em Computadores e Informática (Conheça o Top 100)", 582, "Computadores e Informática"),
        ("Nr. 12.345 in Baumarkt (Siehe Top 100 in Baumarkt)", 12345, "Baumarkt"),
        ("#125.284 Bezahlt in Kindle-Shop (Siehe Top 100 Bezahlt in Kindle-Shop)", 125284, "Kindle-Shop"),
        ("Nr. 1.010.110 in Baumarkt (Siehe Top 100 in Baumarkt)", 1010110, "Baumarkt"),
        ("n. 1.032 in Casa e cucina (Visualizza i Top 100 nella categoria Casa e cucina)", 1032, "Casa e cucina"),
        ("1\u202f032 en Cuisine et Maison (Voir les 100 premiers en Cuisine et Maison)", 1032, "Cuisine et Maison"),
        ("n°2.345 dans Livres (Voir les 100 premiers)", 2345, "Livres"),
        (
            "#237.463 in Klussen & gereedschap (Top 100 in Klussen & gereedschap bekijken)",
            237463,
            "Klussen & gereedschap",
        ),
        ("Pozycja 105 136 w kategorii Narzędzia (Zobacz Top 100 w kategorii Narzędzia)", 105136, "Narzędzia"),
        ("Nr 12 345 i Hem och kök (Visa Topp 100 i Hem och kök)", 12345, "Hem och kök"),
        ("Mutfak kategorisinde 1.204 numara", 1204, "Mutfak"),
        ("Mutfak kategorisinde #1.204 (Mutfak kategorisinde ilk 100'ü gör)", 1204, "Mutfak"),
        ("1.204. sırada: Ev ve Yaşam (İlk 100 ürünü gör)", 1204, "Ev ve Yaşam"),
        ("\u200f#١٬٤٣١ في ألعاب الفيديو (شاهد أفضل 100 في ألعاب الفيديو)", 1431, "ألعاب الفيديو"),
        ("#249,463 في الجمال والعناية الشخصية", 249463, "الجمال والعناية الشخصية"),
        ("おもちゃ - 1,234位 (おもちゃの売れ筋ランキングを見る)", 1234, "おもちゃ"),
        ("- 12位ぬいぐるみ", 12, "ぬいぐるみ"),
        ("- 12,345位本 (本の売れ筋ランキングを見る)", 12345, "本"),
        ("1位本 (本の売れ筋ランキングを見る)", 1, "本"),
        ("- 3位Ｗｅｂ開発・９月号", 3, "Ｗｅｂ開発・９月号"),
        ("图书商品里排第1,234名 (查看图书商品销售排行榜)", 1234, "图书"),
        ("#1,234 in Toys & Games (دیکھیں Toys & Games)", 1234, "Toys & Games"),
        ("#1 in Movies & TV > Blu-ray > Kids & Family", 1, "Movies & TV > Blu-ray > Kids & Family"),
    ],
)
def test_a_rank_line_is_read(line: str, rank: int, category: str) -> None:
    assert ranks_in(line) == (Rank(rank, category),)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Date First Available: 3 May",
        "B0823MDHDJ",
        "(See Top 100 in Books)",
        "Classement des meilleures ventes d'Amazon",
        "4.6 out of 5 stars",
        "Item weight: 12",
    ],
)
def test_another_line_is_no_rank(line: str) -> None:
    assert ranks_in(line) == ()


@pytest.mark.parametrize(
    ("line", "ranks"),
    [
        (
            "Best Sellers Rank: #48,213 in Clothing (See Top 100 in Clothing) #112 in Men's T-Shirts #390 in Novelty",
            [(48213, "Clothing"), (112, "Men's T-Shirts"), (390, "Novelty")],
        ),
        (
            "Best Sellers Rank 1,104,828 in DIY & Tools (See Top 100 in DIY & Tools) 177 in Power Tool Kits",
            [(1104828, "DIY & Tools"), (177, "Power Tool Kits")],
        ),
        (
            "Amazon Bestseller-Rang Nr. 152.004 in Fashion (Siehe Top 100 in Fashion) Nr. 1.534 in Hemden",
            [(152004, "Fashion"), (1534, "Hemden")],
        ),
        (
            "Classement des meilleures ventes d'Amazon : 98 765 en Mode (Voir les 100 premiers) 4 321 en Tuniques",
            [(98765, "Mode"), (4321, "Tuniques")],
        ),
        (
            "Clasificación en los más vendidos de Amazon: nº45.678 en Moda (Ver el Top 100) nº1.234 en Camisetas",
            [(45678, "Moda"), (1234, "Camisetas")],
        ),
        (
            "Amazon 売れ筋ランキング: - 12,345位本 (本の売れ筋ランキングを見る) - 678位コミック",
            [(12345, "本"), (678, "コミック")],
        ),
        (
            "Pozycja 105 136 w kategorii Narzędzia (Zobacz Top 100) Pozycja 216 w kategorii Wiertarki",
            [(105136, "Narzędzia"), (216, "Wiertarki")],
        ),
    ],
)
def test_several_ranks_on_one_line_are_told_apart(line: str, ranks: list[tuple[int, str]]) -> None:
    assert [(rank.rank, rank.category) for rank in ranks_in(line)] == ranks


TWO = (Rank(12345, "Books"), Rank(8, "Kites (Books)"))
LINES = '#12,345 in Books (<a href="/x">See Top 100 in Books</a>){}#8 in <a href="/y">Kites (Books)</a>'


@pytest.mark.parametrize(
    "details",
    [
        pytest.param(
            '<div id="prodDetails"><table><tr><th class="prodDetSectionEntry"> Best Sellers Rank </th>'
            f"<td><span><ul><li>{LINES.format('</li><li>')}</li></ul></span></td></tr>"
            "<tr><th>Item Weight</th><td>5 in x 3 in</td></tr></table></div>",
            id="table with a list",
        ),
        pytest.param(
            f'<div id="prodDetails"><table><tr><th>Best Sellers Rank</th><td>{LINES.format("<br>")}</table></div>',
            id="table with breaks",
        ),
        pytest.param(
            '<div id="detailBulletsWrapper_feature_div"><ul><li><span class="a-list-item"><span class="a-text-bold">'
            f" Best Sellers Rank: </span> {LINES.format('<ul><li><span>')}</span></li></ul></span></li></ul></div>",
            id="bullets",
        ),
        pytest.param(
            f'<ul><li id="SalesRank"><b>Amazon Best Sellers Rank:</b> {LINES.format("<ul><li>")}</li></ul></li></ul>',
            id="an item of its own",
        ),
        pytest.param(
            '<div id="productDetails_expanderTables_depthRightSections"><dl><dt>Size</dt><dd>5 in x 3</dd>'
            f"<dt>Best Sellers Rank</dt><dd>{LINES.format('<br>')}</dd></dl></div>",
            id="a list of terms",
        ),
        pytest.param(
            '<div id="productDetails_feature_div"><div><div><span class="a-text-bold">Best Sellers Rank</span></div>'
            f"<div>{LINES.format('<br>')}</div></div></div>",
            id="a grid",
        ),
        pytest.param(
            f'<div id="aLayoutToCome"><table><tr><th>Best-sellers rank</th><td>{LINES.format("<br>")}</table></div>',
            id="a layout to come",
        ),
    ],
)
def test_ranks_are_found_in_every_layout(details: str) -> None:
    assert read_page(f'<span id="productTitle">Kite</span>{details}'.encode()).ranks == TWO


def _ladders(*ladders: str) -> bytes:
    items = "".join(f'<li class="zg_hrsr_item"><span>#{place}</span> <span>in {text}</span></li>'
                    for place, text in enumerate(ladders, 1))  # fmt: skip
    return (
        '<span id="productTitle">Kite</span><li id="SalesRank"><b>Amazon Best Sellers Rank:</b> #19 in Books '
        f"(See Top 100 in Books)<ul>{items}</ul></li>"
    ).encode()


def test_one_path_of_categories_is_the_products_place() -> None:
    assert read_page(_ladders("Books &gt; Kites")).ranks == (Rank(19, "Books"), Rank(1, "Books > Kites"))


def test_several_paths_to_one_product_name_no_place() -> None:
    assert read_page(_ladders("Books &gt; Kites", "Books &gt; Wind")).ranks == (Rank(19, "Books"),)


@pytest.mark.parametrize("name", ["SalesRank", "another"])
def test_ranks_of_advertised_products_are_not_taken(name: str) -> None:
    rank = f'<div id="sp_detail"><div id="{name}"><b>Best Sellers Rank</b> #1 in Kites</div></div>'

    assert read_page(f'<span id="productTitle">Kite</span>{rank}'.encode()).ranks == ()


ROW = "<tr><th>Best Sellers Rank</th><td>#19 in Books (See Top 100 in Books)</td></tr>"
DETAILS = f'<div id="prodDetails"><table>{ROW}</table></div>'


@pytest.mark.parametrize(
    "around",
    [
        '<header id="nav-main"><form><div id="dp">{}</div>',
        '<div id="aplus"><div class="aplus-module">{}</div>',
        '<div id="dp"><div id="sp_detail"><a href="/dp/B0SPONSOR1"><div>Kite{}</div>',
    ],
)
def test_a_missing_end_tag_before_them_loses_no_ranks(around: str) -> None:
    body = f'<span id="productTitle">Kite</span>{around.format(DETAILS)}'

    assert read_page(body.encode()).ranks == (Rank(19, "Books"),)


def test_a_link_left_open_loses_no_further_rank() -> None:
    further = '<ul><li><span> #4 in <a href="/5">Kites</a></span></li></ul>'
    label = '<span class="a-text-bold">Best Sellers Rank:</span>'
    row = f"<li><span>{label} #19 in Books (<a>See Top 100</a>){further}</span></li>"
    bullets = f'<div id="detailBullets_feature_div"><ul>{row}</ul></div>'
    body = f'<span id="productTitle">Kite</span><a href="/x"><div>{bullets}</div>'

    assert read_page(body.encode()).ranks == (Rank(19, "Books"), Rank(4, "Kites"))
