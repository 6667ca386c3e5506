"""Words of a text: whether it holds any, and where a quotation may begin and end so that nothing hangs in the air."""

from __future__ import annotations

import re
from collections.abc import Sequence

_GOES_ON = re.compile(
    r"(?:기반|관련|대상|중심|위주|전용|수준|방식|형태|이용|활용|대비|이상|이하|미만|내외|전후|정도|가량|규모|등|및|또는|그리고|혹은)"
    r"|[가-힣]{0,3}짜리"
)
"""What belongs to the noun or number before it, always."""
_COUNTER = re.compile(
    r"(?:개|명|건|번|회|대|장|권|곳|년|개월|주|일|시간|분|초|원|배|점|퍼센트|percent|%)(?:의|간|째|치|당|씩|을|를|이|가|은|는)?",
    re.IGNORECASE,
)
"""What belongs to a number, where one stands before it."""
_NUMBER = re.compile(
    r"[^\d\s]{0,3}\d[\d.,]*(?:만|억|천|백)?|(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무|서른|여러|몇|수십|수백|수천|백|천|만|억)"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|thousand|million)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:and|or|but|nor|of|to|by|with|for|in|on|at|from|than|that|which|while|who|where|when|into|as|so|because|through|"
    r"during|after|before|until|within|without|across|between)",
    re.IGNORECASE,
)
_WAITS = re.compile(
    r"(?:a|an|the|our|my|their|its|this|each|every|is|was|were|be|been|has|had|have|및|또는|그리고|혹은|[가-힣]+의)",
    re.IGNORECASE,
)
"""What waits for the word behind it, as a link does."""
_CLAUSE_END = re.compile(r".*(?:[,;]|[가-힣](?:고|며|(?<!에)서|여|해|지만|는데|다|음|함|임))")
_PART_END = re.compile(r".*[가-힣](?:을|를|에|에서|로|으로|은|는|와|과)")


def letters_of(text: str) -> frozenset[str]:
    """The different letters of a text, in any script; lone Korean ones (ㅋㅋ) make no words."""
    return frozenset(c for c in text.casefold() if c.isalpha() and not "ㄱ" <= c <= "ㆎ")


def from_whole(words: Sequence[str], before: str = "") -> list[str]:
    """The words without those at the beginning that belong to one that isn't among them; ``before`` stood before."""
    rest = list(words)
    while rest and (_GOES_ON.fullmatch(rest[0]) or (_COUNTER.fullmatch(rest[0]) and _NUMBER.fullmatch(before))):
        before = rest.pop(0)
    return rest


def begins_anew(words: Sequence[str], at: int) -> int:
    """How well a quotation of a sentence begins with word ``at``: 2 with the sentence or a clause, 0 in the midst of
    what belongs together."""
    if at == 0:
        return 2
    before, first = words[at - 1], words[at]
    if (
        _LINK.fullmatch(first)
        or not from_whole([first], before)
        or _NUMBER.fullmatch(before)
        or _WAITS.fullmatch(before)
    ):
        return -1
    if _CLAUSE_END.fullmatch(before) or before.lower() in ("and", "but", "which", "that", "to"):
        return 2
    return 1 if _LINK.fullmatch(before) or _PART_END.fullmatch(before) else 0


def ends_whole(words: Sequence[str], at: int) -> int:
    """How well it ends with word ``at``, likewise."""
    last = words[at].rstrip(",;")
    if at == len(words) - 1:
        return 2
    if _LINK.fullmatch(last) or _WAITS.fullmatch(last) or _NUMBER.fullmatch(last):
        return -1
    if _CLAUSE_END.fullmatch(words[at]):
        return 2
    return 1 if _LINK.fullmatch(words[at + 1]) else 0
