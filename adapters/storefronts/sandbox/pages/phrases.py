"""What each store's pages say around the facts, in the store's language."""

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """One store's wording; braces name what is filled in, already written and escaped."""

    language: str = "en-us"
    page_title: str = "{title} : {store}: {category}"
    in_stock: str = "In Stock"
    low_stock: str = "Only {left} left in stock - order soon."
    preorder: str = "This item will be released on May 12, 2027."
    unavailable: str = "Currently unavailable."
    unavailable_more: str = "No date is known for its return."
    no_offer: str = "No featured offers available"
    all_options: str = "See All Buying Options"
    undeliverable: str = "This item cannot be shipped to your selected delivery location."
    ships_from: str = "Ships from"
    sold_by: str = "Sold by"
    both: str = "Ships from and sold by {seller}."
    apart: str = "Sold by {seller} and Fulfilled by {ships_from}."
    savings: str = "{price} with {percent} percent savings"
    list_price: str = "List Price:"
    per_unit: str = "{price} per item"
    new: str = "Buy new:"
    used: str = "Save with Used - Good"
    coupon: str = "Apply {percent}% coupon"
    deal: str = "Limited time deal"
    brand: str = "Visit the {brand} Store"
    stars: str = "{rating} out of 5 stars"
    ratings: str = "{count} ratings"
    about: str = "About this item"
    description: str = "Product Description"
    details: str = "Product information"
    reviews_heading: str = "Customer Reviews"
    ranks: str = "Best Sellers Rank"
    rank: str = "#{rank} in {category}"
    top: str = "See Top 100 in {category}"
    top_seller: str = "#1 Best Seller"
    choose: str = "Size:"
    sponsored: str = "Sponsored"
    also: str = "Products related to this item"
    checking: str = "Click the button below to continue shopping"
    go_on: str = "Continue shopping"


