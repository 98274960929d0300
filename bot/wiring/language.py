"""Who writes suggested text and reads what the grammar cannot: a model where its key is set."""

from bot.command import Interprets
from bot.commands import MENU
from bot.doctor import Finding
from bot.interpreting import Interpreting
from bot.interpreting.apart import Apart
from bot.settings import Settings
from core.advisor import Advisor
from core.interpretation import Interpretation
from core.memory import StoredMemory
from core.ports.interpreter import Interpreter
from core.ports.language import Copywriter
from core.ports.storage import Storage
from core.ports.world import Clock


class ModelService:
    """`bot.app.Service`: what is opened with the first suggestion or reading is closed with the process."""

    def __init__(self, advisor: Advisor, interpreter: Interprets | None) -> None:
        self._advisor = advisor
        self._interpreter = interpreter

    async def open(self) -> None:
        """Nothing is opened before somebody asks."""

    async def close(self) -> None:
        """Let go of the writer's and the reader's connections."""
        await self._advisor.close()
        if self._interpreter is not None:
            await self._interpreter.close()


def advisor_of(settings: Settings, storage: Storage, clock: Clock) -> Advisor:
    """The advisor with the configured writer, and with eyes for the images of the configured store."""
    from adapters.language.rule_copywriter import RuleCopywriter
    from adapters.pictures.pillow_pictures import PillowPictures

    by_rule = RuleCopywriter()
    pictures = PillowPictures(StoredMemory(storage, clock, "picture"), base_url=settings.amazon_base_url)
    return Advisor(storage, clock, _model(settings) or by_rule, by_rule, pictures)


def interpreter_of(settings: Settings, storage: Storage, clock: Clock) -> Interprets | None:
    """What reads messages that the grammar cannot, where a model is set up and has a share of tokens."""
    model = _reader(settings)
    if model is None:
        return None
    interpretation = Interpretation(storage, clock, model, settings.amazcope_daily_tokens)
    return Interpreting(interpretation, StoredMemory(storage, clock, "asked"))


def apart_of(settings: Settings) -> Apart | None:
    """What reads messages that the grammar cannot where there is no chat, no database and no other day's share."""
    model = _reader(settings)
    return None if model is None else Apart(model, MENU, settings.amazcope_daily_tokens)


async def examine_language(settings: Settings) -> list[Finding]:
    """What OpenAI says of our key and model; that the rules write where no key is set."""
    if settings.openai_api_key is None:
        return [("Language model: none is set up; suggestions are written by the rules.", None)]
    from adapters.language.openai_check import examine

    key = settings.openai_api_key.get_secret_value()
    return [await examine(key, settings.openai_model, settings.openai_base_url)]


def _reader(settings: Settings) -> Interpreter | None:
    """The model that reads; None where none is set up, or it has no share of tokens."""
    if settings.openai_api_key is None or not settings.amazcope_daily_tokens:
        return None
    from adapters.language.openai_interpreter import OpenAiInterpreter

    key = settings.openai_api_key.get_secret_value()
    timeout_s = settings.openai_timeout.total_seconds()
    return OpenAiInterpreter(key, settings.openai_model, settings.openai_base_url, timeout_s=timeout_s)


def _model(settings: Settings) -> Copywriter | None:
    if settings.openai_api_key is None:
        return None
    from adapters.language.openai_copywriter import OpenAiCopywriter

    key = settings.openai_api_key.get_secret_value()
    return OpenAiCopywriter(key, settings.openai_model, settings.openai_base_url)
