"""Coupons and Prime of the page's own product; those of advertised ones stand on every page here."""

import pytest

from tests.adapters.storefronts.amazon_page.drawing import middle, offer, price, stock

SIGN = '<i class="a-icon a-icon-prime a-icon-small" aria-label="Amazon Prime"></i>'
SLOT = "mir-layout-DELIVERY_BLOCK-slot"


@pytest.mark.parametrize(
    ("piece", "coupon"),
    [
        ('<label id="couponTextB0LAMP">Apply $5.00 coupon</label>', "Apply $5.00 coupon"),
        ('<div id="couponsInBuybox_feature_div">Spare 10 % mit Gutschein</div>', "Spare 10 % mit Gutschein"),
        ('<div id="promoPriceBlockMessage_feature_div">5%クーポンの適用</div>', "5%クーポンの適用"),
        ('<div id="vpcButton">تطبيق قسيمة 5%</div>', "تطبيق قسيمة 5%"),
        (
            '<label id="couponTextX"><i>Coupon: </i>Apply $5 coupon <a>Shop items</a> | <a>Terms</a></label>',
            "Apply $5 coupon",
        ),
        ('<label id="couponTextB0LAMP" class="aok-hidden">Apply $5.00 coupon</label>', None),
        ("", None),
    ],
)
def test_a_coupon_is_this_products_only(piece: str, coupon: str | None) -> None:
    assert offer("com", middle(price("$12.50")), piece).coupon == coupon


@pytest.mark.parametrize(
    ("piece", "is_prime"),
    [
        (f'<div id="priceBadging_feature_div">{SIGN}</div>', True),
        (f'<div id="deliveryPriceBadging_feature_div"><span>{SIGN}</span></div>', True),
        (f'<span id="ourprice_shippingmessage">&amp; FREE Shipping {SIGN}</span>', True),
        (f'<div id="{SLOT}-SECONDARY_DELIVERY_MESSAGE_LARGE">Or Prime members get FREE delivery Friday</div>', True),
        (f'<div id="{SLOT}-PRIMARY_DELIVERY_MESSAGE_LARGE">Lieferung für Prime-Mitglieder morgen</div>', True),
        (f'<div id="{SLOT}-PRIMARY_DELIVERY_MESSAGE_LARGE">プライム会員は無料配送</div>', True),
        (f'<div id="{SLOT}-UPSELL">Try Prime for 30 days, Prime members save</div>', None),
        (f'<div id="deliveryPriceBadging_feature_div"><i class="aok-hidden">{SIGN}</i></div>', None),
        (f'<div id="usedAccordionRow"><div id="priceBadging_feature_div">{SIGN}</div></div>', None),
        (f'<div id="sp_detail"><div id="priceBadging_feature_div">{SIGN}</div></div>', None),
        (f'<div id="valuePick_feature_div">{SIGN}</div>', None),
        ('<div id="deliveryPriceBadging_feature_div"></div>', None),
    ],
)
def test_prime_is_known_where_the_featured_offer_wears_its_sign(piece: str, is_prime: bool | None) -> None:
    assert offer("com", middle(price("$12.50")), stock("In Stock"), piece).prime is is_prime


def test_what_has_no_price_has_no_prime() -> None:
    assert offer("com", f'<div id="priceBadging_feature_div">{SIGN}</div>', stock("In Stock")).prime is None
