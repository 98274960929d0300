"""Messages of a word or two that answer something: yes, no, both, the first; and those that only are polite."""

from typing import Final

_YES: Final = """
yes, y, yep, yeah, yup, sure, ok, okay, ok do it, yes do it, do it, do that, go, go ahead, go for it, please do
yes please, confirm, confirmed, correct, right, ja, ja bitte, klar, genau, jawohl, sí, si, sí por favor, oui
oui merci, vas-y, d'accord, sì, certo, sim, claro, pode, はい, うん, お願いします
"""
_NO: Final = """
no, n, nope, nah, no thanks, no thank you, cancel, cancel it, cancel that, stop, abort, never mind, nevermind
forget it, forget that, don't, do not, neither, none, none of them, nein, nein danke, abbrechen, lass es, non
non merci, annuler, no gracias, cancelar, annulla, no grazie, não, não obrigado, いいえ, いや, やめて, キャンセル
"""
_ALL: Final = """
both, both of them, both please, all, all of them, all three, all of these, beide, alle, les deux, tous, los dos
ambos, todos, tutti, tutte e due, entrambi, os dois, 両方, 全部
"""
_THANKS: Final = """
thanks, thank you, thanks a lot, many thanks, thx, ty, cheers, great, perfect, nice, cool, awesome, good bot, danke
danke schön, vielen dank, merci, merci beaucoup, gracias, muchas gracias, grazie, grazie mille, obrigado, obrigada
ありがとう, ありがとうございます
"""
_HELLO: Final = """
hi, hello, hey, hi there, hello there, hey there, good morning, good evening, hallo, moin, guten tag, guten morgen
bonjour, salut, hola, buenos días, ciao, buongiorno, olá, oi, bom dia, こんにちは
"""
_ORDINALS: Final = (
    "first, 1st, former, erste, ersten, premier, première, primero, primera, primo, prima, primeiro, primeira",
    "second, 2nd, latter, zweite, zweiten, deuxième, segundo, segunda, secondo, seconda",
    "third, 3rd, dritte, dritten, troisième, tercero, tercera, terzo, terza, terceiro, terceira",
)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for line in text.strip().splitlines() for word in line.split(","))


YES: Final = _words(_YES)
NO: Final = _words(_NO)
ALL: Final = _words(_ALL)
THANKS: Final = _words(_THANKS)
HELLO: Final = _words(_HELLO)
ORDINALS: Final = tuple(map(_words, _ORDINALS))
LAST: Final = _words("last, letzte, letzten, dernier, dernière, último, última, ultimo, ultima")
