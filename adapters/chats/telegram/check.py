"""What `/doctor` finds out about the Telegram account, each with its fix."""

from telegram import User, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from adapters.chats.telegram.client import Client

Finding = tuple[str, str | None]


async def examine(token: str, base_url: str | None, webhook_url: str | None = None) -> list[Finding]:
    """What was examined, with the fix where it is not sound; `webhook_url` is ours, None while polling."""
    client = Client.open(token, base_url)
    try:
        await client.bot.initialize()
        me = client.bot.bot
        hook = await client.bot.get_webhook_info()
    except InvalidToken:
        fix = "copy the token from @BotFather (/mybots, API Token) into TELEGRAM_BOT_TOKEN."
        return [("Telegram: it refuses the token.", fix)]
    except TelegramError as error:
        fix = "check the network, and TELEGRAM_BASE_URL."
        return [(f"Telegram: not reached ({error.message[:100]}).", fix)]
    finally:
        await client.close()
    return [
        (f"Telegram: the token is right, the bot is @{me.username}.", None),
        *_rights(me),
        *_hook(hook, webhook_url),
    ]


def _rights(me: User) -> list[Finding]:
    """What the bot may do; privacy mode is a matter of taste, so that it is explained."""
    found: list[Finding]
    privacy = "Telegram privacy mode: {}"
    if me.can_read_all_group_messages:
        found = [(privacy.format("off, so that links pasted in groups are seen."), None)]
    else:
        seen = "on: in groups only commands, mentions and replies are seen, pasted links are not."
        off = "to change that: @BotFather, /setprivacy, Disable; then remove the bot from each group and add it again."
        found = [(privacy.format(seen), off)]
    if not me.can_join_groups:
        found.append(("Telegram groups: the bot may not be added to any.", "@BotFather, /setjoingroups, Enable."))
    if not me.supports_inline_queries:
        found.append(("Telegram inline mode: off, so that “@bot B0…” offers nothing.", "@BotFather, /setinline."))
    return found


def _hook(hook: WebhookInfo, ours: str | None) -> list[Finding]:
    found: list[Finding] = []
    if ours is None and hook.url:
        found.append(
            (
                "Telegram webhook: one is set, though PUBLIC_URL is not.",
                "start Amazcope once: it takes the webhook away.",
            )
        )
    elif ours is not None and hook.url != ours:
        found.append(("Telegram webhook: not set to PUBLIC_URL.", "start Amazcope once: it sets the webhook."))
    if ours is not None and hook.last_error_message:
        reason = f"Telegram webhook: the last call failed ({hook.last_error_message})."
        found.append((reason, "check that PUBLIC_URL leads here from outside, by https with a valid certificate."))
    if hook.pending_update_count:
        found.append((f"Telegram: {hook.pending_update_count} updates wait to be heard.", None))
    return found
