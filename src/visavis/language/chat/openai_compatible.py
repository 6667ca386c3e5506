"""Any service with OpenAI's protocol (OpenAI, Ollama, vLLM, LM Studio …), by pydantic-ai.

Answers are streamed, so that one that doesn't come to an end is cut off within its time, and checked against the shape
that was asked for: a wrong one is sent back once with what was wrong. Nothing is sent anywhere but to the service.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from visavis.kit.text import Text
from visavis.language.chat.addresses import check_address
from visavis.language.chat.connection import MODES, Connection, Mode
from visavis.language.chat.counting import count_tokens
from visavis.language.chat.engine import Prompt, PromptTooLong, Reply, Usage
from visavis.language.chat.spending import Ledger
from visavis.language.chat.troubles import SHAPE_REFUSED, model_slow, nonsense, told
from visavis.language.chat.wording import new_boundary, word_instructions, word_prompt

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from pydantic_ai import Agent
    from pydantic_ai.usage import RunUsage

T = TypeVar("T", bound=BaseModel)

ATTEMPTS = 2
"""How often the model may try to give the shape."""
_SHAPE_TOKENS = 1_000
"""What an answer's schema is reckoned as before it is known."""
_CONNECT_S = 10.0
_FIRST_WAIT_S = 0.5
_OPENAI = "api.openai.com"
_LOADING = threading.Lock()


def load_libraries() -> None:
    """Import what takes a second, by one thread at a time: the library's modules import each other in a circle, which
    breaks when two threads begin at once."""
    with _LOADING:
        import pydantic_ai.models.openai
        import pydantic_ai.profiles.openai
        import pydantic_ai.providers.openai  # noqa: F401 - kept loaded for the functions below


class OpenAiCompatible:
    """A ``Chat`` over one connection. ``ask`` blocks; call it from a thread without an event loop of its own."""

    def __init__(self, connection: Connection, ledger: Ledger) -> None:
        self._connection = connection
        self._ledger = ledger
        self.name = connection.name
        self.mode: Mode = connection.mode
        """How the service took the shape of the last answer."""

    def estimate(self, prompt: Prompt) -> Usage:
        """The most that asking this costs, both attempts at the shape counted."""
        return self._most(prompt, _SHAPE_TOKENS)

    def ask(self, prompt: Prompt, shape: type[T]) -> Reply[T]:
        """Raises ModelDown, ModelSlow, NonsenseReply, BudgetSpent; PromptTooLong and AddressRefused before sending."""
        check_address(self._connection.base_url, self._connection.local)
        schema_tokens = count_tokens(json.dumps(shape.model_json_schema(), ensure_ascii=False))
        self._check_length(prompt, schema_tokens)
        ticket = self._ledger.reserve(self._most(prompt, max(schema_tokens, _SHAPE_TOKENS)))
        load_libraries()  # before the time begins to count
        asking = _Asking(self._connection, prompt, shape, self.mode)
        try:
            value = asyncio.run(asking.answer())
        finally:
            self._ledger.settle(ticket, asking.usage())
        self.mode = asking.mode
        return Reply(value, asking.usage())

    def _most(self, prompt: Prompt, schema_tokens: int) -> Usage:
        given, answer = _input_tokens(prompt, schema_tokens), self._connection.most_output_tokens
        # the second attempt reads the first answer, too
        return self._connection.price(ATTEMPTS * given + (ATTEMPTS - 1) * answer, ATTEMPTS * answer)

    def _check_length(self, prompt: Prompt, schema_tokens: int) -> None:
        limit = self._connection.most_context_tokens
        wanted = _input_tokens(prompt, schema_tokens) + self._connection.most_output_tokens
        if wanted > limit:
            raise PromptTooLong(
                Text(
                    ko="글이 이 모델에는 너무 깁니다(약 {w}토큰, 한도 {l}토큰). "
                    "글을 줄이거나 연결의 한도를 올려 주세요.",
                    en="The text is too long for this model (about {w} tokens of {l}). Shorten it, or raise the "
                    "connection's limit.",
                ).fill(w=f"{wanted:,}", l=f"{limit:,}")
            )


def _input_tokens(prompt: Prompt, schema_tokens: int) -> int:
    boundary = new_boundary()
    return schema_tokens + count_tokens(word_instructions(boundary) + word_prompt(prompt, boundary))


