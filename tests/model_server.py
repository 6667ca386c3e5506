"""A language model's service as far as the wire goes: real HTTP on loopback, OpenAI's protocol, streamed and not.

It thinks nothing: a test says beforehand what it shall answer, and how it shall misbehave.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PIECE = 12
"""Characters in each streamed piece."""


@dataclass(frozen=True)
class Says:
    """An answer. ``value`` is sent as JSON, in whatever way the request asked for; a string is sent as it is."""

    value: object
    input_tokens: int | None = 100
    output_tokens: int = 20
    wait_s: float = 0.0
    between_s: float = 0.0
    cut_after: int | None = None
    """The connection breaks after this many pieces."""

    @property
    def text(self) -> str:
        return self.value if isinstance(self.value, str) else json.dumps(self.value, ensure_ascii=False)


@dataclass(frozen=True)
class Refuses:
    """An HTTP error."""

    status: int
    message: str = "no"
    headers: dict[str, str] = field(default_factory=dict)


Step = Says | Refuses
Body = dict[str, Any]


class ModelServer:
    """What is asked lies in ``requests`` (bodies) and ``keys`` (what stood behind *Bearer*), in order.

    ``script`` is worked off first; then ``otherwise`` answers: a step, or a function of the request's body.
    """

    def __init__(self) -> None:
        self.script: deque[Step] = deque()
        self.otherwise: Step | Callable[[Body], Step] = Refuses(500, "nothing to say")
        self.requests: list[Body] = []
        self.keys: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.without_schema = False
        """Refuses ``response_format``, as older services do."""
        self.without_tools = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def then(self, *steps: Step) -> None:
        """Answer like this next."""
        self.script.extend(steps)

    def prompt(self, number: int = -1) -> str:
        """All that was said to the model in one request, instructions first."""
        return "\n".join(_text_of(message) for message in self.requests[number]["messages"])

    def step_for(self, body: Body) -> Step:
        if self.without_schema and "response_format" in body:
            return Refuses(400, "response_format is not supported")
        if self.without_tools and body.get("tools"):
            return Refuses(400, "tools are not supported")
        if self.script:
            return self.script.popleft()
        return self.otherwise(body) if callable(self.otherwise) else self.otherwise

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """A running service that is gone afterwards."""
    server = ModelServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _text_of(message: Body) -> str:
    content = message.get("content")
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content or ())


def _handler(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.requests.append(body)
            server.keys.append(self.headers.get("Authorization", "").removeprefix("Bearer "))
            server.headers.append(dict(self.headers))
            step = server.step_for(body)
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the other side had enough
                _answer(self, body, step)

        def log_message(self, *args: object) -> None:
            pass

    return Handler


def _answer(handler: BaseHTTPRequestHandler, body: Body, step: Step) -> None:
    if isinstance(step, Refuses):
        _send(handler, step.status, {"error": {"message": step.message, "type": "error"}}, step.headers)
        return
    time.sleep(step.wait_s)
    if body.get("stream"):
        _stream(handler, body, step)
    else:
        _send(handler, 200, _whole(body, step), {})


def _send(handler: BaseHTTPRequestHandler, status: int, value: object, headers: dict[str, str]) -> None:
    sent = json.dumps(value).encode()
    handler.send_response(status)
    for name, text in ({"Content-Type": "application/json", "Content-Length": str(len(sent))} | headers).items():
        handler.send_header(name, text)
    handler.end_headers()
    handler.wfile.write(sent)


def _stream(handler: BaseHTTPRequestHandler, body: Body, step: Says) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for number, chunk in enumerate(_chunks(body, step)):
        if number == step.cut_after:
            handler.wfile.flush()
            handler.connection.close()
            return
        _write_chunk(handler, f"data: {json.dumps(chunk)}\n\n".encode())
        time.sleep(step.between_s)
    _write_chunk(handler, b"data: [DONE]\n\n")
    handler.wfile.write(b"0\r\n\r\n")


def _write_chunk(handler: BaseHTTPRequestHandler, data: bytes) -> None:
    handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
    handler.wfile.flush()


def _chunks(body: Body, step: Says) -> Iterator[Body]:
    base = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": body["model"]}
    tool = _tool(body)
    pieces = [step.text[at : at + PIECE] for at in range(0, len(step.text), PIECE)]
    for number, piece in enumerate(pieces):
        delta = _tool_delta(tool, piece, first=number == 0) if tool else {"role": "assistant", "content": piece}
        yield base | {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
    yield base | {"choices": [{"index": 0, "delta": {}, "finish_reason": "tool_calls" if tool else "stop"}]}
    if step.input_tokens is not None and body.get("stream_options", {}).get("include_usage"):
        yield base | {"choices": [], "usage": _usage(step)}


def _tool(body: Body) -> str | None:
    """The tool that an answer goes through: services that are told to answer by a tool call the first."""
    tools = body.get("tools") or ()
    return tools[0]["function"]["name"] if tools else None


def _tool_delta(tool: str, piece: str, first: bool) -> Body:
    head = {"id": "call_1", "type": "function"} if first else {}
    function = {"arguments": piece} | ({"name": tool} if first else {})
    return {"tool_calls": [{"index": 0, **head, "function": function}]}


def _whole(body: Body, step: Says) -> Body:
    tool = _tool(body)
    message: Body = {"role": "assistant", "content": step.text}
    if tool:
        call = {"id": "call_1", "type": "function", "function": {"name": tool, "arguments": step.text}}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
    finish = "tool_calls" if tool else "stop"
    whole: Body = {"id": "c1", "object": "chat.completion", "created": 1, "model": body["model"]}
    whole |= {"choices": [{"index": 0, "message": message, "finish_reason": finish}]}
    return whole | ({"usage": _usage(step)} if step.input_tokens is not None else {})


def _usage(step: Says) -> Body:
    given = step.input_tokens or 0
    return {
        "prompt_tokens": given,
        "completion_tokens": step.output_tokens,
        "total_tokens": given + step.output_tokens,
    }
