"""Settings, and the sentences about wrong ones."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.settings import Settings, load_settings, sqlite_file
from core.budget import UNLIMITED, Budget
from core.errors import WrongSetting


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_nothing_needs_to_be_set():
    settings = load_settings()
    assert settings.database_url == "sqlite+aiosqlite:///amazcope.db"
    assert settings.amazcope_check_every == timedelta(hours=6)


def test_values_come_from_the_environment_before_the_file(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("AMAZCOPE_CHECK_EVERY=1h\nHTTP_PORT=9\n")
    monkeypatch.setenv("AMAZCOPE_CHECK_EVERY", "2h")
    settings = load_settings()
    assert (settings.amazcope_check_every, settings.http_port) == (timedelta(hours=2), 9)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "AMAZCOPE_CHECK_EVERY",
            "5",
            "AMAZCOPE_CHECK_EVERY is “5”, which is not a number and a unit, at least 1s: 2s, 15m, 6h, 1d.",
        ),
        (
            "APIFY_ACTOR",
            "junglee/another",
            "APIFY_ACTOR is “junglee/another”, which is not junglee/amazon-crawler or axesso_data/amazon-product-",
        ),
        (
            "AMAZCOPE_CHECK_EVERY",
            "10m",
            "AMAZCOPE_CHECK_EVERY is “10m”, which is not at least 15m unless AMAZON_BASE_URL is set.",
        ),
        ("AMAZCOPE_CONFIRM_AFTER", "soon", "AMAZCOPE_CONFIRM_AFTER is “soon”, which is not a number and a unit"),
        (
            "DATABASE_URL",
            "postgresql://u:secret@h/d",
            "DATABASE_URL is “postgresql”, which is not sqlite+aiosqlite:///FILE or",
        ),
        (
            "AMAZON_BASE_URL",
            "http://example.org",
            "AMAZON_BASE_URL is “http://example.org”, which is not an https:// address",
        ),
        ("AMAZON_BASE_URL", "ftp://x", "AMAZON_BASE_URL is “ftp://x”"),
        ("HTTP_PORT", "http", "HTTP_PORT is “http”, which is not"),
        ("HTTP_PORT", "70000", "HTTP_PORT is “70000”"),
        ("AMAZCOPE_PACE", "0", "AMAZCOPE_PACE is “0”"),
        (
            "AMAZCOPE_DAILY_BUDGET",
            "0",
            (
                "AMAZCOPE_DAILY_BUDGET is “0”, which is not a whole number of checks, at least 1, or an amount of "
                "dollars: 400, $5."
            ),
        ),
        ("AMAZCOPE_DAILY_BUDGET", "$0.00", "AMAZCOPE_DAILY_BUDGET is “$0.00”"),
        ("AMAZCOPE_DAILY_BUDGET", "12.5", "AMAZCOPE_DAILY_BUDGET is “12.5”"),
        ("AMAZCOPE_DAILY_BUDGET", "-3", "AMAZCOPE_DAILY_BUDGET is “-3”"),
        ("AMAZCOPE_DAILY_BUDGET", "5 €", "AMAZCOPE_DAILY_BUDGET is “5 €”"),
        ("AMAZCOPE_LOG", "loud", "AMAZCOPE_LOG is “loud”, which is not debug or info or warning or error or json."),
    ],
)
def test_a_wrong_value_is_named_in_one_sentence_with_the_accepted_form(monkeypatch, name, value, sentence):
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as caught:
        load_settings()
    assert str(caught.value).startswith(sentence)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_short_intervals_are_for_other_shops_than_amazon(monkeypatch):
    monkeypatch.setenv("AMAZCOPE_CHECK_EVERY", "2s")
    monkeypatch.setenv("AMAZON_BASE_URL", "http://127.0.0.1:8000/")
    assert load_settings().amazon_base_url == "http://127.0.0.1:8000"


INSTALLABLE = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "secret",
    "SLACK_SIGNING_SECRET": "secret",
    "PUBLIC_URL": "https://bot.example",
}


def test_slack_can_be_installable_without_a_token(monkeypatch):
    for name, value in INSTALLABLE.items():
        monkeypatch.setenv(name, value)
    assert load_settings().slack_client_id == "1.2"


@pytest.mark.parametrize("missing", INSTALLABLE)
def test_slack_is_installable_only_with_all_that_it_needs(monkeypatch, missing):
    for name, value in INSTALLABLE.items():
        if name != missing:
            monkeypatch.setenv(name, value)
    given = "SLACK_CLIENT_SECRET" if missing == "SLACK_CLIENT_ID" else "SLACK_CLIENT_ID"
    with pytest.raises(WrongSetting) as caught:
        load_settings()
    assert str(caught.value) == f"{given} is “set”, which is not enough: set {missing} as well."


def test_slack_has_one_token_or_those_of_installations(monkeypatch):
    for name, value in (INSTALLABLE | {"SLACK_BOT_TOKEN": "xoxb-secret"}).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting, match="not used together with SLACK_CLIENT_ID: take one of the two away"):
        load_settings()


BY_HTTP = {
    "SLACK_CLIENT_ID": INSTALLABLE,
    "SLACK_SIGNING_SECRET": {
        "SLACK_BOT_TOKEN": "xoxb-secret",
        "SLACK_SIGNING_SECRET": "secret",
        "PUBLIC_URL": "https://bot.example.com",
    },
    "PUBLIC_URL": {"TELEGRAM_BOT_TOKEN": "1:x", "PUBLIC_URL": "https://bot.example.com"},
}


@pytest.mark.parametrize("name", BY_HTTP)
def test_whoever_is_called_over_http_needs_a_port(monkeypatch, name):
    for setting, value in (BY_HTTP[name] | {"HTTP_PORT": "0"}).items():
        monkeypatch.setenv(setting, value)
    with pytest.raises(WrongSetting) as caught:
        load_settings()
    needed = f"possible together with {name}: set the port that it is reached at"
    assert str(caught.value) == f"HTTP_PORT is “0”, which is not {needed}."


def test_socket_mode_and_long_polling_need_no_port(monkeypatch):
    given = {"SLACK_BOT_TOKEN": "xoxb-x", "SLACK_APP_TOKEN": "xapp-x", "TELEGRAM_BOT_TOKEN": "1:x", "HTTP_PORT": "0"}
    for setting, value in given.items():
        monkeypatch.setenv(setting, value)
    assert load_settings().http_port == 0


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite+aiosqlite:///amazcope.db", "amazcope.db"),
        ("sqlite+aiosqlite:////data/a.db?x=1", "/data/a.db"),
        ("sqlite+aiosqlite://", None),
        ("sqlite+aiosqlite:///:memory:", None),
        ("postgresql+asyncpg://h/d", None),
    ],
)
def test_the_file_behind_a_database_is_known(url, file):
    found = sqlite_file(url)
    assert (str(found) if found else None) == file


@pytest.mark.parametrize(
    ("said", "budget"),
    [
        ("", UNLIMITED),
        ("400", Budget(looks=400)),
        ("$5", Budget(dollars=Decimal(5))),
        ("$0.25", Budget(dollars=Decimal("0.25"))),
    ],
)
def test_a_budget_is_a_number_of_looks_or_an_amount_of_dollars(monkeypatch, said, budget):
    monkeypatch.setenv("AMAZCOPE_DAILY_BUDGET", said)
    assert load_settings().budget == budget
