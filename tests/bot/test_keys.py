"""The installation's own secret."""

import pytest

from bot.keys import derived, installation_key
from bot.settings import load_settings
from core.errors import WrongSetting


def test_a_key_is_made_once_beside_the_database_and_only_its_owner_reads_it(tmp_path):
    settings = load_settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 'a.db'}")
    first = installation_key(settings)
    assert len(first) == 64
    assert installation_key(settings) == first
    assert (tmp_path / "a.db.key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_set_is_used():
    assert installation_key(load_settings(amazcope_secret_key="mine")) == b"mine"


def test_without_a_file_to_keep_it_beside_the_key_must_be_set():
    with pytest.raises(WrongSetting, match="AMAZCOPE_SECRET_KEY"):
        installation_key(load_settings(database_url="postgresql+asyncpg://h/d"))


def test_each_purpose_has_its_own_secret():
    assert derived(b"k", "a") != derived(b"k", "b")
    assert derived(b"k", "a") == derived(b"k", "a")