_COM: Final = Phrases(page_title="{store}: {title} : {category}")
_UK: Final = Phrases(
    language="en-gb",
    in_stock="In stock",
    low_stock="Only {left} left in stock.",
    ships_from="Dispatches from",
    both="Dispatched from and sold by {seller}.",
    list_price="RRP:",
    rank="{rank} in {category}",
)
_DE: Final = Phrases(
    language="de-de",
    in_stock="Auf Lager",
    low_stock="Nur noch {left} auf Lager",
    unavailable="Derzeit nicht verfügbar.",
    unavailable_more="Wann es ihn wieder gibt, ist offen.",
    no_offer="Keine hervorgehobenen Angebote verfügbar",
    all_options="Alle Kaufoptionen anzeigen",
    undeliverable="Dieser Artikel kann nicht an den ausgewählten Standort geliefert werden.",
    ships_from="Versand durch",
    sold_by="Verkäufer",
    both="Verkauf und Versand durch {seller}.",
    apart="Verkauf durch {seller} und Versand durch {ships_from}.",
    savings="{price} mit {percent} Prozent Einsparungen",
    list_price="UVP:",
    per_unit="{price} pro Stück",
    new="Neu:",
    used="Gebraucht - Gut",
    coupon="{percent} % Coupon anwenden",
    deal="Befristetes Angebot",
    brand="Besuche den {brand}-Store",
    stars="{rating} von 5 Sternen",
    ratings="{count} Sternebewertungen",
    about="Info zu diesem Artikel",
    description="Produktbeschreibung",
    details="Produktinformation",
    reviews_heading="Kundenrezensionen",
    ranks="Amazon Bestseller-Rang",
    rank="Nr. {rank} in {category}",
    top="Siehe Top 100 in {category}",
    top_seller="Bestseller Nr. 1",
    choose="Größe:",
    sponsored="Gesponsert",
    also="Dazu passende Produkte",
    checking="Klicke auf die Schaltfläche unten, um mit dem Einkauf fortzufahren",
    go_on="Weiter shoppen",
)
_ES: Final = Phrases(
    language="es-es",
    in_stock="En stock",
    low_stock="Sólo queda(n) {left} en stock.",
    unavailable="No disponible por el momento.",
    unavailable_more="No sabemos cuándo volverá.",
    no_offer="No hay ofertas destacadas disponibles",
    all_options="Ver todas las opciones de compra",
    undeliverable="Este producto no se puede enviar al punto de entrega seleccionado.",
    ships_from="Enviado por",
    sold_by="Vendido por",
    both="Vendido y enviado por {seller}.",
    apart="Vendido por {seller} y gestionado por {ships_from}.",
    savings="{price} con un ahorro del {percent} %",
    list_price="Precio recomendado:",
    per_unit="{price} por unidad",
    new="Nuevo:",
    used="Usado - Bueno",
    coupon="Aplicar cupón del {percent} %",
    deal="Oferta por tiempo limitado",
    brand="Visita la tienda de {brand}",
    stars="{rating} de 5 estrellas",
    ratings="{count} valoraciones",
    about="Acerca de este producto",
    description="Descripción del producto",
    details="Información del producto",
    reviews_heading="Opiniones de los clientes",
    ranks="Clasificación en los más vendidos de Amazon",
    rank="nº{rank} en {category}",
    top="Ver el Top 100 en {category}",
    top_seller="El más vendido",
    choose="Tamaño:",
    sponsored="Patrocinado",
    also="Otros productos parecidos",
    checking="Haz clic en el botón de abajo para seguir comprando",
    go_on="Seguir comprando",
)
_FR: Final = Phrases(
    language="fr-fr",
    in_stock="En stock",
    low_stock="Il ne reste plus que {left} exemplaire(s) en stock.",
    unavailable="Actuellement indisponible.",
    unavailable_more="Nous ne savons pas quand il reviendra.",
    no_offer="Aucune offre mise en avant disponible",
    all_options="Voir toutes les options d'achat",
    undeliverable="Cet article ne peut pas être expédié à l'adresse sélectionnée.",
    ships_from="Expédié par",
    sold_by="Vendu par",
    both="Expédié et vendu par {seller}.",
    apart="Vendu par {seller} et expédié par {ships_from}.",
    savings="{price} avec {percent} pour cent d'économies",
    list_price="Prix conseillé :",
    per_unit="{price} par unité",
    new="Neuf :",
    used="D'occasion - Bon",
    coupon="Appliquer le coupon de {percent} %",
    deal="Offre à durée limitée",
    brand="Visiter la boutique {brand}",
    stars="{rating} sur 5 étoiles",
    ratings="{count} évaluations",
    about="À propos de cet article",
    description="Description du produit",
    details="Informations sur le produit",
    reviews_heading="Commentaires client",
    ranks="Classement des meilleures ventes d'Amazon",
    rank="{rank} en {category}",
    top="Voir les 100 premiers en {category}",
    top_seller="N° 1 des ventes",
    choose="Taille :",
    sponsored="Sponsorisé",
    also="Produits voisins",
    checking="Cliquez sur le bouton ci-dessous pour continuer vos achats",
    go_on="Continuer les achats",
)
_JP: Final = Phrases(
    language="ja-jp",
    page_title="{store}: {title} : {category}",
    in_stock="在庫あり。",
    low_stock="残り{left}点 ご注文はお早めに",
    unavailable="現在在庫切れです。",
    unavailable_more="入荷の予定はまだ分かりません。",
    no_offer="おすすめ出品の要件を満たす出品はありません",
    all_options="すべての出品を見る",
    undeliverable="この商品は、選択したお届け先に配送できません。",
    ships_from="出荷元",
    sold_by="販売元",
    both="この商品は、{seller} が販売、発送します。",
    apart="この商品は、{seller} が販売し、{ships_from} が発送します。",
    savings="{price}（{percent}パーセントの割引）",
    list_price="参考価格:",
    per_unit="1個あたり{price}",
    new="新品:",
    used="中古品 - 良い",
    coupon="{percent}%クーポンを適用",
    deal="期間限定セール",
    brand="{brand}のストアを表示",
    stars="5つ星のうち{rating}",
    ratings="{count}個の評価",
    about="この商品について",
    description="商品の説明",
    details="商品の情報",
    reviews_heading="カスタマーレビュー",
    ranks="Amazon 売れ筋ランキング",
    rank="- {rank}位{category}",
    top="{category}の売れ筋ランキングを見る",
    top_seller="ベストセラー1位",
    choose="サイズ:",
    sponsored="スポンサー",
    also="この商品に関連する商品",
    checking="ショッピングを続けるには下のボタンを押してください",
    go_on="ショッピングを続ける",
)
_BR: Final = Phrases(
    language="pt-br",
    page_title="{title} | {store}",
    in_stock="Em estoque",
    low_stock="Apenas {left} em estoque.",
    unavailable="Não disponível.",
    unavailable_more="Ainda não se sabe quando volta.",
    no_offer="Nenhuma oferta em destaque disponível",
    all_options="Ver todas as opções de compra",
    undeliverable="Este produto não pode ser enviado para o local de entrega selecionado.",
    ships_from="Enviado por",
    sold_by="Vendido por",
    both="Enviado e vendido por {seller}.",
    apart="Vendido por {seller} e enviado por {ships_from}.",
    savings="{price} com {percent} por cento de desconto",
    list_price="De:",
    per_unit="{price} por unidade",
    new="Novo:",
    used="Usado - Bom",
    coupon="Aplicar cupom de {percent}%",
    deal="Oferta por tempo limitado",
    brand="Marca: {brand}",
    stars="{rating} de 5 estrelas",
    ratings="{count} avaliações de clientes",
    about="Sobre este item",
    description="Descrição do produto",
    details="Informações do produto",
    reviews_heading="Avaliações dos clientes",
    ranks="Ranking dos mais vendidos",
    rank="Nº {rank} em {category}",
    top="Conheça o Top 100 na categoria {category}",
    top_seller="Mais vendido",
    choose="Tamanho:",
    sponsored="Patrocinado",
    also="Produtos parecidos",
    checking="Clique no botão abaixo para continuar comprando",
    go_on="Continuar comprando",
)

PHRASES: Final[dict[str, Phrases]] = {
    "com": _COM,
    "co.uk": _UK,
    "de": _DE,
    "es": _ES,
    "fr": _FR,
    "co.jp": _JP,
    "in": replace(_UK, language="en-in", ships_from="Ships from", list_price="M.R.P.:", rank="#{rank} in {category}"),
    "com.br": _BR,
}
"""The wording of every store in which the shop sells something."""
