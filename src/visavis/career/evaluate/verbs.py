"""Verbs of doing against verbs of being there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from visavis.career.evaluate.engine import Document, Part, Remark, Verdict
from visavis.career.evaluate.lists import verbs
from visavis.career.evaluate.parts import make_part
from visavis.career.evaluate.text import Piece
from visavis.career.resume.values import Span
from visavis.kit.text import Language, Text

MOST_REMARKS = 6
_WEAK = Text(
    ko="'{v}'은(는) 함께 있었다는 것만 말합니다. 직접 한 일이 무엇인지 동사로 쓰세요.",
    en="'{v}' says that you were there, not what you did.",
)
_INNER = Text(
    ko="'{v}'은(는) 생각이나 느낌, 마음가짐을 말합니다. 그래서 무엇을 했는지 동사로 쓰세요.",
    en="'{v}' says what you thought, felt or tried; say what you then did.",
)
_WEAK_MEND = Text(
    ko="제가 맡은 부분은 ___이고, ___을(를) ___했습니다 — 빈칸에 직접 한 일을 채워 주세요.",
    en="I ___ (what you did) ___ (to what), so that ___ — fill in what you did yourself.",
)
_STRONG = Text(ko="'{v}': 한 일을 드러내는 동사입니다.", en="'{v}': a verb that says what was done.")
_NONE = Text(
    ko="한 일을 드러내는 동사를 찾지 못했습니다. 무엇을 만들고, 바꾸고, 풀었는지 쓰세요.",
    en="No verb of doing was found. Say what you made, changed or solved.",
)


@dataclass(frozen=True)
class Verb:
    quote: str
    span: Span
    sentence: Piece
    is_inner: bool = False
    """Whether it tells of a thought or a feeling."""


def judge_verbs(document: Document, sentences: Iterable[Piece]) -> Part:
    """The share of strong verbs among all of the lists."""
    weak, strong = find_verbs(sentences, document.language)
    if not weak and not strong:
        return make_part("verbs", document.kind, 0.0, [Remark("mend", _NONE)])
    remarks = [_remark("mend", _INNER if one.is_inner else _WEAK, one, _WEAK_MEND) for one in weak[:MOST_REMARKS]]
    remarks += [_remark("good", _STRONG, one) for one in strong[:2]]
    return make_part("verbs", document.kind, len(strong) / (len(strong) + len(weak)), remarks)


def find_verbs(sentences: Iterable[Piece], language: Language) -> tuple[list[Verb], list[Verb]]:
    """Weak and strong ones, each once a sentence; a strong one covers a weak one, which covers an inner one."""
    weak_pattern, inner_pattern, strong_pattern = _patterns(language)
    weak: list[Verb] = []
    strong: list[Verb] = []
    for sentence in sentences:
        if rich := strong_pattern.search(sentence.text):
            strong.append(_verb(sentence, rich))
        elif poor := weak_pattern.search(sentence.text):
            weak.append(_verb(sentence, poor))
        elif inner := inner_pattern.search(sentence.text):
            weak.append(_verb(sentence, inner, is_inner=True))
    return weak, strong


def is_about_work(sentence: Piece, language: Language) -> bool:
    """Whether the sentence has a verb of any list."""
    return any(pattern.search(sentence.text) for pattern in _patterns(language))


def _verb(sentence: Piece, found: re.Match[str], is_inner: bool = False) -> Verb:
    start = sentence.span.start + found.start()
    return Verb(found[0], Span(start, start + len(found[0])), sentence, is_inner)


def _remark(verdict: Verdict, text: Text, verb: Verb, suggestion: Text | None = None) -> Remark:
    return Remark(verdict, text.fill(v=verb.quote), verb.sentence.text, verb.sentence.span, suggestion)


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Those of weak, of inner and of strong verbs."""
    book = verbs(language)
    if language == "en":
        return _english(book["weak"]), _english(book["inner"]), _english(book["strong"])
    return (
        _korean(book["weak"], book["weak_nouns"]),
        _korean(book["inner"], book["inner_nouns"]),
        _korean(book["strong"], book["strong_nouns"]),
    )


def _english(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(words)})\b", re.IGNORECASE)


def _korean(stems: list[str], nouns: list[str]) -> re.Pattern[str]:
    """Stems with their endings, so that the quote is a whole word; nouns as verbs, or where a line or clause ends."""
    as_verb, at_end = r"(?:했|하|해|함|한)[가-힣]*", r"(?=\s*(?:$|[.,;)(/·]))"
    return re.compile(rf"(?:{_any(stems)})[가-힣]*|(?:{_any(nouns)})(?:{as_verb}|{at_end})")


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
