"""What an alert says of a change is so: whatever was seen, and whenever its rule was silent."""

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.finding import evidence, headline
from core.alerts.combined import judged
from core.alerts.finding import Sight
from core.catalog.snapshot import Availability, Rank
from tests.core.alerts.sights import START, rule
from tests.shop import BLENDER, snapshot

RULES = (
    *(rule("price", when, "10", "%") for when in ("changes", "drops", "rises")),
    *(rule("price", "drops", "5", "USD"), rule("price", "below", "45", "USD"), rule("price", "new_low")),
    *(rule("bsr", when, "30", "%") for when in ("changes", "improves", "worsens")),
    *(rule("bsr", "below", "900", "rank"), rule("rating", "changes", "0.1", "stars")),
    *(rule("rating", "drops", "0.2", "stars"), rule("reviews", "drops", "5", "%"), rule("reviews", "changes")),
    *(rule("stock", "changes"), rule("buybox", "changes"), rule("coupon", "changes")),
)
LOOKS = st.lists(
    st.fixed_dictionaries(
        {
            "price": st.sampled_from(["50.00", "47.50", "46", "44.99", "40", "30", "60", None]),
            "rank": st.sampled_from([800, 1000, 1150, 1300, 1400, 2600]),
            "rating": st.sampled_from(["4.6", "4.5", "4.3", "4.2", "3.9"]),
            "reviews": st.sampled_from([1000, 1040, 990, 950, 900]),
            "stock": st.sampled_from([Availability.IN_STOCK, Availability.LOW_STOCK, Availability.OUT_OF_STOCK]),
            "seller": st.sampled_from(["Ours", "Theirs"]),
            "coupon": st.sampled_from(["5 %", "10 %", None]),
            "is_silent": st.booleans(),
        }
    ),
    min_size=2,
    max_size=12,
)
ARROW = re.compile(r"^(?:.*?(?:([\d.]+) %)?: )?([^(]+?) → (.+?)(?: \(.*| in Kitchen.*)?$")


def seen(hour, look):
    shown = snapshot(BLENDER, START + timedelta(hours=hour), look["price"])
    offer = replace(shown.offer, seller=look["seller"], coupon=look["coupon"], availability=look["stock"])
    return replace(
        shown,
        offer=offer,
        ranks=(Rank(look["rank"], "Kitchen"),),
        rating=Decimal(look["rating"]),
        reviews=look["reviews"],
    )


def told(rule_, looks):
    """What one rule tells over these looks; while it is silent it is not judged, as the service does it."""
    before, ranks = None, []
    for hour, look in enumerate(looks):
        after = seen(hour, look)
        ranks.append(look["rank"])
        sight = Sight(before=before, after=after, usual_rank=Decimal(str(median(ranks))))
        before = after
        if look["is_silent"]:
            continue
        verdict = judged(rule_, sight)
        rule_ = verdict.rule
        if verdict.finding:
            yield verdict.finding


def amount(text):
    return Decimal(re.sub(r"[$#,]", "", text))


@pytest.mark.parametrize("rule_", RULES, ids=lambda one: f"{one.condition.metric} {one.condition.when}")
@given(looks=LOOKS)
def test_an_arrow_joins_two_values_and_the_share_is_that_between_them(rule_, looks):
    for finding in told(rule_, looks):
        texts = [headline(finding, "com"), *(fact.value for fact in evidence(finding, "com", START, "UTC"))]
        for found in filter(None, map(ARROW.search, texts)):
            share, old, new = found.groups()
            assert old != new
            if share is not None:
                assert abs(abs(amount(new) - amount(old)) / amount(old) * 100 - Decimal(share)) <= 1
            if "dropped" in finding.fact or "improved" in finding.fact or "fell" in finding.fact:
                assert amount(new) < amount(old)


@given(looks=LOOKS)
def test_what_the_last_look_added_is_told_beside_a_change_that_began_before_it(looks):
    for finding in told(rule("price", "changes", "10", "%"), looks):
        (fact, _) = evidence(finding, "com", START, "UTC")
        if finding.step is None:
            assert "look before" not in fact.value
        else:
            assert finding.step[0] != finding.step[1] == finding.new
            assert finding.step[0] != finding.old
