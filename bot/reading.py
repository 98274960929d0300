"""The grammar's reading of a sentence, with one more doubt: a name that fits nothing here means nothing here."""

import asyncio
from dataclasses import replace

from bot.grammar.sentences.clean import clean
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.lexicon import vocabulary
from bot.grammar.sentences.pieces import cut
from bot.grammar.sentences.terms import Kind
from bot.grammar.sentences.understanding import Understanding, terms_of, understand


async def words_at_hand() -> None:
    """Have the words of all languages read, beside the event loop: the first time that takes seconds."""
    if not vocabulary.cache_info().currsize:
        await asyncio.to_thread(vocabulary)


def reading(text: str, context: Context) -> Understanding:
    """What a sentence asks for; words that nobody knows do not mean the focus, unless “it” is said as well."""
    found = understand(text, context)
    if not found.leftovers or context.focus is None:
        return found
    if any(term.kind is Kind.PRONOUN for term in terms_of(cut(clean(text)), text, context)):
        return found
    return understand(text, replace(context, focus=None))
