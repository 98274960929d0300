"""What the shop sells on de, co.uk, es and fr."""

from decimal import Decimal
from typing import Final

from adapters.storefronts.sandbox.products.product import Details, Layout, ShopProduct, Temper
from core.catalog.snapshot import Rank, Variation

GERMANY: Final = (
    ShopProduct(
        asin="B0ZMUEHLE4",
        market="de",
        title="Steinwald Kaffeemühle elektrisch mit Kegelmahlwerk, 31 Mahlgrade, 350 g Bohnenbehälter, Schwarz",
        brand="Steinwald",
        bullets=(
            "Kegelmahlwerk aus gehärtetem Stahl, das langsam und kühl mahlt",
            "31 Mahlgrade von Espresso bis Stempelkanne",
            "Bohnenbehälter für 350 g mit Aromadeckel",
        ),
        description="Eine leise Mühle für die ganze Familie.",
        price=Decimal("49.90"),
        list_price=Decimal("69.90"),
        path=("Küche, Haushalt & Wohnen", "Kaffee & Tee", "Kaffeemühlen", "Elektrische Kaffeemühlen"),
        ranks=(Rank(1284, "Küche, Haushalt & Wohnen"), Rank(17, "Elektrische Kaffeemühlen")),
        rating=Decimal("4.3"),
        reviews=2418,
        seller="Steinwald Haushaltswaren",
        rival="Kontor Nord",
        edited_title="Steinwald elektrische Kaffeemühle, Kegelmahlwerk aus Stahl, 31 Mahlgrade, 350 g, Schwarz",
        edited_bullet="Bohnenbehälter für 350 g, Reinigungspinsel liegt bei",
        details=Details.BULLETS,
    ),
    ShopProduct(
        asin="B0ZRUCKS20",
        market="de",
        title="Fjellreh Wanderrucksack 35 L mit Regenhülle, Rückenbelüftung, Unisex, Tannengrün",
        brand="Fjellreh",
        bullets=(
            "35 Liter mit Bodenfach und zwei Seitentaschen aus Netz",
            "Gespanntes Netz am Rücken lässt Luft durch",
            "Regenhülle in einem eigenen Fach",
        ),
        description="Für Tagestouren und eine Nacht auf der Hütte.",
        price=Decimal("89.95"),
        path=("Sport & Freizeit", "Camping & Outdoor", "Rucksäcke", "Wanderrucksäcke"),
        ranks=(Rank(3390, "Sport & Freizeit"), Rank(52, "Wanderrucksäcke")),
        rating=Decimal("4.6"),
        reviews=904,
        seller="Fjellreh",
        rival="Gipfelkram",
        edited_title="Fjellreh Trekkingrucksack 35 L, Regenhülle, belüfteter Rücken, Tannengrün",
        edited_bullet="Regenhülle in einem eigenen Fach, PFAS-frei",
        temper=Temper.STEADY,
        parent_asin="B0ZRUCKS00",
        variations=(Variation("B0ZRUCKS20", "35 L"), Variation("B0ZRUCKS21", "45 L")),
    ),
)

