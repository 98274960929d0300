"""Sentences in people's own words, and what each means: the tables beside this file."""

import pytest

from tests.bot.grammar.sentences.stage import context, said
from tests.bot.grammar.sentences.table import LANGUAGES, MARKETS, rows

CASES = [(language, text, meant) for language in LANGUAGES for text, meant in rows(language)]


@pytest.mark.parametrize(("language", "text", "meant"), CASES, ids=[f"{one[0]}: {one[1][:60]}" for one in CASES])
def test_a_sentence_means_what_a_careful_colleague_would_take_it_to_mean(language, text, meant):
    assert said(text, context(MARKETS[language])) == meant
