"""The rulebook: every rule with its points, its dates and where it was read.

Sources, by the names that the rules give them:
AMZ75 https://sellercentral.amazon.com/seller-forums/discussions/t/145b6d0f-999c-4555-896c-c694bda2e470 (10 June 2026)
SP5307 https://github.com/amzn/selling-partner-api-models/issues/5307
DEV75 https://dev.to/toolmaxo/amazon-cut-product-titles-to-75-characters-a-small-checker-that-finds-every-problem-2b0a
KUUDO https://www.skills.sh/kuudoai/skills/amazon-sp-listing-optimizer
VEND https://glama.ai/mcp/connectors/com.vendooly/vendooly/tools/audit_title_compliance
AMZUK https://sellercentral-europe.amazon.com/help/hub/reference/external/201100890
AMZIT https://sellercentral.amazon.it/seller-forums/discussions/t/5a52c895-8d38-42f2-b58c-6d9795219649 (21 January 2025)
AMZUS https://sellercentral.amazon.com/gp/help/external/help.html?itemID=YTR6SYGFA5E3EQC
AMZDP https://sellercentral.amazon.com/gp/help/external/help.html?itemID=200390640
AMZST https://sellercentral.amazon.com/gp/help/external/help.html?itemID=23501
AMZAE https://sellercentral.amazon.ae/gp/help/external/help.html?itemID=200421970
GOAT https://goatconsulting.com/amazon-policy/amazon-product-detail-page-rules-violation-policy-compliance
SHIPAIM https://shipaim.com/amazons-new-ban-on-prohibited-words-strict-investigation-will-be-carried-out-in-august
ALA https://www.amazonlistingaudit.com/policy/bullet-point-guidelines
SCRB https://scrb.voiddo.com/blog/amazon-bullet-points-5-bullet-framework
EP https://help.epinium.com/en/automation/workflow-templates/seo-content-bullets
APCHK https://apify.com/ultimatemc/amazon-listing-policy-checker
SLAB https://www.sellerlabs.com/blog/amazons-250-character-indexing-maximum-means-merchants/
MERC https://mercatuslab.com/blog/amazon-product-image-requirements
AMALY https://www.amalytix.com/en/glossary/technical-image-file-requirements
HOR https://horaizon.one/en/glossary/listing-quality-score
SCL https://www.sellerclass.com/p/2394.html
"""

from datetime import date
from functools import partial
from typing import Final

from core.audit import bullets, claims, description, highlights, pictures, search_terms, title, title_words
from core.audit.rule import Check, Rule, Sureness

_READ, _SECOND, _OURS = Sureness.READ, Sureness.SECONDARY, Sureness.DECIDED
_WORD_RULES: Final = date(2025, 1, 21)  # AMZIT
_BULLET_RULES: Final = date(2024, 8, 15)  # GOAT, SHIPAIM
# Stores without the field, or where it cannot be written (amazon.it, VEND).
_WITHOUT_HIGHLIGHTS: Final = title.STORES_WITH_LONG_TITLES | {"it"}


def _rule(rule_id: str, points: int, says: str, check: Check, source: str, sureness: Sureness) -> Rule:
    return Rule(id=rule_id, points=points, says=says, check=check, source=source, sureness=sureness)


def _highlight(rule_id: str, points: int, says: str, check: Check, source: str, sureness: Sureness) -> Rule:
    return Rule(
        id=rule_id,
        points=points,
        says=says,
        check=check,
        source=source,
        sureness=sureness,
        since=title.SHORT_TITLES_SINCE,
        not_in=_WITHOUT_HIGHLIGHTS,
        for_media=False,
    )


def _since(day: date, rule_id: str, points: int, says: str, check: Check, source: str, sureness: Sureness) -> Rule:
    return Rule(id=rule_id, points=points, says=says, check=check, source=source, sureness=sureness, since=day)


_words = partial(_since, _WORD_RULES)
_signs = partial(_since, _BULLET_RULES)

