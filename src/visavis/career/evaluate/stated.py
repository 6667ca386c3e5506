"""How much an item may hold, where its question says so: "(1,000자 이내)", "[공백 제외 500~700자]", "300 words"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from visavis.career.writing.counting import Limit, Measure

Unit = Measure | Literal["words"]
FEWEST = 50
"""A smaller number is no limit: 제3자."""
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,5})(?:\s?천)?"
_LETTERS = r"(?:글자|자(?!리|격|료|기|신|원|산|동)|characters?|chars?)"
_AMOUNT = re.compile(
    rf"(?:(?P<from>{_NUMBER})\s?(?:{_LETTERS}|words?|bytes?)?\s?[~∼～–-]\s?)?(?<![\d,])(?P<n>{_NUMBER})\s?"
    rf"(?P<unit>{_LETTERS}|바이트|bytes?|단어|words?)",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(r"(?:최소|at least|minimum(?: of)?|min\.?)\s*$", re.IGNORECASE)
_OR_MORE = re.compile(r"\s*(?:이상|or more|minimum)", re.IGNORECASE)
_ABOUT = re.compile(r"내외|안팎|정도|about|around|approximately|circa", re.IGNORECASE)
_WITHOUT = re.compile(
    r"(?:공백|띄어쓰기|빈칸)\s*(?:은|는|을|를)?\s*(?:미\s?포함|불\s?포함|제외|빼)|"
    r"(?:without|excluding|excl\.?|no) spaces",
    re.IGNORECASE,
)
_REST = re.compile(
    r"공백|띄어쓰기|미?\s?포함|제외|이내|이하|미만|이상|내외|안팎|정도|최대|최소|한글|기준|글자\s?수|제한|분량|작성|"
    r"(?:with|without|including|excluding) spaces|spaces|max(?:imum)?|min(?:imum)?|up to|at (?:most|least)|limit|about",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Stated:
    """At most and at least so much, in ``unit``; one of them may be None. ``is_about``: a tenth more is no matter."""

    most: int | None
    least: int | None
    unit: Unit
    is_about: bool = False


def stated_by(limit: Limit) -> Stated:
    """The limit that was set for an item written here."""
    return Stated(limit.most, None, limit.measure)


def read_stated(question: str) -> Stated | None:
    """What the words of a question allow; None where they say nothing about it."""
    text = unicodedata.normalize("NFKC", question)
    amounts = list(_amounts(text))
    if not amounts:
        return None
    unit = amounts[0][2]
    most = [high for _, high, one in amounts if one == unit and high]
    least = [low for low, _, one in amounts if one == unit and low]
    return Stated(most[0] if most else None, least[0] if least else None, unit, bool(_ABOUT.search(text)))


def is_note(line: str) -> bool:
    """Whether a line says the limit and nothing else."""
    text = unicodedata.normalize("NFKC", line)
    rest = _REST.sub("", _AMOUNT.sub("", text))
    return read_stated(line) is not None and not any(char.isalnum() for char in rest)


def _amounts(text: str) -> Iterator[tuple[int | None, int | None, Unit]]:
    for found in _AMOUNT.finditer(text):
        number, unit = _value(found["n"]), _unit(found["unit"], text)
        if number < FEWEST:
            continue
        low = _value(found["from"]) if found["from"] else None
        if _AT_LEAST.search(text[: found.start()]) or _OR_MORE.match(text, found.end()):
            yield number, None, unit
        else:
            yield low if low and low < number else None, number, unit


def _value(written: str) -> int:
    number = int(re.sub(r"\D", "", written))
    return 1000 * number if "천" in written else number


def _unit(written: str, text: str) -> Unit:
    bare = written.lower()
    if bare.startswith(("byte", "바이트")):
        return "utf8_bytes" if re.search("utf", text, re.IGNORECASE) else "euc_kr_bytes"
    if bare.startswith(("word", "단어")):
        return "words"
    return "without_spaces" if _WITHOUT.search(text) else "with_spaces"
