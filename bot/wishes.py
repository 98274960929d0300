"""What can be wished of a product, as the fields of a form."""

from typing import Final

from core.messages import Field

WISHES: Final = (
    Field(label="Tell when the price is below", before="below", hint="24.99"),
    Field(label="Tell when the price drops by", before="drops", hint="10%"),
    Field(label="Role", before="as", choices=(("Our own", "own"), ("A competitor's", "competitor"))),
    Field(label="Look every", before="every", hint="6h"),
)
