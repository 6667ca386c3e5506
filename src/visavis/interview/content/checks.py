"""What is looked for in an answer, by its shape, and the points of each by a fixed rule."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visavis.interview.content.engine import (
    ELEMENTS,
    Check,
    Content,
    Element,
    Length,
    Quote,
    Relevance,
    Shape,
    Spoken,
)
from visavis.interview.content.wording import (
    ADVICE,
    BY_SHAPE,
    CHECKS,
    HEADLINES,
    NOT_READ,
    OFF_TOPIC,
    PLAN_CHECKS,
    STOCK_REASON,
)
from visavis.kit.text import Text
from visavis.language import Transcript

_TOLERANCE = 0.25
"""How far an estimated length may lie outside and still count as within."""
_FEW_FILLERS = 5.0
"""In 100 words; a convention of coaching firms."""
_ORDER = ("relevance", "result", "action", "specific", "task", "reason", "example", "situation", "length")
"""Which missing thing is told first."""
MOST_ADVICE = 3
DELIVERY = frozenset({"length", "fillers", "repetition"})
"""The checks of how it is said; the others are of what is said."""
_STORY: dict[Element, int] = {"situation": 1, "task": 1, "action": 2, "result": 2}


@dataclass(frozen=True)
class Found:
    """What one answer holds, before it is put into words."""

    relevance: Relevance
    elements: dict[Element, tuple[Quote, ...]]
    reasons: tuple[Quote, ...]
    examples: tuple[Quote, ...]
    claims: tuple[Quote, ...]
    numbers: tuple[Quote, ...]
    names: tuple[Quote, ...]
    vague: tuple[Quote, ...]
    length: Length
    counted: Transcript
    fillers: tuple[Quote, ...]
    has_stock_reason: bool = False
    """Of the reasons to apply, only such as any employer could be given."""
    usual_s: tuple[int, int] = (60, 120)
    """The usual length of such an answer."""
    says_we: bool = False
    """More often *we* than *I*."""


def check_all(spoken: Spoken, shape: Shape, found: Found) -> tuple[Check, ...]:
    """Relevance, structure, specificity, length, fillers, repetition."""
    facts = (*found.numbers, *found.names)
    checks = (
        _relevance(found.relevance),
        *_structure(shape, found),
        _check("specific", len(facts) >= 2, min(2, len(facts)), 2, facts),
        _length(found.usual_s, found.length),
        *_delivery(spoken, found),
    )
    return tuple(replace(c, advice=_advice(c.key, shape, found)) if c.met is False else c for c in checks)


def check_nothing(shape: Shape) -> tuple[Check, ...]:
    """The same list for what is no answer: nothing was looked at, and nothing gives points."""
    titles = CHECKS | PLAN_CHECKS if shape == "plan" else CHECKS
    return tuple(Check(key, titles[key][0], None, NOT_READ, 0, 1) for key in _keys(shape))


def rechecked(content: Content, relevance: Relevance, elements: dict[Element, tuple[Quote, ...]]) -> tuple[Check, ...]:
    """The content's checks with another reading of relevance and structure; the points follow by the same rule."""
    told = {str(key): quotes for key, quotes in elements.items()} if content.shape in ("story", "plan") else {}

    def again(check: Check) -> Check:
        if check.key == "relevance":
            return _relevance(relevance)
        return _part(check.key, told[check.key], check.of, content.shape) if check.key in told else check

    return tuple(again(check) for check in content.checks)


def headline_of(relevance: Relevance, checks: tuple[Check, ...]) -> Text:
    """How much of what was looked for is there; never that for an answer beside the question."""
    if relevance.level == "off":
        return OFF_TOPIC
    met = sum(check.met is True for check in checks)
    return HEADLINES["answer"].fill(m=met, n=sum(check.met is not None for check in checks))


def advice_of(checks: tuple[Check, ...]) -> tuple[Text, ...]:
    """At most three things to add, the most useful first."""
    unmet = sorted((check for check in checks if check.advice is not None), key=lambda check: _rank(check.key))
    return tuple(check.advice for check in unmet[:MOST_ADVICE] if check.advice is not None)


