"""HTTP to Telegram: what breaks is told in Telegram's own terms, and never with the address, which holds the token."""

import asyncio
import socket
from contextlib import closing

import pytest
from telegram.error import NetworkError, TimedOut

from adapters.chats.telegram.request import Request
from tests.servers.telegram import TOKEN


@pytest.fixture
async def request_():
    request = Request(2)
    yield request
    await request.shutdown()


async def test_where_nobody_listens_it_is_a_broken_network(request_):
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        port = door.getsockname()[1]
    with pytest.raises(NetworkError) as broken:
        await request_.post(f"http://127.0.0.1:{port}/bot{TOKEN}/getMe")
    assert TOKEN not in str(broken.value)


async def test_an_answer_that_does_not_come_in_time_is_waited_for_no_longer(request_):
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/bot{TOKEN}/getMe"
        with pytest.raises(TimedOut) as late:
            await request_.post(address, read_timeout=0.01)
    assert TOKEN not in str(late.value)


async def test_an_address_that_is_none_is_a_broken_network(request_):
    with pytest.raises(NetworkError) as broken:
        await request_.post(f"telegram/bot{TOKEN}/getMe")
    assert TOKEN not in str(broken.value)


async def test_after_its_end_it_can_begin_anew(request_, town):
    for _ in range(2):
        told = await request_.post(f"{town.server.base_url}/bot{TOKEN}/getMe")
        assert told["username"] == "AmazcopeBot"
        await request_.shutdown()


async def test_more_calls_than_connections_wait_for_one(request_, town):
    address = f"{town.server.base_url}/bot{TOKEN}/getMe"
    told = await asyncio.gather(*(request_.post(address) for _ in range(5)))
    assert [one["username"] for one in told] == ["AmazcopeBot"] * 5
