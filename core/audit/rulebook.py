"""The rulebook: every rule with its points, how bad it is, its dates, and where it was read."""

from datetime import date
from functools import partial
from typing import Final

from core.audit import bullets, claims, description, highlights, pictures, search_terms, title, title_words
from core.audit.rule import Check, Rule, Severity, Sureness

_SEVERITIES: Final = {severity.name[0]: severity for severity in Severity}
_WORD_RULES: Final = date(2025, 1, 21)  # AMZIT
_BULLET_RULES: Final = date(2024, 8, 15)  # GOAT, SHIPAIM
# Stores without the field, or where it cannot be written (amazon.it, VEND).
_WITHOUT_HIGHLIGHTS: Final = title.STORES_WITH_LONG_TITLES | {"it"}


def _rule(
    rule_id: str,
    points: int,
    severities: str,
    sureness: str,
    says: str,
    check: Check,
    source: str,
    *,
    since: date | None = None,
    not_in: frozenset[str] = frozenset(),
    for_media: bool = True,
    version: int = 1,
) -> Rule:
    return Rule(
        id=rule_id,
        points=points,
        severities=tuple(_SEVERITIES[first] for first in severities),
        sureness=Sureness(sureness),
        says=says,
        check=check,
        source=source,
        since=since,
        not_in=not_in,
        for_media=for_media,
        version=version,
    )


_words: Final = partial(_rule, since=_WORD_RULES)
_signs: Final = partial(_rule, since=_BULLET_RULES)
_goods: Final = partial(_rule, for_media=False)
_short: Final = partial(_goods, since=title.SHORT_TITLES_SINCE, not_in=title.STORES_WITH_LONG_TITLES, version=2)
_field: Final = partial(_goods, since=title.SHORT_TITLES_SINCE, not_in=_WITHOUT_HIGHLIGHTS)

