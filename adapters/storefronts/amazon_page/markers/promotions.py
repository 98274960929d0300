"""What a coupon is called, and those who have Prime, in each language."""

from typing import Final

COUPON: Final = (
    "coupon", "voucher", "gutschein", "cupón", "cupom", "cupão", "buono", "bon de réduction", "kupong", "kupon",
    "waardebon", "قسيمة", "كوبون", "cupones", "coupons", "kortingsbon", "rabattkod", "קופון", "쿠폰", "優惠券",
    "वाउचर", "クーポン", "优惠券", "कूपन",
)  # fmt: skip

PRIME: Final = (
    "prime member", "prime-mitglied", "membres prime", "membre prime", "clienti prime", "iscritti prime",
    "abbonati prime", "clientes prime", "miembros prime", "miembros de prime", "socios prime", "membros prime",
    "assinantes prime", "prime-leden", "prime-medlem", "prime-kund", "klienci prime", "klientów prime",
    "prime üyeleri", "أعضاء برايم", "أعضاء prime", "プライム会員", "prime会员", "प्राइम सदस्य", "prime सदस्य",
)  # fmt: skip
