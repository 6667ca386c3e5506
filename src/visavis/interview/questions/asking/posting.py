"""What a job posting asks for: terms that a document has or lacks, and duties that can be asked about."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from visavis.interview.questions.material import Material

_DUTIES = re.compile(
    r"주요\s?업무|담당\s?업무|업무\s?내용|하는\s?일|responsibilit|what you.ll do|duties|your role", re.IGNORECASE
)
_OTHER_PART = re.compile(
    r"자격|우대|복지|혜택|근무|급여|전형|제출|기타|"
    r"requirement|qualif|benefit|salary|how to apply|nice to have|about us",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-–•·*▪●○■□]|\d{1,2}[.)])\s*")
_LONGEST_HEADING = 25
_LONGEST_DUTY = 50


def matched_terms(material: Material) -> tuple[str, ...]:
    """Skills of the document that the posting names too, as the document writes them."""
    return tuple(skill for skill in _own_skills(material) if names(material.posting, skill))


def missing_terms(material: Material) -> tuple[str, ...]:
    """Known terms of the posting that the document doesn't name in any spelling, as the posting writes them."""
    document = "\n".join(texts_of(material))
    missing = []
    for spellings in _vocabulary():
        found = [found for spelling in spellings if (found := find_term(material.posting, spelling))]
        if found and not any(names(document, spelling) for spelling in spellings):
            missing.append(found[0])
    return tuple(missing)


def duties(posting: str) -> tuple[str, ...]:
    """The lines under the heading of the duties, without their bullets."""
    found, is_inside = [], False
    for line in posting.splitlines():
        words = _BULLET.sub("", line).strip(" .:[]【】")
        if _BULLET.match(line) or len(words) > _LONGEST_HEADING:
            if is_inside and 6 <= len(words) <= _LONGEST_DUTY:
                found.append(words)
        elif words:
            is_inside = (is_inside or bool(_DUTIES.search(words))) and not _OTHER_PART.search(words)
    return tuple(dict.fromkeys(found))


def names(text: str, term: str) -> bool:
    """Whether the text names the term, as a word of its own where it is written in Latin letters."""
    return find_term(text, term) is not None


def find_term(text: str, term: str) -> str | None:
    """The term as the text writes it."""
    word = re.escape(term.strip())
    found = re.search(rf"(?<![A-Za-z0-9]){word}(?![A-Za-z0-9+#])", text, re.IGNORECASE)
    return found[0] if found and term.strip() else None


def texts_of(material: Material) -> list[str]:
    """Everything that the document says; not the posting."""
    jobs = [t for one in material.experiences for t in (one.organisation, one.role, one.duties, one.results)]
    projects = [
        text
        for one in material.projects
        for text in (one.name, one.role, *one.stack, one.which, one.why, one.why_technology, one.result, one.limits)
    ]
    lists = (*material.skills, *material.certificates, *material.awards, *material.activities, *material.majors)
    essays = [text for one in material.essays for text in (one.title, one.text)]
    gaps = [text for one in material.gaps for text in (one.after, one.before)]
    return [text for text in (*jobs, *projects, *lists, *essays, *gaps) if text]


def _own_skills(material: Material) -> tuple[str, ...]:
    stacks = [one for project in material.projects for one in project.stack]
    return tuple(dict.fromkeys(one.strip() for one in (*material.skills, *stacks) if one.strip()))


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[tuple[str, ...], ...]:
    rows = yaml.safe_load((Path(__file__).parent / "vocabulary.yaml").read_text("utf-8"))
    return tuple(tuple(row) for row in rows)
