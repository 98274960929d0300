"""What lines about stock say, language by language."""

import pytest

from adapters.storefronts.amazon_page.availability import left_in, meaning_of
from core.catalog.snapshot import Availability


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("In Stock", "in_stock"),
        ("Usually ships within 2 to 3 weeks", "in_stock"),
        ("Temporarily out of stock.", "out_of_stock"),
        ("Currently unavailable. We don't know when or if this item will be back in stock.", "out_of_stock"),
        ("Available from these sellers.", "no_featured_offer"),
        ("This item will be released on March 3.", "preorder"),
        ("This item cannot be shipped to your selected delivery location.", "not_deliverable"),
        ("Auf Lager", "in_stock"),
        ("Derzeit nicht verfügbar.", "out_of_stock"),
        ("Nicht auf Lager", "out_of_stock"),
        ("Jetzt vorbestellen", "preorder"),
        ("Erhältlich bei diesen Anbietern.", "no_featured_offer"),
        ("En stock", "in_stock"),
        ("Actuellement indisponible.", "out_of_stock"),
        ("Disponibilità immediata", "in_stock"),
        ("Non disponibile.", "out_of_stock"),
        ("No disponible por el momento.", "out_of_stock"),
        ("Em estoque", "in_stock"),
        ("Não disponível.", "out_of_stock"),
        ("Op voorraad", "in_stock"),
        ("Momenteel niet verkrijgbaar.", "out_of_stock"),
        ("I lager", "in_stock"),
        ("Inte tillgänglig för närvarande.", "out_of_stock"),
        ("Dostępny", "in_stock"),
        ("Obecnie niedostępny.", "out_of_stock"),
        ("Stokta var", "in_stock"),
        ("Şu anda mevcut değil.", "out_of_stock"),
        ("متوفر", "in_stock"),
        ("غير متوفر حالياً", "out_of_stock"),
        ("在庫あり。", "in_stock"),
        ("現在在庫切れです。", "out_of_stock"),
        ("この商品は、お住まいの地域にはお届けできません。", "not_deliverable"),
        ("现货", "in_stock"),
        ("目前无货", "out_of_stock"),
        ("स्टॉक में", "in_stock"),
        ("Bientôt disponible", "out_of_stock"),
        ("Presto disponibile", "out_of_stock"),
        ("Bald verfügbar", "out_of_stock"),
        ("Dieser Artikel wird am 3. März erscheinen. Bestellen Sie jetzt vor.", "preorder"),
        ("Este producto saldrá a la venta el 3 de marzo.", "preorder"),
        ("Disponible a partir del 3 de marzo. ¡Reserva el tuyo!", "preorder"),
        ("", "unknown"),
        ("Hello", "unknown"),
    ],
)
def test_a_stock_line_is_understood(line: str, state: str) -> None:
    assert meaning_of(line) is Availability(state)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Only 2 left in stock - order soon.", 2),
        ("Nur noch 3 auf Lager", 3),
        ("Il ne reste plus que 5 exemplaire(s) en stock.", 5),
        ("Solo 1 disponibile", 1),
        ("Sólo queda(n) 4 en stock.", 4),
        ("Só restam 6 em estoque", 6),
        ("Nog slechts 7 op voorraad", 7),
        ("Endast 8 kvar i lager", 8),
        ("Pozostało tylko 9 szt.", 9),
        ("Stokta sadece 10 adet kaldı", 10),
        ("تبقى 3 فقط في المخزون", 3),
        ("残り2点", 2),
        ("库存仅剩 4 件", 4),
        ("In Stock", None),
        ("Ships in 2 days", None),
    ],
)
def test_the_number_left_is_read(line: str, left: int | None) -> None:
    assert left_in(line) == left
