"""Drawing questions from what a candidate wrote: the promise, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from visavis.interview.questions.material import Material
from visavis.interview.questions.values import Competence, Kind
from visavis.kit.errors import Invalid
from visavis.kit.text import Language, Text
from visavis.language.chat import Usage

MOST = 20


class NothingToAskAbout(Invalid):
    """The documents hold nothing that a question could be drawn from."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="이 문서에서 질문으로 만들 내용을 찾지 못했습니다. 경력, 프로젝트, 보유 기술을 적어 주세요.",
                en="There is nothing in this document to ask about. Add jobs, projects or skills to it.",
            )
        )


@dataclass(frozen=True)
class DrawnQuestion:
    """A question about this candidate's own documents.

    ``quote`` stands in them word for word; ``topic`` names what it is about, a question for each is taken in turn.
    """

    kind: Kind
    competence: Competence
    topic: str
    text: str
    why: Text
    quote: str


@dataclass(frozen=True)
class Drawn:
    """The questions in the order in which they are asked, and what they cost; None for an engine that is free."""

    questions: tuple[DrawnQuestion, ...]
    engine: str
    usage: Usage | None = None


class Questioner(Protocol):
    """Draws questions from documents. Nothing that the Fair Hiring Procedure Act forbids is ever asked."""

    name: str

    def draw(self, material: Material, language: Language, count: int, seed: int | str) -> Drawn:
        """At most ``count`` (1–20) different questions in ``language``, balanced over what the documents hold.

        Fewer where the documents hold less. Raises NothingToAskAbout when they hold nothing, and what the engine
        raises.
        """
        ...
