"""What Amazon's pages say in each language, as tables; a page is read with all of them, since stores mix languages.

Words are in lower case as `str.casefold` gives them. Sources: Amazon's stores and the languages that their pages can be
switched to, 2014 to 2026.
"""

from typing import Final

# Availability, most telling first: a line with "temporarily out of stock" also has "in stock" in it.
NOT_DELIVERABLE: Final = (
    "cannot be shipped", "can't be shipped", "cannot be delivered", "does not ship to", "doesn't ship to",
    "not deliverable", "not be delivered to your", "unavailable for delivery", "doesn’t ship to",
    "kann nicht an den von dir", "nicht an den ausgewählten lieferort", "kann nicht nach",
    "nicht an deinen standort", "nicht an die ausgewählte adresse", "ne peut pas être expédié",
    "ne peut pas être livré", "n'est pas expédié", "non può essere spedito", "non può essere consegnato",
    "non è disponibile per la spedizione", "no se puede enviar", "no puede enviarse", "no se envía a",
    "não pode ser enviado", "não pode ser entregue", "não é enviado", "kan niet worden verzonden",
    "kan niet worden bezorgd", "kan inte skickas", "kan inte levereras", "nie może zostać wysłany",
    "nie można wysłać", "nie można dostarczyć", "gönderilemez", "gönderilememektedir", "teslim edilemez",
    "لا يمكن شحن", "لا يمكن توصيل", "لا يتم شحن", "お届けできません", "配送できません",
    "配送することができません", "发货至您选择的", "无法配送", "无法运送", "不配送", "डिलीवर नहीं",
)  # fmt: skip
PREORDER: Final = (
    "pre-order", "preorder", "has not yet been released", "will be released on", "releases on", "vorbestell",
    "erscheint am", "noch nicht erschienen", "précommande", "pré-commande", "précommander", "paraîtra le",
    "pre-ordina", "preordina", "preordine", "disponibile a partire dal", "uscirà il", "reservar",
    "reserva ahora", "estará disponible el", "se pondrá a la venta", "preventa", "pré-venda", "pré-encomenda",
    "será lançado", "vooruitbestellen", "reserveer nu", "wordt uitgebracht", "förhandsbeställ", "förbeställ",
    "släpps den", "zamów przed premierą", "przedsprzeda", "ön sipariş", "طلب مسبق", "اطلب مسبق", "الطلب المسبق",
    "予約受付", "予約注文", "発売予定", "预订", "预售", "प्री-ऑर्डर",
)  # fmt: skip
OUT_OF_STOCK: Final = (
    "currently unavailable", "temporarily out of stock", "out of stock", "sold out", "we don't know when or if",
    "derzeit nicht verfügbar", "momentan nicht verfügbar", "derzeit nicht auf lager", "nicht auf lager",
    "zurzeit nicht verfügbar", "nicht vorrätig", "ausverkauft", "actuellement indisponible",
    "temporairement en rupture", "en rupture de stock", "indisponible", "attualmente non disponibile",
    "non disponibile", "temporaneamente non disponibile", "no disponible", "sin stock", "agotado",
    "temporalmente sin existencias", "não disponível", "indisponível", "esgotado", "sem estoque",
    "fora de estoque", "momenteel niet verkrijgbaar", "niet op voorraad", "tijdelijk niet op voorraad",
    "uitverkocht", "inte tillgänglig", "slut i lager", "ej i lager", "tillfälligt slut", "obecnie niedostępn",
    "chwilowo niedostępn", "produkt niedostępny", "brak w magazynie", "wyprzedan", "şu anda mevcut değil",
    "stokta yok", "tükendi", "غير متوفر", "غير متاح", "نفد من المخزون", "نفدت الكمية", "在庫切れ",
    "現在お取り扱いできません", "現在在庫切れ", "品切れ", "目前无货", "缺货", "暂时缺货",
    "वर्तमान में अनुपलब्ध", "स्टॉक में नहीं", "उपलब्ध नहीं",
)  # fmt: skip
FROM_OTHERS: Final = (
    "available from these sellers", "available from other sellers", "no featured offers",
    "see all buying options", "erhältlich bei diesen anbietern", "verfügbar bei diesen anbietern",
    "keine hervorgehobenen angebote", "keine angebote", "voir les offres de ces vendeurs",
    "disponible auprès de ces vendeurs", "aucune offre mise en avant", "disponibile presso questi venditori",
    "disponibile presso altri", "nessuna offerta in evidenza", "disponible a través de estos vendedores",
    "disponible de estos vendedores", "no hay ofertas destacadas", "ninguna oferta destacada",
    "disponível com estes vendedores", "disponível através destes", "nenhuma oferta em destaque",
    "verkrijgbaar bij deze verkopers", "geen aanbevolen aanbiedingen", "tillgänglig från dessa säljare",
    "inga utvalda erbjudanden", "dostępne u tych sprzedawców", "brak polecanych ofert", "bu satıcılarda mevcut",
    "öne çıkan teklif yok", "متوفر من هؤلاء البائعين", "لا توجد عروض مميزة", "出品者からお求めいただけます",
    "おすすめ出品の要件を満たす出品はありません", "通过这些卖家购买", "没有推荐", "इन विक्रेताओं से",
)  # fmt: skip
IN_STOCK: Final = (
    "in stock", "usually ships", "usually dispatched", "available to ship", "available now",
    "available instantly", "ships within", "dispatched within", "arrives", "auf lager", "vorrätig",
    "sofort lieferbar", "versandfertig", "gewöhnlich versandfertig", "en stock", "habituellement expédié",
    "expédié sous", "disponible sous", "disponibilità immediata", "disponibile", "generalmente spedito",
    "normalmente spedito", "in magazzino", "en existencia", "disponible", "envío en", "se envía", "em estoque",
    "em stock", "disponível", "geralmente enviado", "enviado em", "op voorraad", "gewoonlijk verzonden",
    "i lager", "finns i lager", "skickas vanligtvis", "dostępny", "w magazynie", "zwykle wysyłan", "stokta var",
    "stokta", "genellikle", "متوفر", "متاح", "في المخزون", "يتم الشحن", "在庫あり", "通常", "以内に発送",
    "入荷予定", "现货", "有货", "发货", "स्टॉक में", "उपलब्ध",
)  # fmt: skip
# "Only 3 left in stock": the words that surround the number. `{}` stands for it.
LEFT: Final = (
    "only {} left", "{} left in stock", "nur noch {} ", "noch {} auf lager", "nur {} auf lager", "nur noch {}",
    "il ne reste plus que {}", "plus que {}", "seulement {} restant", "solo {} disponibil",
    "ne rimangono solo {}", "rimangono solo {}", "disponibilità: solo {}", "queda(n) {}", "quedan {}",
    "queda {}", "sólo {}", "solo {} en", "apenas {} em", "restam {}", "resta {}", "só restam {}", "só {} em",
    "apenas {} restante", "nog slechts {}", "slechts {}", "nog maar {}", "endast {}", "bara {} kvar",
    "{} kvar i lager", "pozostało tylko {}", "zostało tylko {}", "tylko {} ", "pozostał {}", "sadece {} ",
    "stokta {} ", "stokta sadece {}", "yalnızca {}", "تبقى {}", "بقي {}", "تبقي {}", "باقي {}", "متبقي {}",
    "残り{}点", "残り{}", "あと{}点", "在庫数は{}", "仅剩{}", "仅剩 {}", "还剩{}", "库存仅剩{}", "सिर्फ़ {}",
    "केवल {}", "स्टॉक में सिर्फ़ {}",
)  # fmt: skip

