"""The manifest, the permissions and the code agree: nothing is missing, nothing is asked for in vain."""

import ast
from pathlib import Path

import pytest
import yaml

from adapters.chats.slack.events import SUBSCRIBED
from adapters.chats.slack.scopes import SCOPES
from adapters.chats.slack.surfaces import PROMPTS
from bot.commands import MENU
from bot.grammar.line import read
from core.errors import Misread
from tests.servers.slack_rules import KNOWN

ROOT = Path(__file__).parents[4]
SLACK = ROOT / "adapters" / "chats" / "slack"

# What Slack's reference asks for, method by method (https://docs.slack.dev/reference/methods) …
WANTED_BY_METHOD = {
    "apps.connections.open": set(),
    "assistant.threads.setStatus": {"assistant:write"},
    "assistant.threads.setSuggestedPrompts": {"assistant:write"},
    "auth.test": set(),
    "chat.appendStream": {"chat:write"},
    "chat.delete": {"chat:write"},
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write", "chat:write.public"},
    "chat.startStream": {"chat:write"},
    "chat.stopStream": {"chat:write"},
    "chat.unfurl": {"links:write"},
    "chat.update": {"chat:write"},
    "conversations.open": {"im:write"},
    "conversations.replies": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "files.completeUploadExternal": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "files.info": {"files:read"},
    "oauth.v2.access": set(),
    "users.info": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "views.update": set(),
}
# … event by event (https://docs.slack.dev/reference/events) …
WANTED_BY_EVENT = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    "assistant_thread_started": {"assistant:write"},
    "channel_archive": {"channels:read"},
    "channel_deleted": {"channels:read"},
    "channel_id_changed": {"channels:read"},
    "channel_left": {"channels:read"},
    "file_shared": {"files:read"},
    "group_archive": {"groups:read"},
    "group_deleted": {"groups:read"},
    "group_left": {"groups:read"},
    "link_shared": {"links:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "message.im": {"im:history"},
    "tokens_revoked": set(),
}
# … and feature by feature.
WANTED_BY_FEATURES = {"slash_commands": "commands", "shortcuts": "commands", "assistant_view": "assistant:write"}


def manifest():
    return yaml.safe_load((ROOT / "slack-manifest.yml").read_text("utf-8"))


def called():
    """The methods of the Web API that the code calls, by the names that the SDK gives them."""
    names = {name.replace(".", "_"): name for name in KNOWN}
    tree = [ast.parse(file.read_text("utf-8")) for file in SLACK.glob("*.py")]
    used = {node.attr for one in tree for node in ast.walk(one) if isinstance(node, ast.Attribute)}
    said = {node.value for one in tree for node in ast.walk(one) if isinstance(node, ast.Constant)}
    return {name for attribute, name in names.items() if attribute in used or name in said}


def test_every_method_that_is_called_is_one_whose_permission_is_known():
    assert called() == set(WANTED_BY_METHOD) == set(KNOWN)


def test_every_permission_is_asked_for_and_none_in_vain():
    features = set(manifest()["features"])
    wanted = set().union(*WANTED_BY_METHOD.values(), *WANTED_BY_EVENT.values())
    wanted |= {scope for feature, scope in WANTED_BY_FEATURES.items() if feature in features}
    assert set(SCOPES) == wanted
    assert manifest()["oauth_config"]["scopes"]["bot"] == sorted(wanted)


def test_every_event_that_is_heard_is_subscribed_to():
    assert set(SUBSCRIBED) == set(WANTED_BY_EVENT)
    assert set(manifest()["settings"]["event_subscriptions"]["bot_events"]) == set(WANTED_BY_EVENT)


def test_the_redirect_url_is_a_placeholder_that_nobody_owns():
    assert manifest()["oauth_config"]["redirect_urls"] == ["https://amazcope.example/slack/oauth"]


@pytest.mark.parametrize(("title", "message"), PROMPTS)
def test_every_suggested_prompt_says_a_line_that_works(title, message):
    assert 0 < len(title) <= 40
    try:
        read(message, MENU)
    except Misread:
        kind = next(kind for kind in MENU if message in kind.names)
        assert kind.form_to_fill() is not None  # a command without its argument opens its form


def test_every_slash_command_of_the_manifest_is_one_that_the_menu_has():
    names = {f"/{name}" for kind in MENU for name in kind.names}
    listed = {one["command"] for one in manifest()["features"]["slash_commands"]}
    assert listed - names - {"/amazcope"} <= {"/audit", "/optimize", "/digest"}  # soon to come
