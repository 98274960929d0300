"""Where the rules were read: the names by which they cite it, and the addresses."""

from collections.abc import Mapping
from typing import Final

SOURCES: Final[Mapping[str, str]] = {
    "AMZ75": "https://sellercentral.amazon.com/seller-forums/discussions/t/145b6d0f-999c-4555-896c-c694bda2e470",
    "SP5307": "https://github.com/amzn/selling-partner-api-models/issues/5307",
    "DEV75": "https://dev.to/toolmaxo/amazon-cut-product-titles-to-75-characters-a-small-checker-that-finds-every-problem-2b0a",
    "KUUDO": "https://www.skills.sh/kuudoai/skills/amazon-sp-listing-optimizer",
    "VEND": "https://glama.ai/mcp/connectors/com.vendooly/vendooly/tools/audit_title_compliance",
    "AMZUK": "https://sellercentral-europe.amazon.com/help/hub/reference/external/201100890",
    "AMZIT": "https://sellercentral.amazon.it/seller-forums/discussions/t/5a52c895-8d38-42f2-b58c-6d9795219649",
    "AMZUS": "https://sellercentral.amazon.com/gp/help/external/help.html?itemID=YTR6SYGFA5E3EQC",
    "AMZDP": "https://sellercentral.amazon.com/gp/help/external/help.html?itemID=200390640",
    "AMZST": "https://sellercentral.amazon.com/gp/help/external/help.html?itemID=23501",
    "AMZAE": "https://sellercentral.amazon.ae/gp/help/external/help.html?itemID=200421970",
    "GOAT": "https://goatconsulting.com/amazon-policy/amazon-product-detail-page-rules-violation-policy-compliance",
    "SHIPAIM": "https://shipaim.com/amazons-new-ban-on-prohibited-words-strict-investigation-will-be-carried-out-in-august",
    "ALA": "https://www.amazonlistingaudit.com/policy/bullet-point-guidelines",
    "SCRB": "https://scrb.voiddo.com/blog/amazon-bullet-points-5-bullet-framework",
    "EP": "https://help.epinium.com/en/automation/workflow-templates/seo-content-bullets",
    "APCHK": "https://apify.com/ultimatemc/amazon-listing-policy-checker",
    "SLAB": "https://www.sellerlabs.com/blog/amazons-250-character-indexing-maximum-means-merchants/",
    "MERC": "https://mercatuslab.com/blog/amazon-product-image-requirements",
    "AMALY": "https://www.amalytix.com/en/glossary/technical-image-file-requirements",
    "HOR": "https://horaizon.one/en/glossary/listing-quality-score",
    "SCL": "https://www.sellerclass.com/p/2394.html",
}
"""Amazon's own pages begin with AMZ; AMZ75 is the announcement of 10 June 2026, AMZIT the rules of 21 January 2025."""
