"""What a coupon is called, in each language."""

from typing import Final

COUPON: Final = (
    "coupon", "voucher", "gutschein", "cupón", "cupom", "cupão", "buono", "bon de réduction", "kupong", "kupon",
    "waardebon", "قسيمة", "كوبون", "cupones", "coupons", "kortingsbon", "rabattkod", "קופון", "쿠폰", "優惠券",
    "वाउचर", "クーポン", "优惠券", "कूपन",
)  # fmt: skip
