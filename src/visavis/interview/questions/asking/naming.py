"""Names as a question may hold them, and what of an entry could already be an answer."""

from __future__ import annotations

import re

LONGEST_NAME = 60
_ABBREVIATION = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Univ|Dept|Dr|Prof|St|No|[A-Z])\.")
_STOP = re.compile(r"[.!?。][\"'”’)]*(?:\s|$)|[가-힣](?:니다|하라|시오|세요)$")
_QUOTED = re.compile(r"(?<!\w)['‘\"“]([^'’\"”]+)['’\"”]")
_LONE = re.compile(r"(?<!\w)['‘’\"“”]|['‘’\"“”](?!\w)")
_TWO_STOPS = re.compile(r"(?<!\.)\.([’”'\"]?)\.(?!\.)")
_FIGURE = re.compile(
    r"(?<![\d.])(?!(?:19|20)\d\d(?!\d))\d|[한두세네다섯여섯열]\s?(?:배|명|건|개월)|\b(?:half|twice|doubled|tripled)\b"
)
_COULD_BE: dict[str, re.Pattern[str]] = {
    "result": re.compile(
        r"결과|성과|수상|출시|달성|완료|배포했|개선|향상|단축|절감|줄[었였]|늘[었렸]|높[아였]|증가|감소|"
        r"\b(?:result\w*|launch\w*|shipped|won|award\w*|reduc\w+|improv\w+|increas\w+|grew|cut|sav(?:ed|ing)|"
        r"released|reached|published)\b",
        re.IGNORECASE,
    ),
    "why": re.compile(
        r"위해|위한|때문|이유|배경|계기|싶[었어]|불편|문제를|"
        r"\b(?:because|in order to|so that|to solve|needed|wanted)\b",
        re.IGNORECASE,
    ),
    "limits": re.compile(
        r"한계|아쉬|부족|못했|어려웠|개선할|\b(?:limit\w*|could not|couldn't|unsolved|lack\w*|however)\b", re.IGNORECASE
    ),
    "role": re.compile(
        r"역할|담당|맡[아았은]|제가|저는|주도|혼자|\b(?:I|my|led|lead|responsible|in charge|role|alone|solo)\b"
    ),
}


def is_name(text: str) -> bool:
    """Whether a text can be spoken as a name: not too long, and no sentence."""
    bare = _ABBREVIATION.sub(lambda found: found[0][:-1], text.strip())
    return 1 < len(bare) <= LONGEST_NAME and _STOP.search(bare) is None


def unquoted(text: str) -> str:
    """Without quotes of its own, since the question puts it into some; apostrophes within words stay.

    >>> unquoted("캠퍼스 중고거래 '마켓U'")
    '캠퍼스 중고거래 마켓U'
    """
    return _LONE.sub("", _QUOTED.sub(r"\1", text))


def with_single_stops(text: str) -> str:
    """'… at Acme Inc..' ends once."""
    return _TWO_STOPS.sub(r".\1", text)


def could_be(part: str, told: str) -> bool:
    """Whether something in what an entry tells could be its result, reason, limits or role, in whatever words."""
    return _COULD_BE[part].search(told) is not None or (part == "result" and _FIGURE.search(told) is not None)
