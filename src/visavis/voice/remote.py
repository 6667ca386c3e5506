"""What engines behind HTTP share: the client, and what goes wrong on the way in words for the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from visavis.engines.services import Service
from visavis.kit.errors import Failed, Unavailable
from visavis.kit.text import Text

if TYPE_CHECKING:
    from openai import OpenAI

_TRIES_AGAIN = 1


class ServiceDown(Unavailable):
    """The service can't be reached, refuses the key, or answers with an error."""


class ServiceSlow(Unavailable):
    """The service didn't answer within its time."""


class ServiceNonsense(Failed):
    """What the service sent isn't what was asked for."""


def not_connected(variable: str, what: Text) -> Text:
    """The why-not of a remote engine that nobody has connected."""
    return Text(
        ko=f"{what.ko} 연결되어 있지 않습니다. {variable}에 서버 주소를 적고 다시 시작해 주세요.",
        en=f"No {what.en} is connected. Set {variable} and start again.",
    )


@contextmanager
def calling(service: Service) -> Iterator[OpenAI]:
    """A client of a service that speaks OpenAI's protocol. Raises ServiceDown or ServiceSlow."""
    import openai

    key = service.key or "none"  # local services want none, the client insists
    with openai.OpenAI(
        base_url=service.url, api_key=key, timeout=service.timeout_s, max_retries=_TRIES_AGAIN
    ) as client:
        try:
            yield client
        except openai.APITimeoutError as error:
            raise slow(service) from error
        except openai.APIConnectionError as error:
            raise down(service, str(error.__cause__ or error)) from error
        except openai.APIStatusError as error:
            raise down(service, f"HTTP {error.status_code}") from error
        except openai.OpenAIError as error:
            raise down(service, type(error).__name__) from error


def slow(service: Service) -> ServiceSlow:
    return ServiceSlow(
        Text(
            ko="{h} 서비스가 {s}초 안에 답하지 않았습니다. 잠시 후 다시 시도하거나 다른 엔진을 골라 주세요.",
            en="The service at {h} didn't answer within {s} s. Try again in a moment, or choose another engine.",
        ).fill(h=service.host, s=round(service.timeout_s))
    )


def down(service: Service, why: str) -> ServiceDown:
    return ServiceDown(
        Text(
            ko="{h} 서비스를 쓸 수 없습니다({w}). 주소와 키를 확인하거나 다른 엔진을 골라 주세요.",
            en="The service at {h} can't be used ({w}). Check its address and key, or choose another engine.",
        ).fill(h=service.host, w=why[:120])
    )


def nonsense(service: Service) -> ServiceNonsense:
    return ServiceNonsense(
        Text(
            ko="{h} 서비스가 보낸 답을 읽을 수 없습니다. 주소와 모델 이름을 확인해 주세요.",
            en="What the service at {h} sent can't be read. Check its address and the name of the model.",
        ).fill(h=service.host)
    )