# The label of Best Sellers Rank.
RANK_LABELS: Final = (
    "best sellers rank", "best seller rank", "bestsellers rank", "bestseller-rang", "amazon bestseller-rang",
    "classement des meilleures ventes", "posizione nella classifica bestseller", "classifica bestseller",
    "clasificación en los más vendidos", "clasificación en los más vendidos de amazon",
    "ranking dos mais vendidos", "mais vendidos", "más vendidos", "plaats in bestsellerlijst",
    "bestsellerlijst", "bästsäljarrankning", "rangordning för bästsäljare", "rankning för bästsäljare",
    "ranking najlepiej sprzedających", "pozycja w rankingu", "en çok satanlar sıralaması",
    "çok satanlar sıralama", "تصنيف الأفضل مبيعا", "مرتبة الأفضل مبيعا", "ترتيب أفضل", "الأفضل مبيعا",
    "الأكثر مبيعا", "売れ筋ランキング", "亚马逊热销商品排名", "热销商品排名", "销售排行榜", "बेस्ट सेलर",
    "सर्वाधिक बिकने",
)  # fmt: skip
# What parts a rank from its category.
RANK_LINKS: Final = (
    "in der kategorie", "dans la catégorie", "nella categoria", "en la categoría", "na categoria",
    "in de categorie", "i kategorin", "w kategorii", "in", "en", "em", "dans", "i", "w", "på", "op", "no", "na",
    "nos", "nas", "nella", "nel", "fi", "في", "ضمن", "में", "—", "–", "-", ":", "─",
)  # fmt: skip
# Behind the category, before the rank, and behind the rank, where the category comes first.
RANK_FOLLOWS: Final = ("商品里排第", "里排第", "排第", "kategorisinde", "-", "–", "—", "─", "の", ":")
RANK_UNITS: Final = ("位", "名", "numara", "sırada", ". sırada", "वें", "वाँ")

