"""Sentences in people's own words, and what each means: the tables beside this file."""

import pytest

from tests.bot.grammar.sentences.stage import context, said
from tests.bot.grammar.sentences.table import LANGUAGES, MARKETS, rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_mean_what_a_careful_colleague_would_take_them_to_mean(language):
    chat = context(MARKETS[language])
    told = {text: (said(text, chat), meant) for text, meant in rows(language)}
    assert {text: both for text, both in told.items() if both[0] != both[1]} == {}
