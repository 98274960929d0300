"""How fast chats may be spoken to."""

from datetime import timedelta

from core.messages import ChatId
from core.pacing import LIMITS, Bucket, Bursts, Pacer, Rate
from tests.clock import NOON

SECOND = timedelta(seconds=1)
PERSON, GROUP, CHANNEL = ChatId("telegram", "", "7"), ChatId("telegram", "", "-1001"), ChatId("slack", "T1", "C1")
TERMINAL = ChatId("console", "", "terminal")


def test_no_stretch_of_time_holds_more_than_a_bucket_gives():
    bucket = Bucket(Rate(3, 10 * SECOND))
    taken = []
    for tenth in range(1000):
        now = NOON + tenth * SECOND / 10
        if bucket.ready_at() <= now:
            bucket.take(now)
            taken.append(now)
    assert len(taken) == 30
    assert all(later - earlier >= 10 * SECOND for earlier, later in zip(taken, taken[3:], strict=False))


def test_a_chat_rests_for_a_second_and_a_group_for_the_rest_of_its_minute():
    pacer = Pacer()
    for chat in (PERSON, CHANNEL):
        pacer.said(chat, NOON)
        assert pacer.ready_at(chat) == NOON + SECOND
    for number in range(19):
        assert pacer.ready_at(GROUP) <= NOON + number * SECOND
        pacer.said(GROUP, NOON + number * SECOND)
    assert pacer.ready_at(GROUP) == NOON + 60 * SECOND


def test_telegram_has_room_for_all_chats_together_and_slack_for_each():
    pacer = Pacer()
    for number in range(20):
        pacer.said(ChatId("telegram", "", str(number)), NOON)
    assert pacer.room("telegram", NOON, most=500) == 9
    assert pacer.room("telegram", NOON + SECOND, most=500) == 29
    assert pacer.room("slack", NOON, most=500) == 500


def test_the_terminal_bears_anything():
    pacer = Pacer()
    pacer.said(TERMINAL, NOON)
    assert pacer.ready_at(TERMINAL) < NOON
    assert pacer.resting("console", NOON) == frozenset()


def test_a_pause_that_a_platform_asks_for_holds_for_that_chat_alone_and_is_never_shortened():
    pacer = Pacer()
    pacer.rest(PERSON, NOON + 30 * SECOND)
    pacer.rest(PERSON, NOON + 3 * SECOND)
    assert pacer.resting("telegram", NOON + 29 * SECOND) == {PERSON}
    assert pacer.resting("telegram", NOON + 30 * SECOND) == frozenset()
    assert pacer.room("telegram", NOON, most=500) == 29


def test_what_has_long_been_said_takes_no_memory():
    pacer = Pacer()
    for number in range(100):
        pacer.said(ChatId("slack", "T1", str(number)), NOON)
    pacer.resting("slack", NOON + SECOND)
    assert pacer._chats == {}


def test_the_next_room_is_the_first_moment_at_which_something_that_waits_could_be_said():
    pacer = Pacer()
    assert pacer.next_room(NOON) is None
    pacer.said(PERSON, NOON)
    pacer.rest(GROUP, NOON + 5 * SECOND)
    assert pacer.next_room(NOON) == NOON + SECOND
    assert pacer.next_room(NOON + SECOND) == NOON + 5 * SECOND


def test_the_sixth_message_of_a_burst_waits_for_its_end():
    bursts = Bursts(Rate(5, 120 * SECOND))
    for number in range(5):
        assert bursts.over_at("here", NOON + number * SECOND) is None
        bursts.said("here", NOON + number * SECOND)
    assert bursts.over_at("here", NOON + 5 * SECOND) == NOON + 120 * SECOND
    assert bursts.over_at("there", NOON + 5 * SECOND) is None
    assert bursts.over_at("here", NOON + 120 * SECOND) is None


def test_what_a_platform_bears_is_known_of_every_one_that_is_paced():
    assert set(LIMITS) == {"slack", "telegram"}
