"""Short answers: yes and no, a number, a name, and the value that a message lacked."""

import re
from dataclasses import replace
from typing import Final

from bot.asking import question_of, together
from bot.grammar import meaning
from bot.grammar.line import Menu
from bot.grammar.meaning import Action
from bot.grammar.sentences.clean import clean
from bot.grammar.sentences.context import Context, Entry
from bot.grammar.sentences.understanding import understand
from bot.short_words import ALL, LAST, NO, ORDINALS, YES
from core.talk import Choice, Question

_AROUND: Final = re.compile(
    r"^(?:(?:the|option|i meant?|der|die|das|le|la|el|il|lo|o|a) |(?:number|no\.?|nr\.?|#) ?(?=\d))"
    r"| (?:one|please|pls|bitte)$"
)


def plain(text: str) -> str:
    """A short message in small letters, without the marks around it."""
    return re.sub(r"\s+", " ", clean(text).casefold()).strip(" .!?,;:。！？、")


def says_yes(text: str) -> bool:
    """Whether a message is a yes and nothing else."""
    return plain(text) in YES


def says_no(text: str) -> bool:
    """Whether a message is a no and nothing else."""
    return plain(text) in NO


def picked(text: str, question: Question, menu: Menu) -> tuple[str, ...] | None:
    """The lines that a short answer means: yes, no, a number, “the first”, “both”; None where it is none of these.

    No lines where it is a no to a question that offered things to do.
    """
    if says_no(text):
        return question.no
    if says_yes(text) and (question.yes or len(question.choices) == 1):
        return question.yes or question.choices[0].lines
    if not question.choices:
        return None
    if plain(text) in ALL:
        return together(question.choices, menu)
    choice = _by_place(_bare(plain(text)), question.choices)
    return choice.lines if choice else None


def named(text: str, question: Question) -> tuple[str, ...] | None:
    """The lines of the choice that an answer names, by words of its title, its ASIN or a link."""
    entries = tuple(Entry(number=one.number, product=one.product, title=one.title) for one in question.choices)
    found = pointed(text, Context(watchlist=entries, now=question.asked_at)) if entries else ()
    chosen = [one for one in question.choices if (one.product,) == found]
    return chosen[0].lines if chosen else None


def completed(text: str, question: Question, context: Context) -> tuple[Action, ...]:
    """The actions of the message that was asked about, once this answer is added to it; none where it does not fit."""
    if question.missing in {"product", "which"}:
        for product in pointed(text, context)[:1]:
            again = understand(question.said, _narrowed(context, product))
            if again.is_understood:
                return again.actions
    order = (text, question.said) if question.missing == "action" else (question.said, text)
    for joint in (" ", " until ", " for ") if question.missing == "value" else (" ",):
        found = understand(joint.join(order), context)
        if found.is_understood:
            return found.actions
    return ()


def pointed(text: str, context: Context) -> tuple[str, ...]:
    """The products that a few words point at, and nothing else; none where they fit none, or more than they say."""
    number = _bare(plain(text))
    by_number = tuple(one.product for one in context.entries if str(one.number) == number)
    if by_number:
        return by_number
    for words in (f"show {text}", f"show the {text}"):
        match understand(words, context).actions:
            case (meaning.Show(products=tuple() as products),):
                return products
    return ()


def asked_again(text: str, question: Question, context: Context) -> Question | None:
    """The same question once more, where an answer names several of the products."""
    again = question_of(f"show {text}", "which", (), context)
    products = {one.product for one in again.choices}
    left = tuple(one for one in question.choices if one.product in products)
    return replace(question, choices=left, asked_at=context.now) if 1 < len(left) < len(question.choices) else None


def _bare(text: str) -> str:
    """An answer without “the”, “number”, “one”, “please”."""
    while (shorter := _AROUND.sub("", text, count=1).strip()) != text:
        text = shorter
    return text


def _by_place(word: str, choices: tuple[Choice, ...]) -> Choice | None:
    """By the number that the chat knows it by; else by its place in the question."""
    if word.isdecimal() and len(word) < 8:
        number = int(word)
        known = next((one for one in choices if one.number == number), None)
        return known or (choices[number - 1] if 0 < number <= len(choices) else None)
    if word in LAST:
        return choices[-1]
    place = next((at for at, words in enumerate(ORDINALS) if word in words), len(choices))
    return choices[place] if place < len(choices) else None


def _narrowed(context: Context, product: str) -> Context:
    """The context in which this product is what is meant."""
    kept = tuple(one for one in context.entries if one.product == product)
    return replace(context, watchlist=kept or context.watchlist, focus=product)
