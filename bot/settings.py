"""Environment to one frozen Settings; what is wrong in it is said in sentences."""

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.grammar.amounts import read_duration, spell_duration
from core.budget import UNLIMITED, Budget
from core.errors import WrongSetting
from core.interpretation import USUAL_SHARE

SHORTEST_AT_AMAZON: Final = timedelta(minutes=15)
SHORTEST: Final = timedelta(seconds=1)
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_DATABASES: Final = ("sqlite+aiosqlite://", "postgresql+asyncpg://")
_NUMBER: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
ACTORS: Final = ("junglee/amazon-crawler", "axesso_data/amazon-product-details-scraper")
_LOGS: Final = ("debug", "info", "warning", "error", "json")


def _duration(text: Any) -> Any:
    span = read_duration(text) if isinstance(text, str) else text
    if span is None or span < SHORTEST:
        raise ValueError("a number and a unit, at least 1s: 2s, 15m, 6h, 1d")
    return span


def _database(text: Any) -> Any:
    if not isinstance(text, str) or not text.startswith(_DATABASES):
        raise ValueError("sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER:PASSWORD@HOST/NAME")
    return text


def _web_root(text: Any) -> Any:
    parts = urlsplit(text) if isinstance(text, str) else urlsplit("")
    if parts.scheme == "https" and parts.hostname:
        return text.rstrip("/")
    if parts.scheme == "http" and parts.hostname in _LOOPBACK:
        return text.rstrip("/")
    raise ValueError("an https:// address (http:// only on 127.0.0.1)")


def _slack_root(text: Any) -> Any:
    root = _web_root(text)
    if not root.endswith("/api"):
        raise ValueError("an address that ends in /api/")
    return f"{root}/"


def _budget(text: Any) -> Any:
    if not isinstance(text, str) or read_budget(text) is None:
        raise ValueError("a whole number of checks, at least 1, or an amount of dollars: 400, $5")
    return text


def _actor(text: Any) -> Any:
    name = str(text).strip().lower().replace("~", "/")
    if name not in ACTORS:
        raise ValueError(" or ".join(ACTORS))
    return name


def _log(text: Any) -> Any:
    if str(text).lower() not in _LOGS:
        raise ValueError(" or ".join(_LOGS))
    return str(text).lower()


Duration = Annotated[timedelta, BeforeValidator(_duration)]
WebRoot = Annotated[str, BeforeValidator(_web_root)]
SlackRoot = Annotated[str, BeforeValidator(_slack_root)]


