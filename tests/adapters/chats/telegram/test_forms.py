"""Forms as short dialogues."""

from core.messages import Card, ChatId, Field, Form, Heard
from tests.adapters.chats.telegram.conftest import ANA, BEN, GROUP
from tests.servers.telegram import Fault

OLD = -42
ROLE = Field(label="Whose is it?", before="as", choices=(("Ours", "own"), ("A competitor's", "competitor")))
FORM = Form(
    label="Track a product",
    says="track",
    fields=(
        Field(label="Which product?", hint="B0CYT4LN7Q", required=True),
        ROLE,
        Field(label="Tell you below which price?", before="below", hint="24.99"),
    ),
)


async def test_in_private_the_next_messages_answer_one_question_after_the_other(town):
    shown = await offered(town, ANA)
    async with town.listening():
        await town.presses(shown.data("Track a product"), town.server.as_json(shown))
        assert (await town.sees(2))[1] == "Track a product 1/3\nWhich product?\nFor example: B0CYT4LN7Q"
        await town.says(" B0CYT4LN7Q\n ")
        await town.sees(3)
        question = town.server.messages[2]
        assert question.labels == [["Ours", "A competitor's"], ["Skip", "Cancel"]]
        await town.presses(question.data("A competitor's"), town.server.as_json(question))
        await town.server.until(lambda: question.seen.startswith("Track a product 3/3"))
        await town.says("24.99")
        await town.sees(4)
    assert town.parrot.texts == ["/track B0CYT4LN7Q as competitor below 24.99"]
    assert town.server.messages[3].seen == "🔹 heard /track B0CYT4LN7Q as competitor below 24.99"


async def test_a_form_that_ends_with_a_key_ends_in_its_question(town):
    shown = await offered(town, ANA, Form("Role", "role 3", (ROLE,)))
    async with town.listening():
        await town.presses(shown.data("Role"), town.server.as_json(shown))
        await town.sees(2)
        question = town.server.messages[1]
        await town.presses(question.data("Skip"), town.server.as_json(question))
        await town.server.until(lambda: question.seen == "🔹 heard /role 3")
    assert question.keys == []


async def test_in_a_group_only_a_reply_of_the_one_who_asked_is_an_answer(town):
    shown = await offered(town, GROUP)
    async with town.listening():
        await town.presses(shown.data("Track a product"), town.server.as_json(shown), BEN)
        await town.sees(2)
        question = town.server.messages[1]
        assert (question.forced, question.markup["selective"]) == (True, True)
        assert question.markup["input_field_placeholder"] == "B0CYT4LN7Q"
        assert [one.url for one in question.text.entities if one.url] == [f"tg://user?id={BEN}"]
        asked = town.server.as_json(question)
        await town.says("good morning", BEN, GROUP)
        await town.says("B0SOMEBODY", ANA, GROUP, reply_to_message=asked)
        await town.says("B0CYT4LN7Q", BEN, GROUP, reply_to_message=asked)
        await town.server.until(lambda: any("2/3" in one.seen for one in town.server.messages))
    assert town.parrot.texts == ["good morning", "B0SOMEBODY"]


async def test_another_person_s_question_cannot_be_answered(town):
    shown = await offered(town, GROUP, Form("Role", "role 3", (ROLE,)))
    async with town.listening():
        await town.presses(shown.data("Role"), town.server.as_json(shown), ANA)
        await town.sees(2)
        question = town.server.messages[1]
        await town.presses(question.data("Ours"), town.server.as_json(question), BEN)
        await town.quiet()
        assert town.parrot.heard == []
        assert "not open for you" in town.server.called("answerCallbackQuery")[-1]["text"]
        await town.presses(question.data("Ours"), town.server.as_json(question), ANA)
        await town.server.until(lambda: town.parrot.heard)
    assert town.parrot.texts == ["/role 3 as own"]


async def test_cancel_by_key_ends_a_form_without_a_change(town):
    shown = await offered(town, ANA)
    async with town.listening():
        await town.presses(shown.data("Track a product"), town.server.as_json(shown))
        await town.sees(2)
        question = town.server.messages[1]
        await town.presses(question.data("Cancel"), town.server.as_json(question))
        await town.server.until(lambda: question.seen == "🔹 Cancelled. Nothing was changed.")
        await town.says("B0CYT4LN7Q")
        await town.sees(3)
    assert town.parrot.texts == ["B0CYT4LN7Q"]


async def test_cancel_by_word_ends_a_form_without_a_change(town):
    shown = await offered(town, ANA)
    async with town.listening():
        await town.presses(shown.data("Track a product"), town.server.as_json(shown))
        await town.says("/cancel")
        assert (await town.sees(3))[2] == "🔹 Cancelled. Nothing was changed."
    assert town.parrot.heard == []