RULEBOOK: Final[tuple[Rule, ...]] = (
    _rule("T01", 0, "B", "V", "a title with a letter", title.title_is_there, "AMZUS"),
    _rule("T02", 10, "B", "S", "200 characters", title.title_is_not_refused, "KUUDO"),
    _short("T02", 10, "BEI", "V", "75 characters", title.title_is_short, "AMZ75 SP5307 DEV75 KUUDO VEND"),
    _words("T03", 4, "E", "V", "none of ! $ ? _ { } ^ ¬ ¦", title.title_has_no_forbidden_sign, "AMZUK AMZIT"),
    _rule("T04", 0, "W", "V", "~ # < > * in identifiers and measures only", title.title_uses_signs_properly, "AMZUK"),
    _words("T05", 4, "E", "V", "no word more than twice", title_words.title_repeats_no_word, "AMZIT"),
    _goods("T06", 4, "E", "V", "no promotion", title_words.title_promotes_nothing, "AMZUK AMZUS"),
    _rule("T07", 1, "W", "V", "no words in capitals", title_words.title_does_not_shout, "AMZUS"),
    _goods("T08", 2, "W", "V", "begins with the brand", title_words.title_begins_with_brand, "AMZAE"),
    _rule("T09", 1, "I", "V", "title case", title_words.title_is_in_title_case, "AMZUS"),
    _rule("T10", 0, "I", "V", "numerals", title_words.title_writes_numbers_as_numerals, "AMZUS"),
    _rule("T11", 1, "W", "V", "no ® © ™ or ligatures", title.title_has_no_marks, "AMZUS"),
    _rule("T12", 1, "E", "D", "no emoji, no unseen signs", title.title_has_no_emoji, "GOAT"),
    _goods("T13", 2, "W", "V", "names the product in the first half", title_words.title_names_the_product, "AMZUS"),
    _rule("T14", 0, "E", "V", "no price, stock, condition, seller", title_words.title_speaks_of_no_offer, "AMZDP"),
    _field("H01", 4, "W", "V", "highlights beside a short title", highlights.highlights_are_there, "SP5307"),
    _field("H02", 2, "E", "S", "125, and 200 with the title", highlights.highlights_are_short, "DEV75 KUUDO"),
    _field("H03", 1, "W", "V", "phrases that the title has not", highlights.highlights_are_phrases, "SP5307"),
    _field("H04", 1, "E", "D", "T03, T06 and T12 as well", highlights.highlights_keep_the_rules_of_titles, "SP5307"),
    _rule("B01", 6, "EW", "S", "five bullets", bullets.bullets_are_enough, "KUUDO EP"),
    _rule("B02", 4, "EW", "S", "10 to 255 characters each", bullets.bullets_are_of_good_length, "KUUDO SCRB"),
    _rule("B03", 2, "W", "S", "less than 1,000 characters in all", bullets.bullets_fit_together, "KUUDO"),
    _signs("B04", 3, "E", "S", "no forbidden signs or emoji", bullets.bullets_have_no_forbidden_sign, "GOAT SHIPAIM"),
    _rule("B05", 1, "E", "S", "no placeholders", bullets.bullets_are_no_placeholders, "GOAT"),
    _rule("B06", 2, "B", "V", "no ASIN, address, telephone", bullets.bullets_lead_nowhere, "GOAT AMZDP"),
    _rule("B07", 2, "E", "V", "no guarantee, price, promotion", bullets.bullets_promise_nothing, "GOAT AMZDP"),
    _rule("B08", 1, "I", "S", "begin with a capital or a digit", bullets.bullets_begin_properly, "ALA"),
    _rule("B09", 1, "EW", "V", "no HTML, not all in capitals", bullets.bullets_are_plain_text, "AMZDP"),
    _rule("B10", 0, "I", "S", "each says something else", bullets.bullets_differ, "ALA"),
    _rule("I01", 0, "B", "V", "a main image", pictures.main_picture_is_there, "MERC"),
    _rule("I02", 6, "W", "S", "seven images", pictures.pictures_are_enough, "MERC HOR SCL"),
    _rule("I03", 5, "BEI", "S", "1,600 pixels", pictures.main_picture_is_large, "MERC AMALY"),
    _rule("I04", 4, "E", "S", "on pure white", pictures.main_picture_is_on_white, "MERC"),
    _rule("I05", 2, "W", "S", "the product fills 85 %", pictures.product_fills_the_picture, "MERC"),
    _rule("I06", 2, "I", "S", "a video", pictures.video_is_there, "HOR"),
    _rule("I07", 1, "I", "D", "images that differ", pictures.pictures_differ, "MERC"),
    _rule("D01", 4, "WI", "S", "A+ content", description.aplus_is_there, "HOR SCL"),
    _rule("D02", 2, "W", "S", "2,000 characters", description.description_is_short, "AMZDP"),
    _rule("D03", 1, "E", "V", "no HTML but line breaks", description.description_is_plain_text, "AMZDP"),
    _rule("D04", 2, "E", "V", "about the product alone", description.description_speaks_of_the_product, "AMZDP"),
    _rule("D05", 1, "I", "S", "something that the bullets have not", description.description_says_something_new, "HOR"),
    _rule("S01", 2, "E", "V", "less than 250 bytes", search_terms.terms_fit, "SLAB AMZST"),
    _rule("S02", 1, "E", "V", "no brands, no ASIN", search_terms.terms_name_no_brand, "AMZST"),
    _rule("S03", 1, "E", "V", "nothing temporary or subjective", search_terms.terms_are_lasting, "AMZST"),
    _rule("S04", 1, "I", "S", "no word twice or from the title", search_terms.terms_are_new, "SLAB"),
    _rule("C01", 2, "BE", "S", "no claim to kill or repel", claims.kills_nothing, "SHIPAIM APCHK"),
    _rule("C02", 1, "BE", "S", "no disease, no cure", claims.heals_nothing, "APCHK"),
    _rule("C03", 1, "W", "S", "no green claims", claims.is_not_called_green, "SHIPAIM"),
    _rule("C04", 1, "E", "S", "no comparison, no “best”", claims.compares_with_nobody, "ALA AMZDP", version=2),
)
"""In the order in which reports are read. I08 (text on the main image) needs eyes that nobody here has."""
