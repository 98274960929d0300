"""How the line below the title names the brand, in each language."""

from typing import Final

# Around a brand's name: “Visit the X Store”, “Brand: X”.
BRAND_FRAMES: Final = (
    ("visit the ", " store"), ("shop the ", " store"), ("brand: ", ""), ("brand : ", ""), ("besuche den ", "-store"),
    ("besuche den ", " store"), ("besuchen sie den ", "-store"), ("besuchen sie den ", " store"), ("marke: ", ""),
    ("visiter la boutique ", ""), ("visitez la boutique ", ""), ("visitez le magasin ", ""), ("marque : ", ""),
    ("marque: ", ""), ("visita lo store di ", ""), ("visita lo store ", ""), ("marca: ", ""), ("marca : ", ""),
    ("visita la store de ", ""), ("visita la tienda de ", ""), ("visitar la tienda de ", ""),
    ("visita la tienda ", ""), ("visite a loja ", ""), ("visitar a loja ", ""), ("visite a loja de ", ""),
    ("bezoek de ", "-winkel"), ("bezoek de ", " winkel"), ("bezoek de ", "-store"), ("bezoek de ", " store"),
    ("ga naar de ", " store"), ("ga naar de ", "-store"), ("ga naar de ", "-winkel"),
    ("merk: ", ""), ("besök ", "-butiken"), ("besök ", " butiken"), ("besök butiken för ", ""), ("besök ", "s butik"),
    ("varumärke: ", ""), ("märke: ", ""), ("odwiedź sklep ", ""), ("przejdź do sklepu ", ""), ("marka: ", ""),
    ("", " store’u ziyaret edin"), ("", " store'u ziyaret edin"), ("", " mağazasını ziyaret edin"),
    ("", " mağazasını ziyaret et"), ("", "のストアを表示"), ("", "のストアにアクセス"), ("", "ストアにアクセス"),
    ("ブランド: ", ""), ("ブランド：", ""), ("ブランド:", ""), ("访问 ", " 旗舰店"), ("访问 ", " 品牌旗舰店"),
    ("访问", "店铺"), ("品牌: ", ""), ("品牌：", ""), ("قم بزيارة متجر ", ""), ("تفضل بزيارة متجر ", ""),
    ("زيارة متجر ", ""), ("زُر متجر ", ""), ("العلامة التجارية: ", ""), ("العلامة التجارية : ", ""), ("ब्रैंड: ", ""),
    ("ब्रांड: ", ""), ("", " स्टोर पर जाएं"), ("", " स्टोर पर जाएँ"), ("navštivte obchod ", ""), ("značka: ", ""),
)  # fmt: skip
# What the same line says of books, discs and games instead of a brand.
BYLINE_OTHERS: Final = (
    "format:", "format :", "formato:", "formato :", "形式:", "フォーマット:", "platform:", "platform :", "plattform:",
    "plateforme :", "piattaforma:", "plataforma:", "プラットフォーム:", "edition:", "by ", "von ", "de ", "di ",
    "著者",
)  # fmt: skip
