"""A posting's terms, and where the document has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache

from visavis.career.evaluate.asking import asked_lines, company_names, without_company
from visavis.career.evaluate.engine import Document, Match, Matched, Missing, Part, Remark
from visavis.career.evaluate.lists import skills
from visavis.career.evaluate.nouns import NO_TERM, english_nouns, korean_nouns, without_person
from visavis.career.evaluate.parts import make_part
from visavis.career.evaluate.text import Piece, lines_of
from visavis.career.resume.values import Span
from visavis.kit.text import Text

MOST_TERMS = 30
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

    All are named as the posting writes them. The company's name, benefits and procedures are no terms. An English word
    that is no name counts from two uses on: there, nouns can't be told from other words.
    """
    lines = list(asked_lines(posting))
    skilled: dict[str, Term] = {}
    for line in lines:
        for written, skill in _skills_in(line.text):
            if written.lower() not in NO_TERM:
                skilled.setdefault(skill[0], Term(written, line.text, tuple(one.lower() for one in skill)))
    covered = {spelling for term in skilled.values() for spelling in term.spellings}
    return (*skilled.values(), *_other_terms(_nouns(lines, company_names(posting)), covered))[:MOST_TERMS]


def _other_terms(nouns: Iterable[Term], covered: Set[str]) -> Iterator[Term]:
    """A noun that names who does something (개발자) counts as what is done (개발) where that is asked for too."""
    counts: Counter[str] = Counter()
    first: dict[str, Term] = {}
    for term in nouns:
        if term.name.lower() not in covered:
            counts[term.name] += 1
            first.setdefault(term.name, term)
    for noun in [noun for noun in counts if without_person(noun) != noun]:
        done = without_person(noun)
        if done in counts or done.lower() in covered:
            counts[done] += counts.pop(noun)
    for noun, times in counts.most_common():
        if noun in first and (times > 1 or not noun.isascii() or not noun.islower()):
            yield first[noun]


def find_skills(text: str) -> tuple[str, ...]:
    """Names of the known skills that the text has, in its order."""
    return tuple(dict.fromkeys(skill[0] for line in lines_of(text) for _, skill in _skills_in(line.text)))


def _skills_in(line: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each skill as it is written, with all its spellings."""
    by_spelling = {_squeezed(spelling): skill for skill in skills() for spelling in skill}
    for found in _skill_pattern().finditer(line):
        skill = by_spelling[_squeezed(found[0])]
        # one or two Latin letters are a skill only as it writes itself: Go, R, UX — not "go" or "pm"
        if len(found[0]) > 2 or not found[0].isascii() or found[0] in skill:
            yield found[0], skill


def _squeezed(written: str) -> str:
    return re.sub(r"\s", "", written.lower())


@cache
def _skill_pattern() -> re.Pattern[str]:
    spellings = sorted({one for skill in skills() for one in skill}, key=len, reverse=True)
    return re.compile("|".join(_bounded(one) for one in spellings), re.IGNORECASE)


def _bounded(term: str) -> str:
    """Latin letters end where they end; Korean may carry particles, but begins a word. Spaces may be left out."""
    written = re.escape(term).replace(r"\ ", r"\s?")
    if re.search("[가-힣]", term):
        return rf"(?<![가-힣A-Za-z]){written}"
    return rf"(?<![A-Za-z0-9]){written}(?![A-Za-z0-9+#])"


def _nouns(lines: Iterable[Piece], names: tuple[str, ...]) -> Iterator[Term]:
    for line in lines:
        rest = _skill_pattern().sub(" / ", without_company(line.text, names))
        if re.search("[가-힣]", line.text):
            yield from (Term(noun, line.text, (spaced.lower(),)) for noun, spaced in korean_nouns(rest))
        else:
            yield from (Term(noun, line.text, (noun.lower(),)) for noun in english_nouns(rest))


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