def _advice(key: str, shape: Shape, found: Found) -> Text:
    """In the words that fit this answer: its vague words are quoted, and *we* is only named where it is said."""
    if key == "length":
        more = "short" if shape == "story" else "short_other"
        return ADVICE[more if found.length.seconds < found.usual_s[0] else "long"]
    if shape == "plan" and f"{key}_plan" in ADVICE:
        return ADVICE[f"{key}_plan"]
    if key == "reason" and found.has_stock_reason:
        return ADVICE["reason_stock"]
    if key == "action" and found.says_we:
        return ADVICE["action_we"]
    if key == "specific" and found.vague:
        said = dict.fromkeys(quote.text for quote in found.vague)
        return Text(
            ko=ADVICE["specific_vague"].ko.format(w=", ".join(f"‘{one}’" for one in list(said)[:2])),
            en=ADVICE["specific_vague"].en.format(w=" or ".join(f"“{one}”" for one in list(said)[:2])),
        )
    return ADVICE[key]


def _rank(key: str) -> int:
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)


def _keys(shape: Shape) -> tuple[str, ...]:
    parts: dict[Shape, tuple[str, ...]] = {
        "story": ELEMENTS,
        "plan": ("action", "reason", "result"),
        "closing": ("reason",),
    }
    return ("relevance", *parts.get(shape, ("reason", "example")), "specific", "length")


def _relevance(relevance: Relevance) -> Check:
    level = relevance.level
    points = {"on": 3, "partly": 2, "off": 0, None: 0}[level]
    check = _check("relevance", None if level is None else level != "off", points, 3)
    return replace(check, why=BY_SHAPE) if relevance.is_by_shape else check


def _structure(shape: Shape, found: Found) -> tuple[Check, ...]:
    if shape == "story":
        return tuple(_part(element, found.elements[element], _STORY[element]) for element in ELEMENTS)
    if shape == "plan":
        steps = _part("action", found.elements["action"], 2, shape)
        ends = _part("result", found.elements["result"], 1, shape)
        return (steps, _part("reason", found.reasons, 1), ends)
    if shape == "closing":
        return (_part("reason", found.reasons, 1),)
    reason = _part("reason", found.reasons, 2)
    if not found.reasons and found.has_stock_reason:
        reason = replace(reason, why=STOCK_REASON)
    return (reason, _part("example", found.examples, 2))


def _part(key: str, quotes: tuple[Quote, ...], points: int, shape: Shape = "story") -> Check:
    check = _check(key, bool(quotes), points if quotes else 0, points, quotes)
    if shape != "plan" or key not in PLAN_CHECKS:
        return check
    title, yes, no = PLAN_CHECKS[key]
    return replace(check, title=title, why=yes if quotes else no)


def _length(usual: tuple[int, int], length: Length) -> Check:
    low, high = usual
    slack = _TOLERANCE if length.is_estimated else 0.0
    within = low * (1 - slack) <= length.seconds <= high * (1 + slack)
    # half of the usual length is still an answer
    points = 2 if within else 1 if length.seconds >= low / 2 else 0
    return _check("length", within, points, 2, s=f"{length.seconds:.0f}", a=low, b=high)


def _delivery(spoken: Spoken, found: Found) -> tuple[Check, ...]:
    rate = found.counted.fillers_per_100_words
    few = None if not spoken.counts_fillers or rate is None else rate < _FEW_FILLERS
    asked = spoken.question.lower()
    repeated = [one for one in found.counted.repeated if one.word.removesuffix("다") not in asked]
    said = ", ".join(f"‘{one.word}’ ×{one.count}" for one in repeated[:4])
    return (
        _check("fillers", few, int(few or 0), 1, found.fillers),
        _check("repetition", not repeated, int(not repeated), 1, w=said),
    )


def _check(key: str, met: bool | None, points: int, of: int, quotes: tuple[Quote, ...] = (), **values: object) -> Check:
    title, yes, no = CHECKS[key]
    if met is None:
        return Check(key, title, None, _NOT_TOLD[key], 0, of)
    return Check(key, title, met, (yes if met else no).fill(**values), points, of, quotes)


_NOT_TOLD = {
    "relevance": Text(
        ko="질문과 답변의 언어가 다르거나 질문이 짧아 볼 수 없습니다.",
        en="Question and answer are in different languages, or the question says too little.",
    ),
    "fillers": Text(
        ko="적었거나 인식기가 받아쓴 글에는 군말이 없어 셀 수 없습니다.",
        en="Typed and recognised texts leave fillers out, so they can't be counted.",
    ),
}
