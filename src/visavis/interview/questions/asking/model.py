"""The questioner that asks a connected language model, and believes it only where it quotes the documents."""

from __future__ import annotations

import json
import re
from dataclasses import asdict

from pydantic import BaseModel, Field

from visavis.interview.questions.asking.engine import MOST, Drawn, DrawnQuestion, NothingToAskAbout
from visavis.interview.questions.asking.posting import texts_of
from visavis.interview.questions.forbidden import is_forbidden
from visavis.interview.questions.material import Material
from visavis.interview.questions.values import KINDS, Competence, Kind
from visavis.kit.text import Language, Text
from visavis.language.chat import Chat, NonsenseReply, Prompt, Usage

LONGEST = 300
_SHORTEST = 8
_SHORTEST_QUOTE = 2
_TASK = """\
You are an experienced interviewer. Write {count} interview questions in {language} about the candidate's documents
(and the job posting, if there is one). Each question must be about one passage of them.
For every question give:
- "text": the question, one or two polite spoken sentences, at most 200 characters;
- "kind": one of personality, experience, role, situation, pressure;
- "competence": one of the listed competences;
- "quote": the passage it is about, copied word for word, at most 60 characters;
- "reason_ko" and "reason_en": why it is worth asking, one sentence in Korean and the same in English.
Balance projects, results, experience, skills and the posting. Never ask about looks, age, sex, origin, marriage,
family, religion, health, property or politics, even if the documents mention them.
"""


class _One(BaseModel):
    text: str
    kind: Kind
    competence: Competence
    quote: str
    reason_ko: str
    reason_en: str


class _Many(BaseModel):
    questions: list[_One] = Field(max_length=40)


class ModelQuestioner:
    """See ``Questioner``. A question whose quote doesn't stand in the documents word for word is dropped, and so is
    one that may not be asked."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self.name = chat.name

    def estimate(self, material: Material, language: Language, count: int) -> Usage:
        """What drawing costs at most. Nothing is sent. Raises NothingToAskAbout."""
        if material.is_empty:
            raise NothingToAskAbout
        return self._chat.estimate(prompt_of(material, language, count))

    def draw(self, material: Material, language: Language, count: int, seed: int | str) -> Drawn:
        """See ``Questioner.draw``. Raises what ``Chat.ask`` raises, NonsenseReply when no question could be used."""
        if material.is_empty:
            raise NothingToAskAbout
        reply = self._chat.ask(prompt_of(material, language, count), _Many)
        kept: dict[str, DrawnQuestion] = {}
        for one in reply.value.questions:
            text = " ".join(one.text.split())
            if is_usable(one, text, material, language):
                why = Text(ko=one.reason_ko[:LONGEST], en=one.reason_en[:LONGEST])
                kept[text] = DrawnQuestion(one.kind, one.competence, "model", text, why, " ".join(one.quote.split()))
        if not kept:
            raise NonsenseReply(
                Text(
                    ko="언어 모델이 문서를 근거로 한 질문을 내지 못했습니다. 규칙이나 다른 모델을 골라 주세요.",
                    en="The language model gave no question that quotes your documents. Use the rules or another one.",
                )
            )
        chosen = list(kept.values())[: min(count, MOST)]
        return Drawn(tuple(sorted(chosen, key=lambda q: KINDS.index(q.kind))), self.name, reply.usage)


def prompt_of(material: Material, language: Language, count: int) -> Prompt:
    """What is sent: the candidate's document and the posting, as documents, never as part of the task."""
    told = {key: value for key, value in asdict(material).items() if value and key not in ("language", "posting")}
    documents = [("candidate", json.dumps(told, ensure_ascii=False))]
    if material.posting:
        documents.append(("posting", material.posting))
    task = _TASK.format(count=min(count, MOST), language="Korean" if language == "ko" else "English")
    return Prompt(task, tuple(documents))


def is_usable(one: _One, text: str, material: Material, language: Language) -> bool:
    """Whether a model's question may be asked: quoted word for word, in the language, and about nothing forbidden."""
    names = (*(p.name for p in material.projects), *(e.organisation for e in material.experiences))
    return (
        _SHORTEST <= len(text) <= LONGEST
        and one.kind not in ("introduction", "closing")
        and bool(re.search("[가-힣]", text)) == (language == "ko")
        and _stands_in(one.quote, material)
        and not is_forbidden(text, names)
        and not is_forbidden(one.quote, names)
    )


def _stands_in(quote: str, material: Material) -> bool:
    words = _plain(quote)
    return len(words) >= _SHORTEST_QUOTE and any(
        words in _plain(text) for text in (*texts_of(material), material.posting)
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).strip("\"'“”‘’")
