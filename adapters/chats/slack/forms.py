"""Forms: the button that opens one, the modal it opens, and what the filled modal says."""

import json
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from adapters.chats.slack import rich
from adapters.chats.slack.inert import cut, one_line, plain
from adapters.chats.slack.rich import Json
from core.messages import Card, Field, Form, in_words

CALLBACK: Final = "amazcope_form"
_ANSWER: Final = "answer"
_VALUE: Final = 2_000  # characters of a button's value
_TITLE: Final = 24
_LABEL: Final = 150
_CHOICES: Final = 100
_CHOICE_TEXT: Final = 75
_CHOICE_VALUE: Final = 150
_COMPLAINT: Final = 300
_ABOVE: Final = 1_000
_LINE: Final = 80  # characters of a value from which on its field has several lines
_TYPED: Final = 3_000  # characters that can be typed into one answer
_TABLES: Final = ("csv", "xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a modal was opened, kept in the modal itself, so that any process can go on from there."""

    channel: str
    thread: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A modal that was sent: the form, its answers in order, where it was opened, and the files that came with it."""

    form: Form
    answers: tuple[str, ...]
    origin: Origin
    files: tuple[Json, ...] = ()

    @property
    def line(self) -> str:
        """What it says."""
        return self.form.line(self.answers)


def form_value(form: Form) -> str | None:
    """The form as a button's value; None where it is longer than Slack takes."""
    value = msgspec.json.encode(form).decode()
    return value if len(value) <= _VALUE else None


def read_form(value: str) -> Form | None:
    """The inverse of `form_value`; None for anything else."""
    try:
        return msgspec.json.decode(value, type=Form)
    except (msgspec.DecodeError, ValueError):
        return None


def modal(form: Form, origin: Origin, *, answers: tuple[str, ...] = (), above: str = "") -> Json:
    """The view that asks the form's questions, with answers given before and what is said above them."""
    given = answers or ("",) * len(form.fields)
    questions = [_question(n, *pair) for n, pair in enumerate(zip(form.fields, given, strict=True))]
    memory = {"form": msgspec.to_builtins(form), "origin": msgspec.to_builtins(origin)}
    return {
        **_view(form.label),
        "callback_id": CALLBACK,
        "submit": _words("Send"),
        "private_metadata": json.dumps(memory, ensure_ascii=False, separators=(",", ":")),
        "blocks": [*rich.paragraphs(cut(plain(above), _ABOVE)), *questions],
    }


def notice(form: Form, words: str) -> Json:
    """A view that only says something: the work goes on, or it is done."""
    return {**_view(form.label), "blocks": rich.paragraphs(words)}


def read_modal(view: Json) -> Filled | None:
    """What a sent modal holds; None where it is not one of ours."""
    try:
        memory = json.loads(view["private_metadata"])
        form = msgspec.convert(memory["form"], Form)
        origin = msgspec.convert(memory["origin"], Origin)
    except (ValueError, KeyError, TypeError, msgspec.ValidationError):
        return None
    values = view.get("state", {}).get("values", {})
    given = [values.get(_block_id(n), {}).get(_ANSWER, {}) for n in range(len(form.fields))]
    files = tuple(file for one in given for file in one.get("files") or ())
    return Filled(form=form, answers=tuple(map(_answer, given)), origin=origin, files=files)


def complaint(card: Card) -> str:
    """What is wrong with what was sent, in words."""
    parts = (card.title, *(in_words(block) for block in card.blocks if not isinstance(block, Form)))
    return cut(" ".join(map(one_line, parts)), _COMPLAINT)


def complaints(card: Card, filled: Filled) -> dict[str, str]:
    """The same, at the question whose answer it quotes; at the first where it quotes none."""
    words = complaint(card)
    quoted = (n for n, said in enumerate(_sayings(filled)) if any(f"“{one}”" in words for one in said))
    return {_block_id(next(quoted, 0)): words}


def _sayings(filled: Filled) -> list[tuple[str, ...]]:
    """What each answer may be quoted as: whole, word by word, or as the line has it."""
    pairs = zip(filled.form.fields, filled.answers, strict=True)
    return [(answer, *answer.split(), f"{field.before} {answer}".strip()) if answer else () for field, answer in pairs]


def _question(number: int, field: Field, given: str) -> Json:
    return {
        "type": "input",
        "block_id": _block_id(number),
        "label": _words(cut(one_line(field.label), _LABEL) or "?"),
        "optional": not field.required,
        "element": _element(field, given),
    }


def _element(field: Field, given: str) -> Json:
    if field.file:
        return {"type": "file_input", "action_id": _ANSWER, "filetypes": list(_TABLES), "max_files": 1}
    return _select(field, given) if _can_select(field) else _typed(field, given)


def _can_select(field: Field) -> bool:
    return 0 < len(field.choices) <= _CHOICES and all(0 < len(said) <= _CHOICE_VALUE for _, said in field.choices)


def _typed(field: Field, given: str) -> Json:
    hint, said = cut(one_line(field.hint), _LABEL), given or one_line(field.value)
    limit = {"max_length": min(max(field.most, len(said)), _TYPED)} if field.most else {}
    return {
        "type": "plain_text_input",
        "action_id": _ANSWER,
        **({"placeholder": _words(hint)} if hint else {}),
        **({"initial_value": said} if said else {}),
        **limit,
        **({"multiline": True} if len(field.value) > _LINE else {}),
    }


def _select(field: Field, given: str) -> Json:
    options = [
        {"text": _words(cut(one_line(shown), _CHOICE_TEXT) or said[:_CHOICE_TEXT]), "value": said}
        for shown, said in field.choices
    ]
    chosen = [option for option in options if option["value"] == given]
    return {
        "type": "static_select",
        "action_id": _ANSWER,
        "options": options,
        **({"initial_option": chosen[0]} if chosen else {}),
    }


def _answer(value: dict[str, Any]) -> str:
    chosen = (value.get("selected_option") or {}).get("value")
    return one_line(str(chosen or value.get("value") or ""))


def _block_id(number: int) -> str:
    return f"field_{number}"


def _view(title: str) -> Json:
    shown = cut(one_line(title), _TITLE) or "Amazcope"
    return {"type": "modal", "title": _words(shown), "close": _words("Close")}


def _words(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}
