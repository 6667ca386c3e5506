"""The embedded questioner: templates over what the documents say and what they leave out. Same seed, same questions."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from visavis.interview.questions.asking.engine import MOST, Drawn, DrawnQuestion, NothingToAskAbout
from visavis.interview.questions.asking.naming import could_be, is_name, unquoted, with_single_stops
from visavis.interview.questions.asking.passages import as_told_in_korean, first_passage, read_passages
from visavis.interview.questions.asking.posting import duties, matched_terms, missing_terms, texts_of
from visavis.interview.questions.forbidden import is_forbidden
from visavis.interview.questions.material import Material
from visavis.interview.questions.values import KINDS, Competence, Kind
from visavis.kit.text import Language, Text

TURNS = (
    "number",
    "project",
    "posting",
    "experience",
    "essay",
    "skill",
    "gap",
    "certificate",
    "award",
    "activity",
    "major",
)
"""The topics, in the order in which each gets its turn."""
_MOST_OF = {"gap": 1}


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ko: str
    en: str


class _Template(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: Kind
    competence: Competence
    ko: list[str] = Field(min_length=1)
    en: list[str] = Field(min_length=1)
    why: _Words


@dataclass(frozen=True)
class _Finding:
    """Something to ask about: the situation's template, its subject, and what fills the blanks."""

    topic: str
    situation: str
    subject: str
    quote: str
    blanks: tuple[tuple[str, object], ...]


class RuleQuestioner:
    """See ``Questioner``. Free, at once, and nothing leaves the machine."""

    name = "rules"

    def draw(self, material: Material, language: Language, count: int, seed: int | str) -> Drawn:
        """See ``Questioner.draw``."""
        names = _names(material)
        findings = [one for one in _find(material) if not is_forbidden(one.quote, names)]
        if not findings:
            raise NothingToAskAbout
        asked: dict[str, DrawnQuestion] = {}
        used: Counter[str] = Counter()
        for finding in _in_turn(findings, seed):
            question = _word(finding, language, _draw(seed, "variant", finding.situation) + used[finding.situation])
            used[finding.situation] += 1
            if question.text not in asked and not is_forbidden(question.text, names):
                asked[question.text] = question
            if len(asked) == min(count, MOST):
                break
        return Drawn(tuple(sorted(asked.values(), key=lambda q: KINDS.index(q.kind))), self.name)


def _find(material: Material) -> Iterator[_Finding]:
    yield from _about_projects(material)
    yield from _about_numbers(material)
    yield from _about_experiences(material)
    yield from _about_posting(material)
    for gap in (one for one in material.gaps if is_name(one.after) and is_name(one.before)):
        yield _finding("gap", "gap", gap.after, name=gap.after, before=gap.before, months=gap.months)
    for essay in material.essays:
        for passage in read_passages(essay.text):
            if not passage.has_figure:
                yield _finding("essay", "essay", essay.title or passage.quote, passage.quote, quote=passage.quote)
    listed = {
        "skill": () if material.posting else material.skills,
        "certificate": material.certificates,
        "award": material.awards,
        "activity": material.activities,
        "major": material.majors,
    }
    for topic, terms in listed.items():
        for term in terms:
            if is_name(term):
                yield _finding(topic, topic, term, term=term)


def _about_projects(material: Material) -> Iterator[_Finding]:
    for one in material.projects:
        if not is_name(one.name):
            continue
        missing = {"why": one.why, "result": one.result, "limits": one.limits, "role": one.role}
        told = "\n".join((one.which, one.why, one.why_technology, one.result, one.limits))
        for part, said in missing.items():
            if not said and not could_be(part, told):
                yield _finding("project", f"project_{part}", one.name, name=one.name)
        for technology in () if one.why_technology else one.stack[:2]:
            yield _finding("project", "project_technology", one.name, technology, name=one.name, stack=technology)
        for text in (one.why, one.why_technology, one.result, one.limits, one.which):
            for passage in read_passages(text):
                if not passage.has_figure:
                    quote = passage.quote
                    yield _finding("project", "project_quote", one.name, quote, name=one.name, quote=quote)


