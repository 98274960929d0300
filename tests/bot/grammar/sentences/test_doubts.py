"""What keeps a message from being acted on, though its verb and its product are known."""

import pytest

from tests.bot.grammar.sentences.stage import context, said

UNSURE = ("none", "? ")


@pytest.mark.parametrize(
    ("text", "market"),
    [
        ("remove the kettle once it sells out", "com"),
        ("untrack the tent if the client agrees", "com"),
        ("mute the moka if the price drops", "com"),
        ("we would not track the kettle", "com"),
        ("list what is under 20", "com"),
        ("mute the kettle whenever frobnicating wombats squabble", "com"),
        ("the price alarm of the kettle must be lower, please change", "com"),
        ("untrack the grinder and mute the kettle", "com"),
        ("mute the kettle during the promotion", "com"),
        ("mute everything except alerts about stock", "com"),
        ("mute all products cheaper than 20", "com"),
        ("check the kettle tomorrow at 9", "com"),
        ("chart the kettle since launch", "com"),
        ("export only the muted ones", "com"),
        ("should we mute the kettle?", "com"),
        ("the client wants us to untrack the tent", "com"),
        ("remove the kettle unless sales recover", "com"),
        ("wenn der Preis fällt, lösch den Wasserkocher", "de"),
    ],
)
def test_what_says_more_than_was_understood_is_not_acted_on(text, market):
    assert all(action.startswith(UNSURE) for action in said(text, context(market)).split(" & "))


@pytest.mark.parametrize(
    ("text", "market", "meant"),
    [
        ("switch off all alerts for the kettle, but still watch it", "com", "alertoff kettle"),
        ("quita los avisos de precio del hervidor pero síguelo rastreando", "es", "alertoff kettle@es price"),
        ("wir brauchen den Wasserkocher nicht mehr im Auge zu behalten", "de", "untrack kettle@de"),
        ("kettle below 22 instead of 25", "com", "alert kettle [price below 22 USD]"),
        ("delete the kettle, nobody sells those here", "com", "untrack kettle"),
        ("hervidor: avísame por debajo de 20 en vez de 24", "es", "alert kettle@es [price below 20 EUR]"),
    ],
)
def test_what_only_says_why_or_what_stays_or_what_was_is_no_reason_to_ask(text, market, meant):
    assert said(text, context(market)).replace("alert_off", "alertoff") == meant


def test_a_silence_of_one_kind_of_alerts_holds_for_these_alone():
    assert said("mute the price alerts on the kettle for 4 hours", context()) == "mute kettle 4h price"
