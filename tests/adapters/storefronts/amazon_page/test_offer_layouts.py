"""What is read of offers in each layout, on pages drawn for it; every page has other products' prices on it too."""

from typing import Any

import pytest

from core.catalog.snapshot import Availability, Offer
from tests.adapters.storefronts.amazon_page.drawing import box, middle, offer, price, stock, struck

CART = '<input id="add-to-cart-button" type="submit">'
IN_STOCK = stock("In Stock")
SUBSCRIBED = '<div id="snsAccordionRowMiddle"><div id="corePrice_feature_div">' + price("$22.79") + "</div></div>"
USED = (
    '<div id="usedAccordionRow"><div id="corePrice_feature_div">' + price("$9.50") + "</div>"
    '<div id="availability">Only 1 left in stock</div><div id="merchant-info">Sold by Attic</div></div>'
)
PER_UNIT = '<span class="pricePerUnit">(' + price("$0.50", "a-text-price") + " / Ounce)</span>"
OPTIONS = '<div class="aok-hidden twister-plus-buying-options-price-data">{"g":[%s]}</div>'


def option(kind: str, amount: str) -> str:
    return f'{{"displayPrice":"{amount}","priceAmount":{amount.strip("$")},"buyingOptionType":"{kind}"}}'


LAYOUTS: dict[str, tuple[str, tuple[str, ...], dict[str, Any]]] = {
    "modern, with a list price": (
        "com",
        (middle(price("$32.97"), struck("$49.99")), box(price("$32.97")), IN_STOCK),
        {"price": "32.97", "list_price": "49.99", "availability": "in_stock"},
    ),
    "the offscreen price is empty and the label says it": (
        "com",
        (
            middle(
                '<span class="aok-offscreen"> $32.97 with 34 percent savings </span>',
                '<span class="a-price priceToPay"><span class="a-offscreen"> </span><span aria-hidden="true">'
                '<span class="a-price-symbol">$</span><span class="a-price-whole">32'
                '<span class="a-price-decimal">.</span></span><span class="a-price-fraction">97</span></span></span>',
            ),
        ),
        {"price": "32.97"},
    ),
    "only the buy box draws it": ("com", (box(price("$32.97", "apex-pricetopay-value")), IN_STOCK), {"price": "32.97"}),
    "a book with formats and a used row": (
        "com",
        (
            '<div id="tmmSwatches"><span class="a-price"><span class="a-offscreen">$3.99</span></span></div>',
            '<div id="newAccordionRow_0">'
            + box(price("$11.90"))
            + stock("Only 2 left in stock - order soon.")
            + "</div>",
            USED,
        ),
        {"price": "11.90", "used_price": "9.50", "availability": "low_stock", "stock_left": 2},
    ),
    "Kindle": (
        "com",
        ('<span id="kindle-price"> $3.99 </span><span id="digital-list-price">Print List Price: $12.00</span>',),
        {"price": "3.99", "list_price": "12.00"},
    ),
    "apparel, size not yet chosen": (
        "com",
        (
            middle(f'<span class="a-price-range">{price("$12.00", "")}<span>-</span>{price("$19.50", "")}</span>'),
            '<div id="partialStateBuybox">To buy, select Size</div>',
        ),
        {"price": "12.00", "price_max": "19.50", "availability": "in_stock"},
    ),
    "used only": (
        "com",
        ('<div id="usedOnlyBuybox"><div id="corePrice_feature_div">' + price("$41.10") + "</div></div>",),
        {"price": None, "used_price": "41.10", "availability": "no_featured_offer"},
    ),
    "rows of several sellers below the buy box": (
        "com",
        (
            middle(price("$20.00")),
            IN_STOCK,
            '<div id="mbc"><div id="corePrice_feature_div">' + price("$18.00") + "</div>$18.00 Sold by X</div>",
            '<div id="dynamic-aod-ingress-box">New (4) from ' + price("$17.50") + "</div>",
        ),
        {"price": "20.00"},
    ),
    "no featured offer": (
        "com",
        (
            '<div id="unqualifiedBuyBox">No featured offers available<a id="buybox-see-all-buying-choices">See All'
            ' Buying Options</a></div><div id="olp_feature_div">New from ' + price("$17.50") + "</div>",
        ),
        {"price": None, "availability": "no_featured_offer", "seller": None},
    ),
    "cannot be shipped here": (
        "co.uk",
        ('<div id="outOfStock">This item cannot be shipped to your selected delivery location.</div>',),
        {"price": None, "availability": "not_deliverable"},
    ),
    "currently unavailable": (
        "de",
        (
            '<div id="outOfStock"><div id="availability">Derzeit nicht verfügbar.</div></div>',
            OPTIONS % option("NEW", "$5.00"),
        ),
        {"price": None, "availability": "out_of_stock"},
    ),
    "unavailable in a script only": (
        "com",
        (middle(price("$20.00")), IN_STOCK, '<script>var s = "Currently unavailable.";</script>'),
        {"price": "20.00", "availability": "in_stock"},
    ),
    "pre-order": (
        "fr",
        (middle(price("59,99\u202f€")), stock("Cet article paraîtra le 3 mars 2027.")),
        {"price": "59.99", "availability": "preorder"},
    ),
    "subscription in a row of its own": (
        "com",
        (
            middle(price("$23.99")),
            SUBSCRIBED,
            '<div id="newAccordionRow_0">' + box(price("$23.99")) + "</div>",
            OPTIONS % (option("SNS", "$22.79") + "," + option("NEW", "$23.99")),
        ),
        {"price": "23.99", "candidates": ()},
    ),
    "subscription beside the one-time price": (
        "com",
        (middle(price("$22.79"), f'<span id="sns-base-price">One-time purchase: {price("$23.99")}</span>'),),
        {"price": "23.99"},
    ),
    "subscription's price in an element of its own": (
        "com",
        (middle(f'<div class="snsPriceBlock">{price("$22.79")}</div>', price("$23.99")), box(price("$23.99"))),
        {"price": "23.99"},
    ),
    "a deal in the row that is open": (
        "com",
        (
            '<div id="newAccordionRow_0" data-csa-c-is-in-initial-active-row="false">'
            + box(price("$49.99"))
            + "</div>",
            '<div id="dealsAccordionRow" data-csa-c-is-in-initial-active-row="true">' + box(price("$39.99")) + "</div>",
            '<div id="dealBadge_feature_div"><span id="dealBadgeSupportingText">Limited time deal</span></div>',
        ),
        {"price": "39.99", "deal": "Limited time deal"},
    ),
    "a price for Prime members that one may join for": (
        "com",
        (
            middle(
                price("$49.99"), f'<span id="primeExclusivePricingMessage">Join Prime to save {price("$10.00")}</span>'
            ),
            IN_STOCK,
        ),
        {"price": "49.99"},
    ),
    "a price per unit in the block": (
        "com",
        (middle(price("$8.00"), PER_UNIT), box(price("$8.00"))),
        {"price": "8.00"},
    ),
    "a price per unit that is marked only by what follows": (
        "com",
        (middle(f"<span>({price('$0.50', '')}<span>/ Fl Oz</span>)</span>", price("$8.00", "")),),
        {"price": "8.00"},
    ),
    "financing": (
        "com",
        (
            middle(f'<div id="installmentCalculator_feature_div">{price("$25.00")}/month</div>', price("$599.00")),
            '<div id="best-offer-string-cc_feature_div">$25.00/month</div>',
        ),
        {"price": "599.00"},
    ),
    "a price a month and no other": (
        "com",
        (middle(price("$25.00") + "<span>/month for 24 months</span>"),),
        {"price": None},
    ),
    "protection plans and trade-in": (
        "com",
        (
            '<div id="mbb_feature_div"><div id="corePrice_feature_div">' + price("$6.99") + "</div></div>",
            '<div id="tradeInButton_feature_div"><div id="corePrice_feature_div">' + price("$40.00") + "</div></div>",
            '<div id="abbWrapper"><div id="corePrice_feature_div">' + price("$4.99") + "</div></div>",
            box(price("$99.00")),
        ),
        {"price": "99.00"},
    ),
    "a business price without tax": (
        "de",
        (middle(f'<div class="b2bPriceExclVat">{price("84,03 €")}</div>', price("100,00 €")),),
        {"price": "100.00"},
    ),
    "renewed, in tiers": (
        "com",
        (
            '<div id="renewedTier2AccordionRow" data-csa-c-is-in-initial-active-row="true">'
            + box(price("$259.00"))
            + "</div>",
            '<div id="renewedTier3AccordionRow">' + box(price("$234.70")) + "</div>",
            OPTIONS % (option("RENEWED_TIER_2", "$259.00") + "," + option("RENEWED_TIER_3", "$234.70")),
        ),
        {"price": "259.00", "candidates": ()},
    ),
    "renewed, the price of the chosen condition missing": (
        "com",
        (
            '<div id="renewedTier2AccordionRow"><div data-csa-c-slot-id="renewedTier2AccordionRow"'
            ' data-csa-c-is-in-initial-active-row="true">' + box() + "</div></div>",
            '<div id="renewedTier3AccordionRow"><div data-csa-c-slot-id="renewedTier3AccordionRow"'
            ' data-csa-c-is-in-initial-active-row="false">' + box(price("$234.70")) + "</div></div>",
        ),
        {"price": None},
    ),
    "grocery, by weight": (
        "com",
        (
            middle(price("$4.49"), '<span class="a-size-mini">', price("$1.79", "a-text-price"), " / lb</span>"),
            '<div id="freshAddToCartButton">Add</div>',
        ),
        {"price": "4.49"},
    ),
    "mobile": (
        "nl",
        (
            '<div id="apex_mobile_feature_div">'
            + middle(price("€ 34,95"), name="corePriceDisplay_mobile_feature_div")
            + "</div>",
            '<div id="mobile-availability">Nog slechts 6 op voorraad</div>',
        ),
        {"price": "34.95", "availability": "low_stock", "stock_left": 6, "currency": "EUR"},
    ),
    "an old table": (
        "it",
        (
            '<span id="priceblock_ourprice">EUR 1.234,50</span>',
            '<span class="priceBlockStrikePriceString">EUR 1.500,00</span>',
        ),
        {"price": "1234.50"},
    ),
    "two ways that draw no amount": (
        "com",
        (middle(price("See price in cart")), OPTIONS % option("NEW", "$5.00")),
        {"price": None},
    ),
    "hidden": (
        "com",
        ('<div style="display:none">' + middle(price("$5.00")) + "</div>", middle(price("$6.00"))),
        {"price": "6.00"},
    ),
}

