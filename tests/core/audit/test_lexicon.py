"""By which language's words a listing is judged."""

import pytest

from core.audit.lexicon import lexicon_for
from core.catalog.marketplace import DEFAULT_MARKETPLACE, marketplace


@pytest.mark.parametrize(
    ("store", "text", "language"),
    [
        ("com", "Steel Bottle for the Road", "en"),
        ("com", "Botella de acero para el camino", "es"),
        ("de", "Flasche aus Stahl für den Weg", "de"),
        ("de", "Kestrel power bank with 2 ports for the road", "en"),
        ("de", "Kestrel Powerbank", "de"),
        ("de", "Butelka ze stali na drogę i do domu", "pl"),
        ("fr", "Gourde en acier pour la route", "fr"),
        ("es", "Garrafa de aço com alça para uma viagem", "pt"),
        ("com.br", "Garrafa de aço com alça", "pt"),
        ("ca", "Gourde en acier pour la route et les enfants", "fr"),
        ("co.jp", "水筒 ステンレス", "ja"),
        ("co.jp", "Steel Bottle", "en"),
        ("com", "水筒", "en"),
        ("sa", "زجاجة ماء", "ar"),
        ("de", "", "de"),
        ("de", "135 200 42", "de"),
    ],
)
def test_a_listing_is_judged_in_the_language_that_it_is_written_in(store, text, language):
    assert lexicon_for(marketplace(store) or DEFAULT_MARKETPLACE, text).language == language


@pytest.mark.parametrize(
    ("store", "text", "found"),
    [
        ("de", "Bettwäsche für das Bett, best seller", ("best seller",)),
        ("de", "Duvet cover for the bed, versandkostenfrei", ("versandkostenfrei",)),
        ("com", "Duvet cover for the bed, versandkostenfrei", ()),
        ("fr", "Panier à linge sale pour la salle de bain", ()),
        ("it", "Macinino per sale e pepe", ()),
        ("co.uk", "Laundry basket on sale for the bath", ("on sale",)),
    ],
)
def test_promotion_is_found_in_the_stores_language_and_in_english_and_words_are_not_confused(store, text, found):
    assert lexicon_for(marketplace(store) or DEFAULT_MARKETPLACE, text).find("p1", text) == found
