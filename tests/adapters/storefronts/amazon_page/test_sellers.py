"""Who sells the featured offer, in each layout and each language's order of words."""

import pytest

from tests.adapters.storefronts.amazon_page.drawing import middle, offer, price

FEATURE = '<span class="offer-display-feature-text-message">{}</span>'
CELL = '<div tabular-attribute-name="{0}">{1}</div>'


def sold(store: str, *pieces: str) -> tuple[str | None, str | None]:
    found = offer(store, middle(price("29.99")), *pieces)
    return found.seller, found.ships_from


@pytest.mark.parametrize(
    ("store", "sentence", "seller"),
    [
        ("com", "Ships from and sold by Amazon.com.", "Amazon.com"),
        ("com", 'Sold by <a href="/x?seller=A1">ACME</a> and <a>Fulfilled by Amazon</a>.', "ACME"),
        ("co.uk", "Dispatched from and sold by Amazon.", "Amazon"),
        ("de", 'Verkauf durch <a href="/x?seller=A1">Haus GmbH</a> und Versand durch Amazon.', "Haus GmbH"),
        ("fr", "Expédié et vendu par Amazon.", "Amazon"),
        ("it", "Venduto e spedito da Amazon.", "Amazon"),
        ("es", "Vendido por Casa SL y gestionado por Amazon.", "Casa SL"),
        ("com.mx", "Enviado y vendido por Amazon México.", "Amazon México"),
        ("com.br", "Vendido por Loja X e enviado por Amazon.", "Loja X"),
        ("nl", "Verkocht door Winkel BV en verzonden door Amazon.", "Winkel BV"),
        ("se", "Skickas från och säljs av Amazon.", "Amazon"),
        ("pl", "Wysyłka i sprzedaż przez Amazon.", "Amazon"),
        ("com.tr", "Amazon.com.tr tarafından satılır ve gönderilir.", "Amazon.com.tr"),
        ("co.jp", "この商品は、Amazon.co.jp が販売、発送します。", "Amazon.co.jp"),
        ("cn", "由亚马逊美国直接销售和发货。", "亚马逊美国"),
        ("sa", "يباع ويشحن من Amazon.sa", "Amazon.sa"),
        ("com", "Delivered by our own carriers.", None),
    ],
)
def test_the_sellers_name_is_found_in_the_sentence_of_older_layouts(
    store: str, sentence: str, seller: str | None
) -> None:
    assert sold(store, f'<div id="merchant-info">{sentence}</div>') == (seller, None)


def test_the_rows_of_newer_layouts_name_shipper_and_seller() -> None:
    ships = f'<div id="fulfillerInfoFeature_feature_div">{FEATURE.format("Amazon")}</div>'
    sells = f'<div id="merchantInfoFeature_feature_div">{FEATURE.format("ACME")}</div>'

    assert sold("com", ships, sells) == ("ACME", "Amazon")


@pytest.mark.parametrize("labels", ["", "Ships from", "Sold by"])
def test_a_tables_labels_are_not_its_names(labels: str) -> None:
    label = CELL.format(labels, labels) if labels else ""
    cells = CELL.format("Ships from", "Amazon") + CELL.format("Sold by", "ACME")

    assert sold("com", f'<div id="tabular-buybox">{label}{cells}</div>') == ("ACME", "Amazon")