RULEBOOK: Final[tuple[Rule, ...]] = (
    _rule("T01", 0, "a title with a letter", title.title_is_there, "AMZUS", _READ),
    _rule(
        "T02",
        10,
        "75 characters; 200 in media and some stores",
        title.title_is_short,
        "AMZ75 SP5307 DEV75 KUUDO VEND",
        _READ,
    ),
    _words("T03", 4, "none of ! $ ? _ { } ^ ¬ ¦", title.title_has_no_forbidden_sign, "AMZUK AMZIT", _READ),
    _rule("T04", 0, "~ # < > * in identifiers and measures only", title.title_uses_signs_properly, "AMZUK", _READ),
    _words("T05", 4, "no word more than twice", title_words.title_repeats_no_word, "AMZIT", _READ),
    _rule("T06", 4, "no promotion", title_words.title_promotes_nothing, "AMZUK AMZUS", _READ),
    _rule("T07", 1, "no words in capitals", title_words.title_does_not_shout, "AMZUS", _READ),
    _rule("T08", 2, "begins with the brand", title_words.title_begins_with_brand, "AMZAE", _READ),
    _rule("T09", 1, "title case", title_words.title_is_in_title_case, "AMZUS", _READ),
    _rule("T10", 0, "numerals", title_words.title_writes_numbers_as_numerals, "AMZUS", _READ),
    _rule("T11", 1, "no ® © ™ or ligatures", title.title_has_no_marks, "AMZUS", _READ),
    _rule("T12", 1, "no emoji, no unseen signs", title.title_has_no_emoji, "GOAT", _OURS),
    _rule("T13", 2, "names the product in the first half", title_words.title_names_the_product, "AMZUS", _READ),
    _rule("T14", 0, "no price, availability, condition, seller", title_words.title_speaks_of_no_offer, "AMZDP", _READ),
    _highlight("H01", 4, "highlights beside a short title", highlights.highlights_are_there, "SP5307", _READ),
    _highlight("H02", 2, "125 characters, 200 with the title", highlights.highlights_are_short, "DEV75 KUUDO", _SECOND),
    _highlight("H03", 1, "phrases that the title has not", highlights.highlights_are_phrases, "SP5307", _READ),
    _highlight("H04", 1, "T03, T06 and T12 as well", highlights.highlights_keep_the_rules_of_titles, "SP5307", _OURS),
    _rule("B01", 6, "five bullets", bullets.bullets_are_enough, "KUUDO EP", _SECOND),
    _rule("B02", 4, "10 to 255 characters each", bullets.bullets_are_of_good_length, "KUUDO SCRB", _SECOND),
    _rule("B03", 2, "less than 1,000 characters in all", bullets.bullets_fit_together, "KUUDO", _SECOND),
    _signs("B04", 3, "no forbidden signs or emoji", bullets.bullets_have_no_forbidden_sign, "GOAT SHIPAIM", _SECOND),
    _rule("B05", 1, "no placeholders", bullets.bullets_are_no_placeholders, "GOAT", _SECOND),
    _rule("B06", 2, "no ASIN, address, telephone", bullets.bullets_lead_nowhere, "GOAT AMZDP", _READ),
    _rule("B07", 2, "no guarantee, price, shipping, promotion", bullets.bullets_promise_nothing, "GOAT AMZDP", _READ),
    _rule("B08", 1, "begin with a capital or a digit", bullets.bullets_begin_properly, "ALA", _SECOND),
    _rule("B09", 1, "no HTML, not all in capitals", bullets.bullets_are_plain_text, "AMZDP", _READ),
    _rule("B10", 0, "each says something else", bullets.bullets_differ, "ALA", _SECOND),
    _rule("I01", 0, "a main image", pictures.main_picture_is_there, "MERC", _READ),
    _rule("I02", 6, "seven images", pictures.pictures_are_enough, "MERC HOR SCL", _SECOND),
    _rule("I03", 5, "1,600 pixels", pictures.main_picture_is_large, "MERC AMALY", _SECOND),
    _rule("I04", 4, "on pure white", pictures.main_picture_is_on_white, "MERC", _SECOND),
    _rule("I05", 2, "the product fills 85 %", pictures.product_fills_the_picture, "MERC", _SECOND),
    _rule("I06", 2, "a video", pictures.video_is_there, "HOR", _SECOND),
    _rule("I07", 1, "images that differ", pictures.pictures_differ, "MERC", _OURS),
    _rule("D01", 4, "A+ content", description.aplus_is_there, "HOR SCL", _SECOND),
    _rule("D02", 2, "2,000 characters", description.description_is_short, "AMZDP", _SECOND),
    _rule("D03", 1, "no HTML but line breaks", description.description_is_plain_text, "AMZDP", _READ),
    _rule("D04", 2, "about the product alone", description.description_speaks_of_the_product, "AMZDP", _READ),
    _rule("D05", 1, "something that the bullets have not", description.description_says_something_new, "HOR", _SECOND),
    _rule("S01", 2, "less than 250 bytes", search_terms.terms_fit, "SLAB AMZST", _READ),
    _rule("S02", 1, "no brands, no ASIN", search_terms.terms_name_no_brand, "AMZST", _READ),
    _rule("S03", 1, "nothing temporary or subjective", search_terms.terms_are_lasting, "AMZST", _READ),
    _rule("S04", 1, "no word twice or from the title", search_terms.terms_are_new, "SLAB", _SECOND),
    _rule("C01", 2, "no claim to kill or repel", claims.kills_nothing, "SHIPAIM APCHK", _SECOND),
    _rule("C02", 1, "no disease, no cure", claims.heals_nothing, "APCHK", _SECOND),
    _rule("C03", 1, "no green claims", claims.is_not_called_green, "SHIPAIM", _SECOND),
    _rule("C04", 1, "no comparison, no “best”", claims.compares_with_nobody, "ALA AMZDP", _SECOND),
)
"""In the order in which reports are read. I08 (text on the main image) needs eyes that nobody here has."""