BRITAIN: Final = (
    ShopProduct(
        asin="B0ZTEAPOT5",
        market="co.uk",
        title="Marlow & Finch Stoneware Teapot 1.2 L with Infuser, Dishwasher Safe, Speckled Cream",
        brand="Marlow & Finch",
        bullets=(
            "Holds 1.2 litres, enough for four proper mugs",
            "Steel infuser that lifts out when the tea is strong enough",
            "Stoneware that keeps warm and goes in the dishwasher",
        ),
        description="A round, heavy teapot that pours without dripping.",
        price=Decimal("24.99"),
        list_price=Decimal("29.99"),
        path=("Home & Kitchen", "Dining & Entertaining", "Teapots"),
        ranks=(Rank(6127, "Home & Kitchen"), Rank(23, "Teapots")),
        rating=Decimal("4.7"),
        reviews=1206,
        seller="Marlow & Finch Ltd",
        rival="The Scullery Shop",
        edited_title="Marlow & Finch Stoneware Teapot with Loose Leaf Infuser, 1.2 Litre, Speckled Cream",
        edited_bullet="Stoneware that keeps warm; safe in dishwasher and microwave",
        layout=Layout.CLASSIC,
    ),
    ShopProduct(
        asin="B0ZGARDN31",
        market="co.uk",
        title="Thistledown Garden Kneeler and Seat, Folding, Two Tool Pouches, Holds 150 kg",
        brand="Thistledown",
        bullets=(
            "A kneeler one way up and a seat the other",
            "Steel frame with grips that help you back to your feet",
            "Two pouches for trowels, twine and a telephone",
        ),
        description="Folds flat against the wall of the shed.",
        price=Decimal("32.50"),
        path=("Garden", "Gardening", "Kneelers & Seats"),
        ranks=(Rank(2245, "Garden"), Rank(4, "Garden Kneelers")),
        rating=Decimal("4.5"),
        reviews=3378,
        seller="Thistledown Garden",
        rival="Allotment Direct",
        edited_title="Thistledown Folding Garden Kneeler, Seat and Stool with Two Tool Pouches, 150 kg",
        edited_bullet="Two pouches for trowels, twine and a telephone; gloves included",
        details=Details.BULLETS,
        temper=Temper.STEADY,
    ),
)

SPAIN: Final = (
    ShopProduct(
        asin="B0ZALTAV32",
        market="es",
        title="Brisa Sonora Altavoz Bluetooth Portátil 20 W, Resistente al Agua IPX7, 24 Horas, Azul",
        brand="Brisa Sonora",
        bullets=(
            "20 vatios con dos radiadores pasivos",
            "Resiste la lluvia y una caída a la piscina (IPX7)",
            "Hasta 24 horas de música con una carga",
        ),
        description="Un altavoz pequeño que suena grande en la terraza.",
        price=Decimal("63.42"),
        list_price=Decimal("79.99"),
        path=("Electrónica", "Audio y vídeo portátil", "Altavoces portátiles"),
        ranks=(Rank(1643, "Electrónica"), Rank(27, "Altavoces portátiles")),
        rating=Decimal("4.3"),
        reviews=5182,
        seller="Brisa Sonora España",
        rival="Mercado del Sonido",
        edited_title="Brisa Sonora Altavoz Bluetooth 20 W Portátil, Impermeable IPX7, Batería 24 h, Azul",
        edited_bullet="Hasta 24 horas de música y carga rápida por USB-C",
        layout=Layout.ACCORDION,
        details=Details.BULLETS,
    ),
)

FRANCE: Final = (
    ShopProduct(
        asin="B0ZCOCOT26",
        market="fr",
        title="Valbrune Cocotte en Fonte Émaillée 26 cm, 5 L, Tous Feux dont Induction, Rouge Cerise",
        brand="Valbrune",
        bullets=(
            "Fonte épaisse qui garde la chaleur jusqu'à table",
            "Émail clair à l'intérieur, facile à surveiller",
            "Tous feux dont induction, four jusqu'à 250 °C",
        ),
        description="Une cocotte pour les plats qui prennent leur temps.",
        price=Decimal("249.00"),
        list_price=Decimal("299.00"),
        path=("Cuisine et Maison", "Cuisine", "Cocottes"),
        ranks=(Rank(2871, "Cuisine et Maison"), Rank(36, "Cocottes")),
        rating=Decimal("4.7"),
        reviews=1342,
        seller="Maison Valbrune",
        rival="Le Comptoir du Four",
        edited_title="Valbrune Cocotte Fonte Émaillée Ronde 26 cm (5 L), Induction et Four, Rouge Cerise",
        edited_bullet="Tous feux dont induction, garantie trente ans",
        temper=Temper.STEADY,
    ),
)
