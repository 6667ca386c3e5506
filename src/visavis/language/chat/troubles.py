"""What goes wrong with a service, told to the user. What it answered isn't passed on: it may hold the key, and an
address inside this network mustn't be read through us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visavis.kit.text import Text
from visavis.language.chat.connection import Connection
from visavis.language.chat.engine import ModelDown, ModelSlow, NonsenseReply

if TYPE_CHECKING:
    from pydantic_ai.exceptions import ModelAPIError

SHAPE_REFUSED = frozenset({400, 415, 422, 501})
"""How services answer to a way of asking that they don't know."""

_BY_STATUS = {
    401: Text(
        ko="{n}이(가) 키를 받아들이지 않습니다. 내 페이지의 '언어 모델'에서 키를 확인해 주세요.",
        en="{n} doesn't accept the key. Check it under Language models on your page.",
    ),
    402: Text(
        ko="{n}의 잔액이 부족하다고 합니다. 서비스의 결제 상태를 확인해 주세요.",
        en="{n} asks for payment. Check your account with the service.",
    ),
    404: Text(
        ko="{n}: 그 주소에 그런 모델이 없습니다. 모델 이름과 주소(보통 /v1로 끝남)를 확인해 주세요.",
        en="{n}: there is no such model at this address. Check its name, and the address (it mostly ends in /v1).",
    ),
    429: Text(
        ko="{n}이(가) 지금은 요청을 더 받지 않습니다. 잠시 뒤에 다시 해 보거나 사용 한도를 확인해 주세요.",
        en="{n} takes no more requests now. Try again later, or check your limit with the service.",
    ),
}
_REFUSED = Text(
    ko="{n}이(가) 요청을 거절했습니다(HTTP {s}). 모델 이름과 설정을 확인해 주세요.",
    en="{n} refused the request (HTTP {s}). Check the model's name and the settings.",
)
_BROKEN = Text(
    ko="{n} 쪽에 문제가 있습니다(HTTP {s}). 잠시 뒤에 다시 해 주세요.",
    en="{n} has trouble of its own (HTTP {s}). Try again later.",
)
_UNREACHABLE = Text(
    ko="{n}에 연결할 수 없거나 연결이 끊겼습니다. 서비스가 켜져 있는지, 주소가 맞는지 확인해 주세요.",
    en="{n} can't be reached, or the connection broke. Check that the service runs and that the address is right.",
)


def told(error: ModelAPIError, connection: Connection) -> ModelDown:
    """What became of a request that failed for good."""
    status: int | None = getattr(error, "status_code", None)
    if status is None:
        return ModelDown(_UNREACHABLE.fill(n=connection.name))
    general = _REFUSED if status < 500 else _BROKEN
    return ModelDown(_BY_STATUS.get(401 if status == 403 else status, general).fill(n=connection.name, s=status))


def model_slow(connection: Connection) -> ModelSlow:
    return ModelSlow(
        Text(
            ko="{n}이(가) {t}초 안에 답하지 못했습니다. "
            "글을 줄이거나, 더 작은 모델을 쓰거나, 연결의 시간을 늘려 주세요.",
            en="{n} didn't answer within {t} seconds. Shorten the text, use a smaller model, or give the connection "
            "more time.",
        ).fill(n=connection.name, t=f"{connection.timeout_s:g}")
    )


def nonsense(connection: Connection) -> NonsenseReply:
    return NonsenseReply(
        Text(
            ko="{n}의 답을 쓸 수 없습니다(정해진 형식이 아님). 다시 해 보거나 다른 모델을 연결해 주세요.",
            en="{n} gave no usable answer (never in the form that was asked for). Try again, or connect another model.",
        ).fill(n=connection.name)
    )
