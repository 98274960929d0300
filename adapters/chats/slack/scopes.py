"""What Amazcope must be allowed to do in a workspace, and what each permission is for."""

from typing import Final

SCOPES: Final = {
    "app_mentions:read": "hears @Amazcope",
    "assistant:write": "answers in the agent's pane",
    "channels:history": "knows what a reply in a thread is about",
    "channels:read": "notices that it was removed from a channel",
    "chat:write": "speaks",
    "chat:write.public": "answers commands where it is no member",
    "commands": "hears slash commands and shortcuts",
    "files:read": "reads imports that are dropped in a chat",
    "files:write": "sends charts and exports",
    "groups:history": "knows what a reply in a private channel's thread is about",
    "groups:read": "notices that it was removed from a private channel",
    "im:history": "hears direct messages",
    "im:write": "answers what is pressed in the App Home",
    "links:read": "sees Amazon links",
    "links:write": "shows products below Amazon links",
    "mpim:history": "knows what a reply in a group chat's thread is about",
    "users:read": "knows names and administrators",
}