class Settings(BaseSettings):
    """Everything that can be set, by the names of `.env.example`; each vendor's own convention where there is one."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    database_url: Annotated[str, BeforeValidator(_database)] = Field(
        default="sqlite+aiosqlite:///amazcope.db",
        description="The database; SQLite by default, or postgresql+asyncpg://…",
    )
    slack_bot_token: SecretStr | None = Field(default=None, description="Slack's bot token (xoxb-…): turns Slack on")
    slack_app_token: SecretStr | None = Field(default=None, description="Slack's app token (xapp-…): Socket Mode")
    slack_signing_secret: SecretStr | None = Field(
        default=None, description="Slack's signing secret: events over HTTP where no app token is set"
    )
    slack_client_id: str | None = Field(
        default=None,
        description="Slack's client id: installable into many workspaces at /slack/install, in place of a bot token",
    )
    slack_client_secret: SecretStr | None = Field(default=None, description="Slack's client secret; with the client id")
    slack_base_url: SlackRoot | None = Field(default=None, description="Another Slack Web API root (tests)")
    telegram_bot_token: SecretStr | None = Field(
        default=None, description="Telegram's bot token: turns Telegram on; long polling unless PUBLIC_URL is set"
    )
    telegram_base_url: WebRoot | None = Field(
        default=None, description="Another Bot API root, without trailing slash (tests, a local Bot API server)"
    )
    public_url: WebRoot | None = Field(
        default=None, description="Where this service is reached from outside: webhooks instead of long polling"
    )
    amazcope_secret_key: SecretStr | None = Field(
        default=None, description="Signs what must not be forged; made once beside the SQLite file where unset"
    )
    apify_token: SecretStr | None = Field(
        default=None, description="Apify's token: products are looked at by an actor there, for money"
    )
    apify_actor: Annotated[str, BeforeValidator(_actor)] = Field(
        default=ACTORS[0], description="The actor at Apify; or axesso_data/amazon-product-details-scraper"
    )
    apify_base_url: WebRoot | None = Field(default=None, description="Another Apify API root (tests)")
    amazon_base_url: WebRoot | None = Field(
        default=None, description="One root for all product pages instead of Amazon's own stores (sandbox, tests)"
    )
    openai_api_key: SecretStr | None = Field(
        default=None,
        description="OpenAI's key: a model writes suggestions, and reads what the grammar cannot; all works without it",
    )
    openai_base_url: WebRoot | None = Field(
        default=None, description="Another root of the same API (a proxy, a local model, tests); usually ends in /v1"
    )
    openai_model: str = Field(default="gpt-4.1-mini", min_length=1, description="The model that is asked")
    openai_timeout: Duration = Field(
        default=timedelta(seconds=15), description="How long the model may take over one message"
    )
    amazcope_daily_tokens: int = Field(
        default=USUAL_SHARE,
        ge=0,
        description="Most tokens a day that one workspace's messages may take of the model; 0: it reads none",
    )
    http_port: int = Field(
        default=8080,
        ge=0,
        le=65535,
        description="Where HTTP is served: /healthz, /readyz, /metrics, webhooks; 0 for nowhere",
    )
    amazcope_check_every: Duration = Field(
        default=timedelta(hours=6), description="How often a product is looked at; a watch may set its own"
    )
    amazcope_confirm_after: Duration | None = Field(
        default=None, description="How long after a suspicious look the confirming one comes; by kind where unset"
    )
    amazcope_pace: float = Field(
        default=1.0, gt=0, le=100_000, description="Divides the product's own waits (confirming, grouping, retries)"
    )
    amazcope_daily_budget: Annotated[str, BeforeValidator(_budget)] | None = Field(
        default=None, description="Most checks a day, or $5: spent first where changes are likely"
    )
    amazcope_log: Annotated[str, BeforeValidator(_log)] = Field(
        default="info", description="How much is logged, or json for structured lines"
    )

    @property
    def shortest_interval(self) -> timedelta:
        """The shortest interval between two looks that is accepted: Amazon itself is not asked every second."""
        return SHORTEST if self.amazon_base_url else SHORTEST_AT_AMAZON

    @property
    def budget(self) -> Budget:
        """What may be spent on looks in a day."""
        return read_budget(self.amazcope_daily_budget or "") or UNLIMITED


def load_settings(**given: object) -> Settings:
    """The settings from the environment and `.env`. Raises `WrongSetting` for the first value that cannot be used."""
    try:
        settings = Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        raise WrongSetting(*_complaint(error)) from None
    _make_sense_together(settings)
    if settings.amazcope_check_every < settings.shortest_interval:
        shortest = spell_duration(settings.shortest_interval)
        spelled = spell_duration(settings.amazcope_check_every)
        raise WrongSetting("AMAZCOPE_CHECK_EVERY", spelled, f"at least {shortest} unless AMAZON_BASE_URL is set")
    return settings


def read_budget(text: str) -> Budget | None:
    """400, or $5; None for anything else."""
    number = text.strip().removeprefix("$")
    if not _NUMBER.fullmatch(number) or not Decimal(number):
        return None
    if text.strip().startswith("$"):
        return Budget(dollars=Decimal(number))
    return Budget(looks=int(number)) if number.isdigit() else None


def _make_sense_together(settings: Settings) -> None:
    """Slack needs a way to hear, and one way to get its tokens. Raises `WrongSetting`."""
    hears = settings.slack_app_token or (settings.slack_signing_secret and settings.public_url)
    if settings.slack_bot_token and not hears:
        needed = "enough: set SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET and PUBLIC_URL (HTTP)"
        raise WrongSetting("SLACK_BOT_TOKEN", "set", needed)
    if settings.slack_client_id or settings.slack_client_secret:
        _make_installable(settings)
    if settings.http_port == 0 and (caller := _called_over_http(settings)):
        raise WrongSetting("HTTP_PORT", "0", f"possible together with {caller}: set the port that it is reached at")


def _called_over_http(settings: Settings) -> str | None:
    """The setting for whose sake a platform calls us; None where we call all platforms."""
    if settings.slack_client_id:
        return "SLACK_CLIENT_ID"
    if settings.slack_bot_token and not settings.slack_app_token:
        return "SLACK_SIGNING_SECRET"
    return "PUBLIC_URL" if settings.public_url else None


def _make_installable(settings: Settings) -> None:
    """Installing into many workspaces needs four settings, and no token of one. Raises `WrongSetting`."""
    name = "SLACK_CLIENT_ID" if settings.slack_client_id else "SLACK_CLIENT_SECRET"
    for needed in ("slack_client_id", "slack_client_secret", "slack_signing_secret", "public_url"):
        if not getattr(settings, needed):
            raise WrongSetting(name, "set", f"enough: set {needed.upper()} as well")
    if settings.slack_bot_token:
        raise WrongSetting("SLACK_BOT_TOKEN", "set", "used together with SLACK_CLIENT_ID: take one of the two away")


def _complaint(error: ValidationError) -> tuple[str, str, str]:
    """Name, value and accepted form of the first wrong setting; secrets are not repeated."""
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0]).upper()
    value = "…" if "KEY" in name or "TOKEN" in name or "SECRET" in name else str(first["input"])
    form = first["msg"].removeprefix("Value error, ")
    if name == "DATABASE_URL":
        value = value.split("://", 1)[0]  # what follows may hold a password
    return name, value, form[:1].lower() + form[1:]


def sqlite_file(url: str) -> Path | None:
    """The file behind an SQLite URL; None for PostgreSQL and for databases in memory."""
    path = url.removeprefix("sqlite+aiosqlite:///").split("?", 1)[0]
    return Path(path) if url.startswith("sqlite") and path and not path.startswith(("sqlite", ":memory:")) else None
