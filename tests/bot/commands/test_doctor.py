"""Whether everything is in order, asked in a chat."""

from dataclasses import replace

from tests.stage import Stage


async def test_what_is_broken_comes_first_with_its_fix(stage: Stage):
    assert (await stage.say("/doctor")).startswith("All is in order\n- Database: answers.")

    async def trouble() -> list[tuple[str, str | None]]:
        return [("Database: answers.", None), ("Telegram: privacy mode is on.", "switch it off at @BotFather.")]

    stage.conversation._staff = replace(stage.conversation._staff, examine=trouble)
    shown = await stage.say("/doctor")
    assert shown.startswith(
        "1 of 2 things are broken\n- Telegram: privacy mode is on. Fix: switch it off at @BotFather."
    )
