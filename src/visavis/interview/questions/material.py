"""What questions can be asked about: plain facts from a résumé and a posting, composed by whoever holds those."""

from __future__ import annotations

from dataclasses import dataclass

from visavis.kit.text import Language


@dataclass(frozen=True)
class Experience:
    """A job, an internship or unpaid work. Months are counted where both dates are known."""

    organisation: str
    role: str = ""
    start: str = ""
    end: str = ""
    months: int | None = None
    duties: str = ""
    results: str = ""


@dataclass(frozen=True)
class Project:
    """A project with whatever of the six questions its author answered."""

    name: str
    role: str = ""
    stack: tuple[str, ...] = ()
    which: str = ""
    why: str = ""
    why_technology: str = ""
    result: str = ""
    limits: str = ""


@dataclass(frozen=True)
class Gap:
    """A time that the document doesn't account for."""

    after: str
    before: str
    months: int


@dataclass(frozen=True)
class Essay:
    """One cover-letter item."""

    title: str
    text: str


@dataclass(frozen=True)
class Material:
    """All that questions may be drawn from. Everything is as written; nothing is inferred."""

    language: Language
    experiences: tuple[Experience, ...] = ()
    projects: tuple[Project, ...] = ()
    gaps: tuple[Gap, ...] = ()
    skills: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    majors: tuple[str, ...] = ()
    essays: tuple[Essay, ...] = ()
    posting: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to ask about."""
        return self == Material(self.language)
