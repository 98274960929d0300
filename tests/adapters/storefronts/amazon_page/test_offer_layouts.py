"""What is read of offers in each layout, on pages drawn for it; every page has other products' prices on it too."""

from typing import Any

import pytest

from core.catalog.snapshot import Availability
from tests.adapters.storefronts.amazon_page.drawing import box, middle, offer, price, shown, stock, struck

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
    "no featured offer, by the outer box alone": (
        "com",
        ('<div id="desktop_unqualifiedBuyBox">No featured offers available</div>',),
        {"price": None, "availability": "no_featured_offer"},
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
    "subscription's row in the middle of the page too": (
        "com",
        (
            '<div id="apex_desktop"><div id="apex_desktop_snsAccordionRowMiddle">'
            + middle(price("$22.79"))
            + '</div><div id="apex_desktop_newAccordionRow">'
            + middle(price("$23.99"))
            + "</div></div>",
        ),
        {"price": "23.99", "candidates": ()},
    ),
    "nothing but a subscription's row": (
        "com",
        (
            '<div id="apex_desktop"><div id="apex_desktop_snsAccordionRowMiddle">'
            + middle(price("$22.79"))
            + "</div></div>",
        ),
        {"price": None},
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
    "a row for Prime members only": (
        "com",
        (
            middle(price("$39.99")),
            '<div id="primeExclusiveAccordionRow">' + box(price("$29.99")) + "</div>",
            '<div id="newAccordionRow_0">' + box(price("$39.99")) + "</div>",
        ),
        {"price": "39.99", "candidates": ()},
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


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_featured_offer_is_read_in_every_layout(name: str) -> None:
    store, pieces, wanted = LAYOUTS[name]

    assert shown(offer(store, *pieces), wanted) == wanted


def test_without_stock_line_or_button_nothing_is_said_of_stock() -> None:
    assert offer("com", middle(price("$12.50"))).availability is Availability.UNKNOWN
    assert offer("com", middle(price("$12.50")), CART).availability is Availability.IN_STOCK
