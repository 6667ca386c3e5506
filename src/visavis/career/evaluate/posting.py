"""A posting's terms, and where the document has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from visavis.career.evaluate.engine import Document, Match, Matched, Missing, Part, Remark
from visavis.career.evaluate.lists import skills
from visavis.career.evaluate.parts import make_part
from visavis.career.evaluate.text import lines_of
from visavis.career.resume.values import Span
from visavis.kit.text import Text
from visavis.language.english import STOP
from visavis.language.korean import kiwi

MOST_TERMS = 30
_NOUNS = {"NNG", "NNP", "SL"}
_EVERY_POSTING = """
자격 요건 우대 사항 업무 담당 담당자 경력 신입 모집 부문 근무 조건 채용 지원 지원자 학력 무관 이상 이하 관련
분야 보유 보유자 가능 가능자 능력 경험 경험자 회사 저희 우리 전형 절차 서류 면접 접수 기간 방법 제출 복리 후생
급여 연봉 협의 시간 지역 장소 정규직 계약직 인턴 명 년 월 일 주 및 등 수 것 분 팀 기업 직무 내용 주요 필수
기타 문의 홈페이지 환경 기반 활용 이해 수행 대한 이메일 마감 합류 혜택 대학교 졸업 예정자 결격 사유 해당 여행
이력서 자기소개서 포함 다음 함께 통해 사람 인재 responsibilities requirements qualifications preferred
required experience years year work working ability strong good excellent skills skill knowledge team role job
company candidate position including plus degree bachelor related field will help using etc join looking who
apply salary benefits must nice have understanding familiarity
"""
_NO_TERM = frozenset(_EVERY_POSTING.split())
_GOOD = Text(ko="공고의 '{t}'이(가) 문서에도 있습니다.", en="The posting's '{t}' is in the document.")
_NOT = Text(
    ko="공고에 있는 용어 {n}개가 문서에 없습니다: {t}. 실제로 해 본 것이 있으면 문서에 쓰세요.",
    en="{n} of the posting's terms aren't in the document: {t}. Write about those that you have really done.",
)
_EMPTY = Text(ko="공고에서 용어를 뽑지 못했습니다.", en="No terms could be taken from the posting.")


@dataclass(frozen=True)
class Term:
    """A term of a posting. ``spellings``: all ways to write it that we know, lower case."""

    name: str
    quote: str
    spellings: tuple[str, ...]


def judge_posting(document: Document, posting: str) -> tuple[Part, Match]:
    """The share of the posting's terms that the document has."""
    terms = terms_of(posting)
    if not terms:
        return make_part("posting", document.kind, None, [Remark("note", _EMPTY)]), Match((), ())
    match = match_terms(document, terms)
    remarks = [Remark("good", _GOOD.fill(t=one.term), one.quote, one.span) for one in match.matched[:3]]
    if match.missing:
        named = ", ".join(one.term for one in match.missing[:10])
        remarks.insert(0, Remark("mend", _NOT.fill(n=len(match.missing), t=named)))
    return make_part("posting", document.kind, len(match.matched) / len(terms), remarks), match


def match_terms(document: Document, terms: tuple[Term, ...]) -> Match:
    matched: list[Matched] = []
    missing: list[Missing] = []
    for term in terms:
        span = _place(term, document.text)
        if span is None:
            missing.append(Missing(term.name, term.quote))
        else:
            matched.append(Matched(term.name, term.quote, document.text[span.start : span.end], span))
    return Match(tuple(matched), tuple(missing))


def terms_of(posting: str) -> tuple[Term, ...]:
    """Known skills in the order of the posting, then its other nouns, most frequent first; at most 30.

    An English word that is no name counts from two uses on: there, nouns can't be told from other words.
    """
    named = {skill: quote for quote, skill in _skills_in(posting)}
    terms = [Term(skill[0], quote, tuple(one.lower() for one in skill)) for skill, quote in named.items()]
    covered = {spelling for term in terms for spelling in term.spellings}
    counts: Counter[str] = Counter()
    quotes: dict[str, str] = {}
    for noun, quote in _nouns(posting):
        if noun.lower() not in covered:
            counts[noun] += 1
            quotes.setdefault(noun, quote)
    rest = [noun for noun, times in counts.most_common() if times > 1 or not noun.isascii() or not noun.islower()]
    return tuple(terms + [Term(noun, quotes[noun], (noun.lower(),)) for noun in rest])[:MOST_TERMS]


def find_skills(text: str) -> tuple[str, ...]:
    """Names of the known skills that the text has, in its order."""
    return tuple(dict.fromkeys(skill[0] for _, skill in _skills_in(text)))


def _skills_in(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    by_spelling = {spelling.lower(): skill for skill in skills() for spelling in skill}
    for line in lines_of(text):
        for found in _skill_pattern().finditer(line.text):
            skill = by_spelling[found[0].lower()]
            # one or two Latin letters are a skill only as it writes itself: Go, R, UX — not "go" or "pm"
            if len(found[0]) > 2 or not found[0].isascii() or found[0] in skill:
                yield line.text, skill


@cache
def _skill_pattern() -> re.Pattern[str]:
    spellings = sorted({one for skill in skills() for one in skill}, key=len, reverse=True)
    return re.compile("|".join(_bounded(one) for one in spellings), re.IGNORECASE)


def _bounded(term: str) -> str:
    """Latin letters end where they end; Korean may carry particles, but begins a word."""
    if re.search("[가-힣]", term):
        return rf"(?<![가-힣A-Za-z]){re.escape(term)}"
    return rf"(?<![A-Za-z0-9]){re.escape(term)}(?![A-Za-z0-9+#])"


def _nouns(posting: str) -> Iterator[tuple[str, str]]:
    for line in lines_of(posting):
        rest = _skill_pattern().sub(" / ", line.text)
        found = _korean_nouns(rest) if re.search("[가-힣]", line.text) else _english_nouns(rest)
        yield from ((noun, line.text) for noun in found)


def _korean_nouns(line: str) -> Iterator[str]:
    for token in kiwi().tokenize(line):
        if token.tag in _NOUNS and len(token.form) > 1 and token.form.lower() not in _NO_TERM:
            yield str(token.form)


def _english_nouns(line: str) -> Iterator[str]:
    """In lower case, but for those with a capital where no sentence begins: these are names."""
    for found in re.finditer(r"[A-Za-z][A-Za-z+#-]{2,}", line):
        word = found[0].strip("-")
        bare = word.lower()
        if bare not in STOP and bare not in _NO_TERM and not bare.endswith("ly"):
            begins = not line[: found.start()].strip(" -*/") or line[: found.start()].rstrip().endswith((".", ":"))
            yield bare if begins and word[1:].islower() else word


def _place(term: Term, text: str) -> Span | None:
    for spelling in term.spellings:
        short = len(spelling) <= 2 and spelling.isascii()
        pattern = _bounded(spelling.upper() if short else spelling) if short else _inflected(spelling)
        found = re.search(pattern, text, 0 if short else re.IGNORECASE)
        if found:
            return Span(*found.span())
    return None


def _inflected(spelling: str) -> str:
    """An English word in its other forms: plan, plans, planned, planning."""
    if not spelling.isascii() or " " in spelling or len(spelling) < 5 or not spelling.isalpha():
        return _bounded(spelling)
    stem = re.sub(r"(?:ing|ed|es|s|e|ment|ion)$", "", spelling)
    stem = stem if len(stem) >= 4 else spelling
    return rf"(?<![A-Za-z0-9]){re.escape(stem)}[a-z]{{0,5}}(?![A-Za-z0-9])"