STORES: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "ca in English": (
        "ca",
        "$1,234.50",
        "In Stock.",
        {"price": "1234.50", "currency": "CAD", "availability": "in_stock"},
    ),
    "ca in French": ("ca", "1 234,50\u00a0$", "En stock", {"price": "1234.50", "currency": "CAD"}),
    "mx": ("com.mx", "$1,234.50", "Sólo queda(n) 4 en stock", {"price": "1234.50", "currency": "MXN", "stock_left": 4}),
    "br": ("com.br", "R$\u00a01.499,99", "Em estoque", {"price": "1499.99", "currency": "BRL"}),
    "uk": ("co.uk", "£1,234.50", "Only 3 left in stock.", {"price": "1234.50", "currency": "GBP", "stock_left": 3}),
    "de": ("de", "1.234,50\u00a0€", "Auf Lager", {"price": "1234.50", "currency": "EUR", "availability": "in_stock"}),
    "de in English": (
        "de",
        "€1,234.50",
        "Only 2 left in stock",
        {"price": "1234.50", "currency": "EUR", "stock_left": 2},
    ),
    "fr": ("fr", "1\u202f234,50\u00a0€", "En stock", {"price": "1234.50", "currency": "EUR"}),
    "it": (
        "it",
        "1.234,50€",
        "Disponibilità: solo 3",
        {"price": "1234.50", "availability": "low_stock", "stock_left": 3},
    ),
    "es": ("es", "1.234,50€", "Disponible en 1 a 2 semanas", {"price": "1234.50", "availability": "in_stock"}),
    "nl": ("nl", "€ 1.234,50", "Op voorraad", {"price": "1234.50", "currency": "EUR"}),
    "be in French": (
        "com.be",
        "1.234,50€",
        "Actuellement indisponible.",
        {"price": "1234.50", "availability": "out_of_stock"},
    ),
    "se": ("se", "1 234,50\u00a0kr", "Endast 3 kvar i lager", {"price": "1234.50", "currency": "SEK", "stock_left": 3}),
    "pl": (
        "pl",
        "1234,56\u00a0zł",
        "Pozostała tylko 1 szt. w magazynie",
        {"price": "1234.56", "currency": "PLN", "stock_left": 1},
    ),
    "tr": (
        "com.tr",
        "1.234,56TL",
        "Stokta sadece 3 adet kaldı.",
        {"price": "1234.56", "currency": "TRY", "stock_left": 3},
    ),
    "in": ("in", "₹1,29,990.00", "In stock", {"price": "129990.00", "currency": "INR", "availability": "in_stock"}),
    "jp": ("co.jp", "￥12,980", "残り3点 ご注文はお早めに", {"price": "12980", "currency": "JPY", "stock_left": 3}),
    "jp with 円": (
        "co.jp",
        "12,980円",
        "在庫あり。",
        {"price": "12980", "currency": "JPY", "availability": "in_stock"},
    ),
    "sg": ("sg", "S$1,234.50", "In stock", {"price": "1234.50", "currency": "SGD"}),
    "au": ("com.au", "$1,234.50", "In stock", {"price": "1234.50", "currency": "AUD"}),
    "ae": ("ae", "AED\u00a01,234.50", "In Stock", {"price": "1234.50", "currency": "AED"}),
    "ae in Arabic": (
        "ae",
        "\u200f1,234.50 درهم",
        "تبقى ٣ فقط في المخزون",
        {"price": "1234.50", "currency": "AED", "stock_left": 3},
    ),
    "sa": ("sa", "١٬٢٣٤٫٥٠\u00a0ريال", "متوفر", {"price": "1234.50", "currency": "SAR", "availability": "in_stock"}),
    "eg": (
        "eg",
        "\u200fجنيه١٬٢٣٤٫٥٠",
        "غير متوفر حالياً.",
        {"price": "1234.50", "currency": "EGP", "availability": "out_of_stock"},
    ),
}


