"""Everything about a product that is no offer: brand, texts, pictures, family, place, number and store."""

from urllib.parse import quote

import pytest

from adapters.storefronts.amazon_page.brand import unframed
from adapters.storefronts.amazon_page.reader import read_page
from core.catalog.reading import Reading
from core.catalog.snapshot import Listing

TWISTER = """<script>P.register('twister-js-init-dpx-data', function() { var dataToReturn = {
 "currentAsin" : "B0CHILD001", "parentAsin" : "B0PARENT00", "dimensionToAsinMap" : {"0_0":"B0CHILD001"},
 "dimensionValuesDisplayData" : {"B0CHILD001":["Moss","Large"],"B0CHILD002":["Oat","Small \\u2013 S"],"x":["y"]},
 "dimensions" : ["color","size"] } });</script><script>{"dimensionValuesDisplayData":{}}</script>"""


def read(body: str) -> Reading:
    return read_page(f'<html><head></head><body><span id="productTitle">Lamp</span>{body}</body></html>'.encode())


def listing(body: str) -> Listing:
    found = read(body).listing
    assert found is not None
    return found


@pytest.mark.parametrize(
    "byline",
    [
        "Visit the Lumo Store",
        "Brand: Lumo",
        "Besuche den Lumo-Store",
        "Besuchen Sie den Lumo-Store",
        "Marke: Lumo",
        "Visiter la boutique Lumo",
        "Visitez la boutique Lumo",
        "Marque\u202f: Lumo",
        "Visita lo Store di Lumo",
        "Visita la Store de Lumo",
        "Visita la tienda de Lumo",
        "Visite a loja Lumo",
        "Marca: Lumo",
        "Bezoek de Lumo-winkel",
        "Bezoek de Lumo Store",
        "Merk: Lumo",
        "Besök Lumo-butiken",
        "Varumärke: Lumo",
        "Odwiedź sklep Lumo",
        "Marka: Lumo",
        "Lumo Store'u ziyaret edin",
        "Lumo Mağazasını ziyaret edin",
        "Lumoのストアを表示",
        "ブランド: Lumo",
        "زيارة متجر Lumo",
        "العلامة التجارية: Lumo",
        "访问 Lumo 旗舰店",
        "品牌: Lumo",
        "ब्रांड: Lumo",
        "Lumo",
    ],
)
def test_the_brand_is_read_from_the_line_below_the_title(byline: str) -> None:
    assert listing(f'<a id="bylineInfo" href="/x">{byline}</a>').brand == "Lumo"


@pytest.mark.parametrize(
    ("body", "brand"),
    [
        ('<div id="bylineInfo"><span class="author"><a>A. Writer</a></span> (Author)</div>', None),
        ('<div id="bylineInfo">Format: Blu-ray</div>', None),
        ('<div id="bylineInfo">形式: Blu-ray</div>', None),
        ('<a id="bylineInfo" href="/stores/Lumo/page/1A">Zobrazit nabídku Lumo</a>', "Lumo"),
        ('<a id="brand" href="/LUMO/b?field-lbr_brands_browse-bin=LUMO+Co"><img src="x.gif"></a>', "LUMO Co"),
        (
            (
                '<div id="productOverview_feature_div"><table><tr class="po-brand"><td>Brand</td>'
                '<td><span class="po-break-word">Lumo</span></td></tr></table></div><a id="bylineInfo">Visit us</a>'
            ),
            "Lumo",
        ),
        ("", None),
    ],
)
def test_the_brand_is_nobody_elses_name(body: str, brand: str | None) -> None:
    assert listing(body).brand == brand


def test_a_brand_with_a_frames_words_in_it_keeps_them() -> None:
    assert unframed("Brand: The Store") == "The Store"


@pytest.mark.parametrize(
    ("body", "description"),
    [
        ('<div id="productDescription"><h2>Product Description</h2><p>It shines.</p></div>', "It shines."),
        (
            (
                '<div id="bookDescription_feature_div"><div class="a-expander-content">A <b>novel</b>.</div>'
                '<a class="a-expander-header"><span class="a-expander-prompt">Read more</span></a></div>'
            ),
            "A novel.",
        ),
        ('<div id="productDescription"><div class="aplus-v2"><p>Our story</p></div></div>', None),
        ('<div id="productDescription"><h2>Produktbeschreibung</h2></div>', None),
        ('<div id="aplus"><div class="aplus-module">Our story</div></div>', None),
    ],
)
def test_the_description_is_the_sellers_own_text(body: str, description: str | None) -> None:
    assert listing(body).description == description


@pytest.mark.parametrize(
    ("html", "description"),
    [
        ("<DIV>It <I>shines</I> &amp; glows.<BR></DIV>", "It shines & glows."),
        (
            (
                '<html><head><style>.aplus {}</style></head><body><div id="productDescription">'
                '<h2>Produktbeschreibungen</h2><p>Sie leuchtet.<div class="seeAll">Alle</div>'
            ),
            "Sie leuchtet.",
        ),
        ('<div id="productDescription"><div class="aplus">Our story</div></div>', None),
    ],
)
@pytest.mark.parametrize("name", ["bookDescEncodedData", "iframeContent"])
def test_a_description_that_a_script_puts_into_a_frame_is_read(name: str, html: str, description: str | None) -> None:
    script = f'<script>var {name} = "{quote(html)}", x = 1;</script>'

    assert listing(f'{script}<div id="iframe-wrapper"></div>').description == description


