"""The audit score in sentences: alerts on it are set; `interpret`, whose format has no such metric, asks back."""

import json
from decimal import Decimal

import pytest

from bot.grammar.meaning import Alert, AlertOff, Audit, Track, to_json
from bot.grammar.sentences.cases import read_case
from bot.grammar.sentences.understanding import understand
from core.watching.rule import Condition

KETTLE, MAT, NEW = "B0KETTLE01@com", "B0YOGAMAT1@com", "B0AAAAAAA1@com"
WATCHLIST = [
    {"product": KETTLE, "title": "Kestrel Electric Kettle 1.7 L", "role": "own"},
    {"product": MAT, "title": "Zenfit Yoga Mat", "role": "own"},
]


def read(text: str):
    """What a sentence asks for in a chat that speaks of the kettle."""
    context = {"watchlist": WATCHLIST, "focus": KETTLE}
    case = read_case(json.dumps({"id": "x", "text": text, "context": context}).encode())
    return understand(case.text, case.context).actions


def below(value: int) -> tuple[Condition, ...]:
    return (Condition("audit", "below", Decimal(value), "count"),)


def falls(value: int | None = None) -> tuple[Condition, ...]:
    return (Condition("audit", "falls", value and Decimal(value), value and "count"),)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tell me when the audit score of the kettle drops below 80", Alert((KETTLE,), below(80))),
        ("tell me when the audit score of the kettle drops", Alert((KETTLE,), falls())),
        ("alert me if my listing's quality score falls by 5 points", Alert("own", falls(5))),
        ("let me know when the yoga mat's listing score goes under 75", Alert((MAT,), below(75))),
        ("ping me if the yoga mat's listing quality drops under 85 %", Alert((MAT,), below(85))),
        ("notify me if its audit score falls", Alert((KETTLE,), falls())),
        (f"track {NEW[:10]} and tell me if its audit score falls", Track(products=(NEW,), rules=falls())),
        ("stop the audit score alerts for the kettle", AlertOff((KETTLE,), ("audit",))),
        ("sag mir bescheid wenn der audit score vom kettle unter 80 fällt", Alert((KETTLE,), below(80))),
        ("préviens-moi quand le score de qualité du kettle passe sous 80", Alert((KETTLE,), below(80))),
        ("avísame si la puntuación de auditoría del kettle baja de 80", Alert((KETTLE,), below(80))),
        ("avvisami se il punteggio di qualità del kettle scende sotto 80", Alert((KETTLE,), below(80))),
        ("me avise se a pontuação de auditoria do kettle cair abaixo de 80", Alert((KETTLE,), below(80))),
        ("kettleの監査スコアが80を下回ったら教えて", Alert((KETTLE,), below(80))),
    ],
)
def test_an_alert_about_the_audit_score_is_read_and_interpret_asks_back(text, meant):
    assert read(text) == (meant,)
    assert to_json(meant) == {"action": "clarify", "missing": "action"}


@pytest.mark.parametrize(
    "text",
    [
        "what's the audit score of the kettle?",
        "show me the listing's quality score for the kettle",
        "audit the kettle",
        "what's wrong with the listing score of the kettle",
    ],
)
def test_whoever_asks_for_the_score_gets_the_audit(text):
    assert read(text) == (Audit((KETTLE,)),)


@pytest.mark.parametrize("score", ["review score", "score", "star score"])
def test_other_scores_are_the_rating(score):
    (action,) = read(f"tell me when the {score} of the kettle falls below 4.3")
    assert action.rules == (Condition("rating", "below", Decimal("4.3"), "stars"),)
    assert to_json(action)["rules"] == [{"metric": "rating", "when": "below", "value": 4.3, "unit": "stars"}]
