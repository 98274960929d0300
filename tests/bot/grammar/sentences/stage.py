"""A watchlist to talk about, and actions written so briefly that a table of sentences can be read."""

from datetime import datetime
from decimal import Decimal

from bot.grammar import meaning
from bot.grammar.meaning import Action
from bot.grammar.sentences.context import Context, Entry
from bot.grammar.sentences.understanding import understand
from core.watching.rule import Condition

GOODS = {
    "kettle": ("B0KETTLE01", "Gooseneck Electric Kettle 1L with Temperature Control, Matte Black", "own", "kitchen"),
    "scale": ("B0SCALES02", "Digital Kitchen Scale with Timer, 3 kg", "own", "kitchen"),
    "moka": ("B0MOKAPO03", "Moka Pot 6 Cup Aluminium Stovetop Espresso Maker", "own", "coffee"),
    "desk": ("B0DESKLA04", "LED Desk Lamp with Wireless Charger, White", "own", "lights"),
    "clip": ("B0CLIPLA05", "Clip-On Reading Lamp Rechargeable, 3 Colours", "competitor", "lights"),
    "tent": ("B0TENTXX06", "2-Person Camping Tent Waterproof Green", "competitor", "outdoor"),
    "band": ("B0WATCHB07", "Smart Watch Band 22mm Silicone, Navy", "own", "wearables"),
}
TITLES = {
    "de": {
        "kettle": "Wasserkocher Schwanenhals 1L mit Temperaturregelung",
        "scale": "Digitale Küchenwaage mit Timer",
        "moka": "Espressokocher Moka Aluminium",
        "desk": "LED Schreibtischlampe mit Ladegerät",
        "clip": "Leselampe zum Klemmen",
        "tent": "Campingzelt 2 Personen wasserdicht Zelt grün",
        "band": "Uhrenarmband Silikon 22mm",
    },
    "fr": {
        "kettle": "Bouilloire à col de cygne 1L avec thermostat",
        "scale": "Balance de cuisine numérique",
        "moka": "Cafetière italienne Moka 6 tasses",
        "desk": "Lampe de bureau LED",
        "clip": "Lampe de lecture à pince",
        "tent": "Tente de camping 2 personnes imperméable",
        "band": "Bracelet de montre silicone",
    },
    "es": {
        "kettle": "Hervidor de agua cuello de cisne 1L",
        "scale": "Báscula de cocina digital",
        "moka": "Cafetera italiana Moka 6 tazas",
        "desk": "Lámpara de escritorio LED",
        "clip": "Lámpara de lectura con pinza",
        "tent": "Tienda de campaña 2 personas impermeable",
        "band": "Correa de reloj silicona",
    },
    "it": {
        "kettle": "Bollitore elettrico a collo d'oca 1L",
        "scale": "Bilancia da cucina digitale",
        "moka": "Caffettiera Moka 6 tazze",
        "desk": "Lampada da scrivania LED",
        "clip": "Lampada da lettura a clip",
        "tent": "Tenda da campeggio 2 persone",
        "band": "Cinturino orologio silicone",
    },
    "com.br": {
        "kettle": "Chaleira elétrica bico de ganso 1L",
        "scale": "Balança de cozinha digital",
        "moka": "Cafeteira italiana Moka",
        "desk": "Luminária de mesa LED",
        "clip": "Luminária de leitura com clipe",
        "tent": "Barraca de camping 2 pessoas",
        "band": "Pulseira de relógio silicone",
    },
    "co.jp": {
        "kettle": "電気ケトル 1L 温度調節",
        "scale": "デジタル キッチンスケール",
        "moka": "モカポット 直火式 エスプレッソ",
        "desk": "LED デスクライト 白",
        "clip": "読書灯 クリップ式",
        "tent": "2人用 テント 防水 キャンプ",
        "band": "腕時計 バンド シリコン",
    },
}
BY_ASIN = {asin: name for name, (asin, _, _, _) in GOODS.items()} | {
    "B0NEWONE01": "A",
    "B0NEWTWO02": "B",
    "B0NEWTRE03": "C",
}
A, B, C = "B0NEWONE01", "B0NEWTWO02", "B0NEWTRE03"
NOW = datetime.fromisoformat("2026-05-06T14:30:00+02:00")  # a Wednesday


def context(market: str = "com", focus: str | None = None) -> Context:
    """The chat of the stage, with the titles of its store's language; `focus` by name."""
    titles = TITLES.get(market, {})
    goods = {name: (asin, titles.get(name, title), *more) for name, (asin, title, *more) in GOODS.items()}
    return Context(
        watchlist=tuple(
            Entry(number=number, product=f"{asin}@{market}", title=title, role=role, list=listed)
            for number, (asin, title, role, listed) in enumerate(goods.values(), 1)
        ),
        focus=f"{goods[focus][0]}@{market}" if focus else None,
        market=market,
        now=NOW,
        zone="Europe/Berlin",
    )


def said(text: str, where: Context) -> str:
    """What a text was understood as, briefly: ``track A, B [price below 20 USD] as own``."""
    return " & ".join(brief(action) for action in understand(text, where).actions)


def brief(action: Action) -> str:
    """An action on one line."""
    match action:
        case meaning.Nothing():
            return "none"
        case meaning.Clarify(missing):
            return f"? {missing}"
        case meaning.Quiet(None, None):
            return "quiet off"
    parts = [type(action).__name__.lower().removesuffix("watched")]
    for key in type(action).__dataclass_fields__:
        value = getattr(action, key)
        if value not in (None, (), "") and not (isinstance(action, meaning.Export) and value == "csv"):
            parts.append(_word(key, value))
    return " ".join(parts)


def _word(key: str, value: object) -> str:
    if key == "products":
        return value if isinstance(value, str) else ", ".join(_product(one) for one in value)
    if key == "rules":
        return "[" + "; ".join(_rule(rule) for rule in value) + "]"
    if isinstance(value, tuple):
        return "+".join(value)
    if isinstance(value, datetime):
        return f"until {value:%m-%d %H:%M}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}h"
    return (
        f"{value}" if key in {"metric", "frequency", "time", "weekday", "format", "start", "end"} else f"{key}={value}"
    )


def _product(product: str) -> str:
    asin, _, market = product.partition("@")
    return BY_ASIN.get(asin, asin) + ("" if market == "com" or not market else f"@{market}")


def _rule(rule: Condition) -> str:
    value = "" if rule.value is None else f" {rule.value.normalize():f} {rule.unit}"
    return f"{rule.metric} {rule.when}{value}"
