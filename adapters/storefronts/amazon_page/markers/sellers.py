"""How a sentence names the seller, in each language."""

from typing import Final

# "Ships from and sold by X": X stands behind one of these; languages that put it first are read by its link.
SOLD_BY: Final = (
    "ships from and sold by", "dispatched from and sold by", "shipped and sold by", "sold by",
    "verkauf und versand durch", "verkauf durch", "verkauft von", "vendu et expédié par",
    "expédié et vendu par", "vendu par", "venduto e spedito da", "spedito e venduto da", "venduto da",
    "vendido y enviado por", "vendido por", "vendido e enviado por", "enviado e vendido por",
    "verkocht en verzonden door", "verkocht door", "säljs och levereras av", "säljs av",
    "sprzedawane i wysyłane przez", "sprzedaż przez", "sprzedawca:", "sprzedawane przez", "satıcı:", "يباع ويشحن من",
    "يُباع ويُشحن من", "تباع من", "يباع من", "販売元:", "销售方",
)  # fmt: skip

# “この商品は、X が販売、発送します。”, “X tarafından satılır ve gönderilir”: X stands between the two.
SOLD_AROUND: Final = (
    ("この商品は、", "が販売"), ("由", "直接销售"), ("由", "销售"), ("", " tarafından satıl"),
)  # fmt: skip

# Where a seller's name ends in running text.
SELLER_ENDS: Final = (
    " and fulfilled by", " and dispatched", " und versand", " und versandt", " et expédié", " e spedito",
    " y enviado", " y gestionado", " e enviado", " e entregue", " en verzonden", " och levereras",
    " i wysyłane", " in easy-to-open", " gift-wrap", ". gift", ".\xa0",
)  # fmt: skip