def shown(found: Offer, wanted: dict[str, Any]) -> dict[str, Any]:
    read = {key: getattr(found, key) for key in wanted}
    return {
        key: value if value is None or isinstance(value, int | tuple) else str(value) for key, value in read.items()
    }


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_featured_offer_is_read_in_every_layout(name: str) -> None:
    store, pieces, wanted = LAYOUTS[name]

    assert shown(offer(store, *pieces), wanted) == wanted


@pytest.mark.parametrize("name", STORES)
def test_prices_and_stock_are_read_in_every_store(name: str) -> None:
    store, amount, line, wanted = STORES[name]

    found = offer(store, middle(price(amount)), box(price(amount)), stock(line))

    assert shown(found, {**wanted, "candidates": ()}) == {**wanted, "candidates": ()}


@pytest.mark.parametrize(
    ("label", "store", "now", "before", "listed"),
    [
        ("参考価格:", "co.jp", "￥12,980", "￥15,800", "15800"),
        ("過去価格:", "co.jp", "￥12,980", "￥13,980", "13980"),
        ("M.R.P.:", "in", "₹1,29,990", "₹1,47,500", "147500.00"),
        ("UVP:", "de", "12,50\u00a0€", "15,00\u00a0€", "15.00"),
        ("Prix conseillé :", "fr", "12,50\u00a0€", "15,00\u00a0€", "15.00"),
        ("Typical price:", "com", "$12.50", "$15.00", "15.00"),
    ],
)
def test_the_struck_price_is_the_list_price_by_any_name(
    label: str, store: str, now: str, before: str, listed: str
) -> None:
    found = offer(store, middle(price(now), struck(before, label)))

    assert str(found.list_price) == listed


@pytest.mark.parametrize(
    ("piece", "coupon"),
    [
        ('<label id="couponTextB0LAMP">Apply $5.00 coupon</label>', "Apply $5.00 coupon"),
        ('<div id="couponsInBuybox_feature_div">Spare 10 % mit Gutschein</div>', "Spare 10 % mit Gutschein"),
        ('<div id="promoPriceBlockMessage_feature_div">5%クーポンの適用</div>', "5%クーポンの適用"),
        ('<div id="vpcButton">تطبيق قسيمة 5%</div>', "تطبيق قسيمة 5%"),
        ("", None),
    ],
)
def test_a_coupon_is_this_products_only(piece: str, coupon: str | None) -> None:
    assert offer("com", middle(price("$12.50")), piece).coupon == coupon


def test_without_stock_line_or_button_nothing_is_said_of_stock() -> None:
    assert offer("com", middle(price("$12.50"))).availability is Availability.UNKNOWN
    assert offer("com", middle(price("$12.50")), CART).availability is Availability.IN_STOCK