# In whose phrases the five comes first: "5つ星のうち4.3", "5 yıldız üzerinden 4,3".
FIVE_FIRST: Final = ("つ星のうち", "üzerinden", "में से", "5个星中", "de 5 estrellas: ")

# Around a brand's name in the byline.
BRAND_FRAMES: Final = (
    ("visit the ", " store"), ("brand: ", ""), ("besuche den ", "-store"), ("besuche den ", " store"),
    ("besuchen sie den ", "-store"), ("marke: ", ""), ("visiter la boutique ", ""), ("marque\xa0: ", ""),
    ("marque : ", ""), ("marque: ", ""), ("visita lo store di ", ""), ("marca: ", ""),
    ("visita la tienda de ", ""), ("visitar la tienda de ", ""), ("visite a loja ", ""),
    ("visite a loja da ", ""), ("visitar a loja ", ""), ("bezoek de ", "-winkel"), ("bezoek de ", "-store"),
    ("bezoek de ", " store"), ("merk: ", ""), ("besök ", "-butiken"), ("besök butiken för ", ""),
    ("varumärke: ", ""), ("odwiedź sklep ", ""), ("marka: ", ""), ("", " store’u ziyaret edin"),
    ("", " store'u ziyaret edin"), ("", " mağazasını ziyaret edin"), ("", "のストアを表示"), ("ブランド: ", ""),
    ("ブランド：", ""), ("访问 ", " 旗舰店"), ("访问", "店铺"), ("品牌: ", ""), ("品牌：", ""),
    ("قم بزيارة متجر ", ""), ("زيارة متجر ", ""), ("العلامة التجارية: ", ""), ("ब्रैंड: ", ""),
    ("ब्रांड: ", ""),
)  # fmt: skip

# "Ships from and sold by X": X stands behind one of these; languages that put it first are read by its link.
SOLD_BY: Final = (
    "ships from and sold by", "dispatched from and sold by", "shipped and sold by", "sold by",
    "verkauf und versand durch", "verkauf durch", "verkauft von", "vendu et expédié par",
    "expédié et vendu par", "vendu par", "venduto e spedito da", "spedito e venduto da", "venduto da",
    "vendido y enviado por", "vendido por", "vendido e enviado por", "enviado e vendido por",
    "verkocht en verzonden door", "verkocht door", "säljs och levereras av", "säljs av",
    "sprzedawane i wysyłane przez", "sprzedawca:", "sprzedawane przez", "satıcı:", "يباع ويشحن من",
    "يُباع ويُشحن من", "تباع من", "يباع من", "販売元:", "销售方",
)  # fmt: skip

# Where a seller's name ends in running text.
SELLER_ENDS: Final = (
    " and fulfilled by", " and dispatched", " und versand", " und versandt", " et expédié", " e spedito",
    " y enviado", " y gestionado", " e enviado", " e entregue", " en verzonden", " och levereras",
    " i wysyłane", " in easy-to-open", " gift-wrap", ". gift", ".\xa0",
)  # fmt: skip

# Titles of pages that are not there, and of Amazon's error page; the links on them tell more surely.
NOT_FOUND: Final = (
    "page not found", "404", "dokument nicht gefunden", "seite wurde nicht gefunden", "page introuvable",
    "pagina non trovata", "documento no encontrado", "página no encontrada", "página não encontrada",
    "pagina niet gevonden", "sidan hittades inte", "nie znaleziono strony", "sayfa bulunamadı",
    "الصفحة غير موجودة", "ページが見つかりません", "找不到页面", "पेज नहीं मिला",
)  # fmt: skip
ERROR: Final = (
    "something went wrong", "service unavailable", "internal server error", "tut uns leid",
    "ein fehler ist aufgetreten", "une erreur", "toutes nos excuses", "si è verificato un errore",
    "siamo spiacenti", "lo sentimos", "se ha producido un error", "desculpe", "algo deu errado",
    "er is iets misgegaan", "något gick fel", "coś poszło nie tak", "bir sorun oluştu", "حدث خطأ",
    "問題が発生しました", "ご迷惑をおかけ", "抱歉", "503",
)  # fmt: skip
COUPON: Final = (
    "coupon", "voucher", "gutschein", "cupón", "cupom", "cupão", "buono", "bon de réduction", "kupong", "kupon",
    "waardebon", "قسيمة", "クーポン", "优惠券", "कूपन",
)  # fmt: skip