async def test_a_command_within_a_form_is_that_command_and_the_form_is_over(town):
    shown = await offered(town, ANA)
    async with town.listening():
        await town.presses(shown.data("Track a product"), town.server.as_json(shown))
        await town.sees(2)
        await town.says("/list")
        await town.says("B0CYT4LN7Q")
        await town.sees(4)
    assert town.parrot.texts == ["/list", "B0CYT4LN7Q"]


async def test_a_form_is_forgotten_after_ten_minutes(town):
    shown = await offered(town, ANA)
    async with town.listening():
        await town.presses(shown.data("Track a product"), town.server.as_json(shown))
        await town.quiet()
        town.clock.turn(minutes=10, seconds=1)
        await town.says("B0CYT4LN7Q")
        await town.sees(3)
    assert town.parrot.texts == ["B0CYT4LN7Q"]


async def test_a_typed_word_that_is_none_of_the_choices_is_asked_again(town):
    shown = await offered(town, ANA, Form("Role", "role 3", (ROLE,)))
    async with town.listening():
        await town.presses(shown.data("Role"), town.server.as_json(shown))
        await town.says("nobody's")
        await town.sees(3)
        await town.says("ours")
        await town.sees(4)
    assert town.parrot.texts == ["/role 3 as own"]


async def test_a_required_question_is_not_skipped(town):
    shown = await offered(town, ANA)
    async with town.listening():
        await town.presses(shown.data("Track a product"), town.server.as_json(shown))
        await town.sees(2)
        assert town.server.messages[1].labels == [["Cancel"]]
        await town.presses("=0", town.server.as_json(town.server.messages[1]))
        await town.quiet()
    assert town.parrot.heard == []


async def test_a_form_whose_questions_are_forgotten_says_its_command(town, another):
    shown = await offered(town, ANA)
    anew = another()
    async with town.listening(anew.inbox):
        await town.presses(shown.data("Track a product"), town.server.as_json(shown))
        await town.server.until(lambda: shown.seen == "🔹 heard track")
    await anew.close()


async def test_keys_of_questions_that_are_long_answered_do_nothing(town):
    shown = await offered(town, ANA, Form("Role", "role 3", (ROLE, ROLE)))
    async with town.listening():
        await town.presses(shown.data("Role"), town.server.as_json(shown))
        await town.sees(2)
        question = town.server.messages[1]
        first = question.data("Ours")
        await town.presses(first, town.server.as_json(question))
        await town.presses(first, town.server.as_json(question))
        await town.presses("=1.7", town.server.as_json(question))
        await town.quiet()
        await town.presses(question.data("Ours"), town.server.as_json(question))
        await town.server.until(lambda: town.parrot.heard)
    assert [heard.text for heard in town.parrot.heard if isinstance(heard, Heard)] == ["/role 3 as own as own"]


async def offered(town, where, form=FORM):
    await town.account.chat.post(ChatId("telegram", "", str(where)), Card("Card", (form,)))
    return town.server.messages[-1]


async def test_a_question_waits_as_long_as_telegram_asks_and_may_stand_in_a_message_that_is_gone(town):
    shown = await offered(town, ANA, Form("Role", "role 3", (ROLE, ROLE)))
    async with town.listening():
        town.server.faults["sendMessage"] = [Fault(status=429, description="x", parameters={"retry_after": 3})]
        await town.presses(shown.data("Role"), town.server.as_json(shown))
        await town.sees(2)
        question = town.server.messages.pop()
        await town.presses(question.data("Ours"), town.server.as_json(question))
        await town.quiet()
        await town.says("ours")
        await town.sees(2)
    assert (town.pauses, town.parrot.texts) == ([3], ["/role 3 as own as own"])


async def test_a_form_goes_on_where_a_group_has_become_a_supergroup(town):
    def asked():
        return [one for one in town.server.messages if one.chat == str(GROUP)]

    shown = await offered(town, OLD)
    async with town.listening():
        await town.presses(shown.data("Track a product"), town.server.as_json(shown), BEN)
        await town.sees(2)
        first = town.server.as_json(town.server.messages[1])
        await town.says("B0CYT4LN7Q", BEN, OLD, reply_to_message=first)
        await town.server.until(lambda: any("2/3" in one.seen for one in town.server.messages))
        await town.says("", BEN, OLD, migrate_to_chat_id=GROUP)
        await town.says("", BEN, GROUP, migrate_from_chat_id=OLD)
        (question,) = await town.server.until(asked)
        assert question.seen.startswith("Track a product 2/3\nWhose is it?")
        await town.presses(question.data("Ours"), town.server.as_json(question), BEN)
        await town.server.until(lambda: len(asked()) == 2)
        (named,) = [one for one in asked()[1].text.entities if one.url]
        assert named.url == f"tg://user?id={BEN}"
        await town.says("24.99", BEN, GROUP, reply_to_message=town.server.as_json(asked()[1]))
        await town.server.until(lambda: town.parrot.texts)
    assert town.parrot.texts == ["/track B0CYT4LN7Q as own below 24.99"]
