"""Health over HTTP, on a real socket."""

import socket

import httpx
import pytest

from adapters.web.application import web_application
from adapters.web.server import WebServer
from core.errors import PortTaken


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def test_a_living_process_says_so_and_tells_why_it_is_not_ready():
    reasons = ["the database is away", None]

    async def ready():
        return reasons.pop(0)

    port = free_port()
    server = WebServer(web_application(ready, {}), port)
    await server.open()
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            assert (await client.get("/healthz")).json() == {"status": "alive"}
            away = await client.get("/readyz")
            assert (away.status_code, away.json()["reason"]) == (503, "the database is away")
            assert (await client.get("/readyz")).status_code == 200
            assert (await client.get("/docs")).status_code == 404
    finally:
        await server.close()


async def test_a_port_that_is_taken_is_named():
    async def ready():
        return None

    with socket.socket() as other:
        other.bind(("0.0.0.0", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=f"HTTP_PORT {port} is taken"):
            await WebServer(web_application(ready, {}), port).open()
        optional = WebServer(web_application(ready, {}), port, must=False)
        await optional.open()
        await optional.close()


async def test_a_door_gets_what_was_sent_and_answers_as_it_likes():
    async def ready():
        return None

    async def door(headers, body):
        return 401 if headers.get("x-token") != "right" else 200, {"x-said": "yes"}, body.upper()

    port = free_port()
    server = WebServer(web_application(ready, {"/door": door}), port)
    await server.open()
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            assert (await client.post("/door", content=b"x")).status_code == 401
            right = await client.post("/door", content=b"x", headers={"X-Token": "right"})
            assert (right.status_code, right.content, right.headers["x-said"]) == (200, b"X", "yes")
            assert (await client.post("/door", content=b"x" * 3_000_000)).status_code == 413
            assert (await client.get("/door")).status_code == 405
    finally:
        await server.close()


async def test_a_door_by_get_is_given_the_query_and_nothing_by_post():
    async def ready():
        return None

    async def door(headers, query):
        return 200, {}, query

    port = free_port()
    server = WebServer(web_application(ready, {"GET /door": door}), port)
    await server.open()
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            assert (await client.get("/door?a=%20b")).content == b"a=%20b"
            assert (await client.post("/door", content=b"x")).status_code == 405
    finally:
        await server.close()
