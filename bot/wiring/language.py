"""Who writes suggested text: a model where its key is set, the rules in any case."""

from bot.doctor import Finding
from bot.settings import Settings
from core.advisor import Advisor
from core.ports.language import Copywriter
from core.ports.storage import Storage
from core.ports.world import Clock


class WriterService:
    """`bot.app.Service`: what is opened with the first suggestion is closed with the process."""

    def __init__(self, advisor: Advisor) -> None:
        self._advisor = advisor

    async def open(self) -> None:
        """Nothing is opened before somebody asks."""

    async def close(self) -> None:
        """Let go of the writer's connections."""
        await self._advisor.close()


def advisor_of(settings: Settings, storage: Storage, clock: Clock) -> Advisor:
    """The advisor with the configured writer."""
    from adapters.language.rule_copywriter import RuleCopywriter

    by_rule = RuleCopywriter()
    return Advisor(storage, clock, _model(settings) or by_rule, by_rule)


async def examine_language(settings: Settings) -> list[Finding]:
    """What OpenAI says of our key and model; that the rules write where no key is set."""
    if settings.openai_api_key is None:
        return [("Language model: none is set up; suggestions are written by the rules.", None)]
    from adapters.language.openai_check import examine

    key = settings.openai_api_key.get_secret_value()
    return [await examine(key, settings.openai_model, settings.openai_base_url)]


def _model(settings: Settings) -> Copywriter | None:
    if settings.openai_api_key is None:
        return None
    from adapters.language.openai_copywriter import OpenAiCopywriter

    key = settings.openai_api_key.get_secret_value()
    return OpenAiCopywriter(key, settings.openai_model, settings.openai_base_url)