def test_bullets_are_read_without_what_is_hidden_or_about_fitting() -> None:
    body = (
        '<div id="feature-bullets"><ul><li id="replacementPartsFitmentBullet">Make sure this fits</li>'
        '<li><span class="a-list-item"> Dims </span></li><li class="aok-hidden">Hidden</li><li>Dims</li><li>›</li>'
        "<li>Women’s size ９</li></ul></div>"
    )

    assert listing(body).bullets == ("Dims", "Women’s size ９")


def test_item_highlights_are_read_where_they_are_shown() -> None:
    body = '<div id="itemHighlights_feature_div"><ul><li>Dims to 1 %</li><li>No flicker</li></ul></div>'

    assert listing(body).highlights == ("Dims to 1 %", "No flicker")


@pytest.mark.parametrize(
    ("body", "asin"),
    [
        (
            '<input id="ASIN" value="B0CHILD001"><link rel="canonical" href="https://www.amazon.de/dp/B0PARENT00">',
            "B0CHILD001",
        ),
        (f'{TWISTER}<link rel="canonical" href="https://www.amazon.de/dp/B0PARENT00">', "B0CHILD001"),
        ('<input type="hidden" name="ASIN" value="B0CHILD001">', "B0CHILD001"),
        ('<div id="averageCustomerReviews" data-asin="B0CHILD001"></div>', "B0CHILD001"),
        ('<link rel="canonical" href="https://www.amazon.de/-/en/Lamp/dp/B0PARENT00">', "B0PARENT00"),
        ('<input id="ASIN" value="nonsense">', None),
    ],
)
def test_the_page_says_which_product_it_is_about(body: str, asin: str | None) -> None:
    assert read(body).asin == asin


@pytest.mark.parametrize(
    ("body", "store"),
    [
        ('<link rel="canonical" href="https://www.amazon.com.be/dp/B0PARENT00">', "com.be"),
        ('<meta property="og:url" content="https://www.amazon.ie/dp/B0PARENT00">', "ie"),
        ("<script>var ue_id = 'x', ue_sn = \"www.amazon.co.za\";</script>", "co.za"),
        ("<script>ue_sn = 'www.amazon.example.com'</script>", None),
        ("", None),
    ],
)
def test_the_page_says_which_store_it_is_of(body: str, store: str | None) -> None:
    assert read(body).market == store


def test_the_path_of_categories_is_read_once() -> None:
    steps = "".join(
        f'<li><a class="a-link-normal a-color-tertiary" href="/b"> {step} </a></li>' for step in ("Home", "Lamps")
    )
    back = '<li><a id="breadcrumb-back-link">Back</a></li>'
    body = f'<div id="wayfinding-breadcrumbs_feature_div"><ul>{back}{steps}</ul></div>'

    assert listing(body).category_path == ("Home", "Lamps")


@pytest.mark.parametrize(
    ("body", "has_aplus"),
    [('<div id="aplus"><div class="aplus-module"></div></div>', True), ("", False)],
)
def test_aplus_content_is_known_by_its_modules(body: str, has_aplus: bool) -> None:
    assert listing(body).has_aplus is has_aplus


def test_whether_there_is_aplus_is_unknown_before_the_page_ends() -> None:
    found = read_page(b'<body><span id="productTitle">Lamp</span>').listing

    assert found is not None
    assert found.has_aplus is None


@pytest.mark.parametrize(
    ("body", "rating", "reviews"),
    [
        (
            '<i id="acrPopover" title="4.3 out of 5 stars"></i><span id="acrCustomerReviewText">1,562 ratings</span>',
            "4.3",
            1562,
        ),
        (
            '<span id="acrPopover" title="4,3 von 5 Sternen"></span><span id="acrCustomerReviewText">(1.562)</span>',
            "4.3",
            1562,
        ),
        ('<span id="acrCustomerReviewText" aria-label="12,345 Reviews">(12.3K)</span>', None, 12345),
        ('<span id="acrCustomerReviewText">(12.3K)</span>', None, None),
        (
            (
                '<div id="averageCustomerReviews"><i><span class="a-icon-alt">4,3 sur 5 étoiles</span></i>'
                '<a href="/product-reviews/B0">1\u202f562 évaluations</a></div>'
            ),
            "4.3",
            1562,
        ),
        (
            (
                '<div id="reviewsMedley"><span data-hook="rating-out-of-text">4,3 z 5</span>'
                '<span data-hook="total-review-count">1 562 globalnych ocen</span></div>'
            ),
            "4.3",
            1562,
        ),
        ('<div id="sp_detail"><span id="acrPopover" title="1.0 out of 5 stars"></span></div>', None, None),
    ],
)
def test_stars_and_ratings_are_the_pages_own(body: str, rating: str | None, reviews: int | None) -> None:
    found = read(body)

    assert (found.rating and str(found.rating), found.reviews) == (rating, reviews)