def _about_numbers(material: Material) -> Iterator[_Finding]:
    for text in texts_of(material):
        for passage in read_passages(text):
            if passage.has_figure:
                situation = "number_change" if passage.is_change else "number_plain"
                yield _finding("number", situation, passage.quote, passage.quote, quote=passage.quote)


def _about_experiences(material: Material) -> Iterator[_Finding]:
    for one in material.experiences:
        name = one.organisation
        if not is_name(name):
            continue
        quote = first_passage(one.duties)
        if quote:
            yield _finding("experience", "experience_quote", name, quote, name=name, quote=quote)
        if not one.results and not could_be("result", one.duties):
            yield _finding("experience", "experience_result", name, name=name)
        yield _finding("experience", "experience_left", name, name=name)


def _about_posting(material: Material) -> Iterator[_Finding]:
    for situation, terms in (
        ("skill_matched", matched_terms(material)),
        ("skill_missing", missing_terms(material)),
        ("posting_duty", duties(material.posting)),
    ):
        for term in terms:
            yield _finding("posting", situation, situation, term=term)


def _finding(topic: str, situation: str, subject: str, said: str = "", **blanks: object) -> _Finding:
    quote = said or str(blanks.get("name") or blanks.get("term") or "")
    return _Finding(topic, situation, subject, quote, tuple(blanks.items()))


def _names(material: Material) -> tuple[str, ...]:
    return (*(p.name for p in material.projects), *(e.organisation for e in material.experiences))


def _in_turn(findings: Iterable[_Finding], seed: int | str) -> Iterator[_Finding]:
    """One of each topic, then the next of each; within a topic its subjects take turns, in an order that the seed
    shuffles."""
    queues: dict[str, list[_Finding]] = {}
    for topic in TURNS:
        mine = sorted(
            (f for f in findings if f.topic == topic), key=lambda f: _draw(seed, f.situation, f.quote, f.subject)
        )
        queues[topic] = _spread(mine)[: _MOST_OF.get(topic)]
    while any(queues.values()):
        for queue in queues.values():
            if queue:
                yield queue.pop(0)


def _spread(findings: list[_Finding]) -> list[_Finding]:
    """The first of each subject, then the second of each, and so on; the situations change as often as they can."""
    by_subject: dict[str, list[_Finding]] = defaultdict(list)
    for one in findings:
        by_subject[one.subject].append(one)
    rows: list[_Finding] = []
    while any(by_subject.values()):
        for waiting in by_subject.values():
            if waiting:
                used = [one.situation for one in rows]
                rows.append(waiting.pop(min(range(len(waiting)), key=lambda i: used.count(waiting[i].situation))))
    return rows


def _word(finding: _Finding, language: Language, variant: int) -> DrawnQuestion:
    template = _templates()[finding.situation]
    blanks = {key: unquoted(value) if isinstance(value, str) else value for key, value in finding.blanks}
    told = as_told_in_korean(finding.quote)
    variants = template.ko if language == "ko" else template.en
    chosen = variants[variant % len(variants)].replace("{said}", "{told}" if told else "'{quote}'(이)라고 쓰셨는데,")
    text = Text(ko=chosen, en=chosen).fill(**blanks, told=told).in_language(language)
    why = Text(ko=template.why.ko, en=template.why.en).fill(**blanks)
    why = Text(ko=with_single_stops(why.ko), en=with_single_stops(why.en))
    spoken = with_single_stops(text)
    return DrawnQuestion(template.kind, template.competence, finding.topic, spoken, why, finding.quote)


def _draw(seed: int | str, *what: str) -> int:
    return int.from_bytes(hashlib.sha256("\n".join((str(seed), *what)).encode()).digest()[:8], "big")


@lru_cache(maxsize=1)
def _templates() -> dict[str, _Template]:
    rows = yaml.safe_load((Path(__file__).parent / "templates.yaml").read_text("utf-8"))
    return TypeAdapter(dict[str, _Template]).validate_python(rows)
