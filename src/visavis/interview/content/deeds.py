"""What a Korean sentence says that the speaker did: a verb in the past with an object, whatever the verb.

Korean leaves the subject out, so a verb without one belongs to the speaker; a verb whose clause names somebody else
(형이, 고객은) doesn't, nor does one that only describes a noun (바꾸는 지원자) or is still to come (바꾸겠습니다).
Morphemes and their tags are those of Kiwi (the Sejong tag set).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from visavis.interview.content.cues import cues
from visavis.language import korean

if TYPE_CHECKING:
    from kiwipiepy import Token

_SELF = frozenset({"저", "제", "나", "내", "저희", "우리", "자신", "본인"})
_AFTER = frozenset({"뒤", "다음", "후"})
_CARRIES = frozenset({"고", "며", "으며", "면서", "으면서", "어서", "아서", "어", "아", "여", "여서", "고서"})
"""Endings after which the next clause goes on with the same subject."""
_PREDICATES = frozenset({"VV", "XSV", "VA", "VCP", "VCN", "XSA"})
_WHEN = frozenset({"당시", "처음", "오늘", "이번", "그때", "그날", "지금", "결국", "이후", "다음"})


@dataclass(frozen=True)
class _Clause:
    """A predicate with the morphemes before it, back to the predicate before, and those of its ending."""

    verb: str
    before: tuple[Token, ...]
    ending: tuple[Token, ...]

    @property
    def is_past(self) -> bool:
        marks = {t.form for t in self.ending if t.tag == "EP"}
        return bool(marks & {"었", "았", "였"}) and "겠" not in marks

    @property
    def goes_on(self) -> bool:
        """Tense and subject are those of what follows: 바꾸고, 바꾸어, 바꾼 뒤."""
        first = self.ending[0] if self.ending else None
        if first is None or first.tag == "EP":
            return False
        later = {t.form for t in self.ending[1:3]}
        return first.form in _CARRIES or (first.tag == "ETM" and bool(later & _AFTER))

    @property
    def is_denied(self) -> bool:
        """지 않았, 지 못했; 안 했."""
        after = [t.form for t in self.ending[:1] if t.tag == "EC"] == ["지"]
        before = [t.form for t in self.before[-1:] if t.tag == "MAG"]
        return after or before in (["안"], ["못"])

    @property
    def has_object(self) -> bool:
        return any(t.tag == "JKO" for t in self.before)

    @property
    def subject(self) -> str | None:
        """Whom the clause names: the noun before 이/가, or before 은/는 right after it; None where it names nobody."""
        for at, (noun, mark) in enumerate(pairwise(self.before)):
            is_subject = mark.tag == "JKS" or (mark.tag == "JX" and mark.form in ("은", "는"))
            if is_subject and noun.tag[0] in "NX" and noun.form not in _WHEN:
                is_ours = at > 0 and self.before[at - 1].form in _SELF  # 저희 팀은
                return str(self.before[at - 1].form if is_ours else noun.form)
        return None


def tells_deed(sentence: str) -> bool:
    """Whether the speaker says that they did something to something."""
    clauses = list(_clauses(korean.kiwi().tokenize(sentence)))
    ends_past = bool(clauses) and clauses[-1].is_past
    by_self = True
    for clause in clauses:
        by_self = by_self if clause.subject is None else clause.subject in _SELF
        if by_self and _is_deed(clause, ends_past):
            return True
        by_self = by_self or not clause.goes_on
    return False


def _is_deed(clause: _Clause, ends_past: bool) -> bool:
    happened = clause.is_past or (clause.goes_on and ends_past)
    named = clause.has_object or clause.subject is not None
    honoured = any(t.form == "시" and t.tag == "EP" for t in clause.ending)
    return happened and named and not clause.is_denied and not honoured and clause.verb not in cues("ko").no_deed


def _clauses(tokens: list[Token]) -> Iterator[_Clause]:
    start = 0
    for at, token in enumerate(tokens):
        tag = token.tag.split("-")[0]
        if tag not in _PREDICATES:
            continue
        stem = tokens[at - 1].form if tag == "XSV" and at else ""
        # a state is nothing done; its clause ends all the same
        verb = stem + token.form if tag in ("VV", "XSV") else "있"
        yield _Clause(verb, tuple(tokens[start:at]), _ending(tokens, at + 1))
        start = at + 1


def _ending(tokens: list[Token], at: int) -> tuple[Token, ...]:
    """The morphemes that follow a stem; of auxiliaries (바꿔 보았), also theirs."""
    until = at
    while until < len(tokens) and tokens[until].tag[0] in "EVXN" and until - at < 6:
        is_next = tokens[until].tag.split("-")[0] in ("VV", "VA", "XSV", "VCP", "NNG", "NNP", "NP")
        if is_next and tokens[until].form not in _AFTER:
            break
        until += 1
    return tuple(tokens[at:until])
