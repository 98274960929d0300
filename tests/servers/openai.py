"""A loopback stand-in for OpenAI's Responses API: scripted answers, faults, and every request as it came."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

Json = dict[str, Any]
MODEL = "gpt-4.1-mini"
ASKED = re.compile(r"(title|highlights|bullets|description|keywords) \(at most")


def part(name: str, *lines: str, reason: str = "Says it better", facts: Sequence[str] = ()) -> Json:
    """One rewritten part, as the model answers it."""
    return {"part": name, "lines": list(lines), "reason": reason, "facts": list(facts)}


def chooses(*calls: tuple[str, Json | str]) -> Json:
    """An answer that calls tools, each with its arguments; those left out are null, as strict tools have it."""
    return {"calls": list(calls)}


class OpenAiServer:
    """What is answered, request by request; the last answer is given again and again.

    An answer is a list of parts, `chooses(…)`, the `{"numbers": […]}` of products, an HTTP status, or refuse,
    malformed, breaks off, empty, hang. Tools that OpenAI would not take as strict are answered with 400.
    """

    def __init__(self) -> None:
        self.url = ""
        self.answers: list[Any] = [[]]
        self.requests: list[Json] = []
        self.models = {MODEL}
        self.key = "sk-loopback"
        self.closing = asyncio.Event()

    def asked(self, number: int = -1) -> list[str]:
        """The parts that a request asked for."""
        return ASKED.findall(self.said(number))

    def said(self, number: int = -1) -> str:
        """The user's message of a request."""
        (message,) = self.requests[number]["input"]
        return str(message["content"])

    def told(self, number: int = -1) -> Json:
        """What a reader was told of a chat."""
        (inside,) = re.findall(r"<chat>(.*)</chat>$", self.said(number), re.DOTALL)
        told: Json = json.loads(inside)
        return told

    def data(self, number: int = -1) -> Json:
        """What stood in the data part."""
        (inside,) = re.findall(r"<listing>(.*)</listing>$", self.said(number), re.DOTALL)
        told: Json = json.loads(inside)
        return told

    async def respond(self, request: web.Request) -> web.StreamResponse:
        self.requests.append(await request.json())
        tools = self.requests[-1].get("tools", [])
        if not all(is_strict(tool) for tool in tools):
            return _fault(400)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        match answer:
            case {"calls": calls}:
                whole = {"output": [_call(tools, *call) for call in calls], "status": answer.get("status", "completed")}
                return web.json_response(_response([], **whole))
            case {"numbers": _}:
                return web.json_response(_response([_text(json.dumps(answer))]))
            case int():
                return _fault(answer)
            case "hang":
                await self.closing.wait()
            case "malformed":
                return web.json_response(_response([_text('{"parts": [{"part": "title", "li')]))
            case "breaks off":
                gone = {"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}
                return web.json_response(_response([], **gone))
            case "refuse":
                return web.json_response(_response([{"type": "refusal", "refusal": "I can't help with that."}]))
            case "empty":
                return web.json_response(_response([]))
        return web.json_response(_response([_text(json.dumps({"parts": answer}))]))

    async def model(self, request: web.Request) -> web.StreamResponse:
        if request.headers["Authorization"] != f"Bearer {self.key}":
            return _fault(401)
        name = request.match_info["name"]
        if name not in self.models:
            return _fault(404)
        return web.json_response({"id": name, "object": "model", "created": 1, "owned_by": "loopback"})


@asynccontextmanager
async def openai_server() -> AsyncIterator[OpenAiServer]:
    """The server on 127.0.0.1, at its `url`."""
    server = OpenAiServer()
    app = web.Application()
    app.router.add_post("/v1/responses", server.respond)
    app.router.add_get("/v1/models/{name}", server.model)
    runner = web.AppRunner(app, handle_signals=False, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield server
    finally:
        server.closing.set()
        await runner.cleanup()


def is_strict(tool: Json) -> bool:
    """Whether OpenAI takes a tool: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas."""
    schema = tool["parameters"]
    return (
        bool(tool["strict"] and re.fullmatch("[a-zA-Z0-9_-]{1,64}", tool["name"]))
        and schema["additionalProperties"] is False
        and schema["required"] == list(schema["properties"])
        and all("type" in one for one in schema["properties"].values())
    )


def _call(tools: Sequence[Json], name: str, said: Json | str) -> Json:
    """A call as the model writes it: with all keys of its tool; a text is given as it is."""
    keys = next((tool["parameters"]["required"] for tool in tools if tool["name"] == name), [])
    arguments = said if isinstance(said, str) else json.dumps(dict.fromkeys(keys) | said)
    return {"id": "fc_1", "type": "function_call", "call_id": "c1", "name": name, "arguments": arguments}


def _text(text: str) -> Json:
    return {"type": "output_text", "text": text, "annotations": []}


def _response(content: Sequence[Json], **more: Any) -> Json:
    message = {"id": "msg_1", "type": "message", "role": "assistant", "status": "completed", "content": list(content)}
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1_790_000_000,
        "model": MODEL,
        "status": "completed",
        "output": [message] if content else [],
        "parallel_tool_calls": False,
        "tool_choice": "auto",
        "tools": [],
        "usage": {
            "input_tokens": 1000,
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens": 500,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": 1500,
        },
        **more,
    }


def _fault(status: int) -> web.Response:
    error = {"message": f"scripted {status}", "type": "scripted", "param": None, "code": None}
    return web.json_response({"error": error}, status=status)
