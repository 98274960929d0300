"""How Best Sellers Ranks are told in each language: ``#5 in X``, ``Pozycja 5 w kategorii X``, ``- 5位X``."""

from typing import Final

# The label of Best Sellers Rank.
RANK_LABELS: Final = (
    "best sellers rank", "best-sellers rank", "best seller rank", "best-seller rank", "bestsellers rank",
    "bestseller rank", "sales rank", "bestseller-rang", "bestsellerrang", "bestseller rang", "verkaufsrang",
    "classement des meilleures ventes", "classement des ventes", "posizione nella classifica bestseller",
    "classifica bestseller", "clasificación en los más vendidos", "posición en los más vendidos",
    "ranking en los más vendidos", "ranking dos mais vendidos", "classificação dos mais vendidos", "mais vendidos",
    "más vendidos", "plaats in bestsellerlijst", "bestsellerlijst", "bestseller-ranglijst", "bästsäljarrankning",
    "rangordning för bästsäljare", "rankning för bästsäljare", "bästsäljare-rankning", "bästsäljare rankning",
    "ranking najlepiej sprzedających", "ranking najlepszych sprzedawców", "ranking bestsellerów",
    "pozycja w rankingu", "en çok satanlar sıralaması", "çok satanlar sıralama", "en iyi satıcılar sıralaması",
    "en çok satanlar", "تصنيف الأفضل مبيعا", "مرتبة الأفضل مبيعا", "ترتيب الأفضل مبيعا", "ترتيب أفضل", "الأفضل مبيعا",
    "الأكثر مبيعا", "売れ筋ランキング", "ベストセラー順位", "ベストセラーランキング", "热销商品排名", "销售排行榜",
    "畅销商品排名", "畅销排名", "暢銷商品排名", "बेस्ट सेलर", "बेस्टसेलर", "सर्वाधिक बिकने", "pořadí bestsellerů",
    "žebříček nejprodávanějších",
)  # fmt: skip
# Before the number.
RANK_SIGNS: Final = (
    "#", "№", "＃", "nº", "n°", "nr.", "nr", "no.", "no", "n.", "núm.", "num.", "nummer", "pozycja", "miejsce",
    "plats", "plaats", "platz", "place", "posizione", "posición", "posição", "第", "رقم", "الرقم", "č.",
)  # fmt: skip
# Behind the number: the Kindle shop has a list of what is paid for, and one of what is free.
RANK_KINDS: Final = (
    "paid", "free", "bezahlt", "kostenlos", "gratis", "payants", "payant", "gratuits", "gratuit", "de pago",
    "a pagamento", "gratuiti", "pagos", "pago", "grátis", "betaald", "płatne", "bezpłatne", "有料", "無料",
)  # fmt: skip
# What parts a rank from its category.
RANK_LINKS: Final = (
    "in der kategorie", "dans la catégorie", "dans la boutique", "nella categoria", "en la categoría", "na categoria",
    "in de categorie", "i kategorin", "w kategorii", "w dziale", "v kategorii", "in", "en", "em", "dans", "i", "w",
    "på", "op", "bei", "no", "na", "nos", "nas", "nella", "nel", "في فئة", "في", "ضمن", "में", "—", "–", "-", ":", "─",
)  # fmt: skip
# Behind the category, before the rank, where the category comes first.
RANK_FOLLOWS: Final = ("商品里排第", "里排第", "中排名第", "排名第", "排第", "kategorisinde", "में")
# Behind the rank: 1,234位, 1.204 numara.
RANK_UNITS: Final = ("位", "名", "numara", ". sırada", ".sırada", "sırada", "वें", "वाँ", "वीं")
# What the link to the hundred best says where it does not say 100.
RANK_TOPS: Final = ("100", "見る", "查看", "देखें")