@dataclass
class _Asking:
    """One question on its way, with what it has used so far, also when it fails."""

    connection: Connection
    prompt: Prompt
    shape: type[Any]
    mode: Mode
    started: bool = False
    heard: int = 0
    """Characters that came, whatever they were."""
    lost: int = 0
    """Tries whose answer broke off: the service may count them, and doesn't say so."""
    counted: RunUsage | None = None

    def usage(self) -> Usage:
        """As the service counted; by our own rule where it doesn't count, or broke off."""
        given = output = 0
        if self.counted is not None:
            given, output = self.counted.input_tokens, self.counted.output_tokens
        lost = self.lost + (self.started and not given)
        given += lost * _input_tokens(self.prompt, 0)
        if lost:
            output += -(-self.heard // 2)
        return self.connection.price(given, output)

    async def answer(self) -> Any:
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient, Timeout

        connection = self.connection
        # no redirects: they could lead where ``check_address`` never looked
        http = DefaultAsyncHttpxClient(follow_redirects=False, trust_env=not connection.local)
        async with AsyncOpenAI(
            base_url=connection.base_url,
            api_key=connection.key or "none",
            max_retries=connection.tries - 1,
            timeout=Timeout(connection.timeout_s, connect=_CONNECT_S),
            http_client=http,
        ) as client:
            client.organization = client.project = None  # the environment's are not for this service
            try:
                async with asyncio.timeout(connection.timeout_s):
                    return await self._through_modes(client)
            except TimeoutError as error:
                raise model_slow(connection) from error

    async def _through_modes(self, client: AsyncOpenAI) -> Any:
        from pydantic_ai.exceptions import ModelAPIError, ModelHTTPError, UnexpectedModelBehavior

        modes = MODES[MODES.index(self.mode) :]
        for mode in modes:
            self.mode = mode
            try:
                return await self._through_cuts(client)
            except ModelHTTPError as error:
                if error.status_code not in SHAPE_REFUSED or mode == modes[-1]:
                    raise told(error, self.connection) from error
            except ModelAPIError as error:
                raise told(error, self.connection) from error
            except UnexpectedModelBehavior as error:
                raise nonsense(self.connection) from error
        raise AssertionError(modes)

    async def _through_cuts(self, client: AsyncOpenAI) -> Any:
        """The client tries again when a request fails; an answer that breaks off midway is asked for again here."""
        from pydantic_ai.exceptions import ModelAPIError, ModelHTTPError

        for number in range(self.connection.tries):
            self.started = False
            try:
                return await self._once(client)
            except ModelHTTPError:
                raise
            except ModelAPIError:
                if not self.started or number + 1 == self.connection.tries:
                    raise
                self.lost += 1
                await asyncio.sleep(_FIRST_WAIT_S * 2**number)
        raise AssertionError(self.connection.tries)

    async def _once(self, client: AsyncOpenAI) -> Any:
        from pydantic_ai.usage import RunUsage

        if self.counted is None:
            self.counted = RunUsage()
        boundary = new_boundary()
        agent = _make_agent(client, self.connection, self.shape, self.mode, word_instructions(boundary))
        found = await agent.run(
            word_prompt(self.prompt, boundary), usage=self.counted, event_stream_handler=self._listen
        )
        return found.output

    async def _listen(self, _context: object, events: AsyncIterable[Any]) -> None:
        most = 16 * ATTEMPTS * self.connection.most_output_tokens
        async for event in events:
            self.started = True
            delta = getattr(event, "delta", None)
            piece = getattr(delta, "content_delta", None) or getattr(delta, "args_delta", None) or ""
            self.heard += len(piece) if isinstance(piece, str) else 0
            if self.heard > most:
                raise nonsense(self.connection)


def _make_agent(
    client: AsyncOpenAI, connection: Connection, shape: type[Any], mode: Mode, instructions: str
) -> Agent[None, Any]:
    from pydantic_ai import Agent, ModelSettings, NativeOutput, PromptedOutput, ToolOutput
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.openai import OpenAIProvider

    profile = OpenAIModelProfile(
        supports_json_schema_output=True,
        supports_json_object_output=False,
        # the newer name of the limit is OpenAI's own; the others know the older one
        openai_chat_supports_max_completion_tokens=connection.host == _OPENAI,
    )
    model = OpenAIChatModel(connection.model, provider=OpenAIProvider(openai_client=client), profile=profile)
    output: Any = {"schema": NativeOutput, "tool": ToolOutput, "prompt": PromptedOutput}[mode](shape)
    return Agent(
        model,
        output_type=output,
        retries=ATTEMPTS - 1,
        instructions=instructions,
        model_settings=ModelSettings(max_tokens=connection.most_output_tokens),
    )
