"""Content read by a connected language model, held to what it can quote.

The model says which words tell what and what could be added. Every quote is looked up in the answer (or the documents)
and what isn't there word for word is left out; numbers that nobody said are left out; points, length, figures and the
headline are ours, by the same rules. What is no answer isn't sent at all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from pydantic import BaseModel, Field

from visavis.interview.content.checks import MOST_ADVICE, headline_of, rechecked
from visavis.interview.content.engine import (
    ELEMENTS,
    Content,
    Element,
    Level,
    OutlineLine,
    Quote,
    Relevance,
    Shape,
    Spoken,
)
from visavis.interview.content.places import Places
from visavis.interview.content.rules import Rules
from visavis.interview.content.structure import MOST_QUOTES
from visavis.interview.content.wording import titles_of
from visavis.interview.questions.material import Material
from visavis.kit.text import Text
from visavis.language.chat import Chat, Prompt, Usage

_CONFIDENCE = 0.8
"""Of a model's word on relevance that came with quotes: it can be wrong and doesn't say how sure it is."""
_TASK = """\
A candidate practises for a job interview. Read the document "answer", which answers the document "question"{more}.
- relevance: does the answer meet the question ("on", "partly", "off")?
- parts: for each of situation, task, action, result that the answer tells, quote the words that tell it. A quote is \
copied from the answer exactly, at most two sentences. Leave out what the answer doesn't tell.
- advice: at most three things to add or change next, most useful first, each in Korean (ko) and English (en). \
Never put facts, names or numbers into it that the candidate didn't say; ask for them instead. No praise, no \
judgement of the person.
- outline: for each of situation, task, action, result, the best sentence for a better answer, copied exactly from the \
answer or from the documents about the candidate; an empty quote where none tells it."""
_MORE = "; the other documents are the candidate's own"


class PartRead(BaseModel):
    """One part of the answer, with the words that tell it."""

    element: Literal["situation", "task", "action", "result"]
    quote: str = Field(max_length=2_000)


class AdviceRead(BaseModel):
    """One thing to add next."""

    ko: str = Field(max_length=400)
    en: str = Field(max_length=400)


class ReadByModel(BaseModel):
    """What the model is asked for."""

    relevance: Literal["on", "partly", "off"]
    parts: list[PartRead] = Field(max_length=20)
    advice: list[AdviceRead] = Field(max_length=6)
    outline: list[PartRead] = Field(max_length=8)


class ByModel:
    """A ``ContentReader`` over a chat. ``read`` raises what ``Chat.ask`` raises."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self.name = chat.name

    def estimate(self, spoken: Spoken) -> Usage:
        """The most that reading this costs; nothing for what is no answer."""
        if Rules().read(spoken).state != "answer":
            return Usage(0, 0, 0.0)
        return self._chat.estimate(make_prompt(spoken))

    def read(self, spoken: Spoken) -> Content:
        by_rules = Rules().read(spoken)
        if by_rules.state != "answer":
            return replace(by_rules, engine=self.name, usage=Usage(0, 0, 0.0))
        reply = self._chat.ask(make_prompt(spoken), ReadByModel)
        return replace(held_to_quotes(by_rules, reply.value, spoken), engine=self.name, usage=reply.usage)


def make_prompt(spoken: Spoken) -> Prompt:
    """The task with question, answer and the candidate's documents as data."""
    own = material_text(spoken.material)
    documents = (("question", spoken.question), ("answer", spoken.text), *((("documents", own),) if own else ()))
    return Prompt(_TASK.format(more=_MORE if own else ""), documents)


def held_to_quotes(by_rules: Content, read: ReadByModel, spoken: Spoken) -> Content:
    """What the model said, as far as it can be found in the answer."""
    places = Places(spoken.text, spoken.words)
    elements, lost = _elements(read, places)
    relevance = _relevance(by_rules, read.relevance, any(elements.values()))
    checks = rechecked(by_rules, relevance, elements)
    advice = [one for one in read.advice if _adds_nothing(one, spoken)]
    return replace(
        by_rules,
        relevance=relevance,
        elements=elements,
        checks=checks,
        headline=headline_of(relevance, checks),
        advice=tuple(Text(ko=one.ko, en=one.en) for one in advice[:MOST_ADVICE]) or by_rules.advice,
        outline=_outline(read, spoken, by_rules),
        dropped=lost + len(read.advice) - len(advice),
    )


def material_text(material: Material | None) -> str:
    """The candidate's own facts as lines, as they are written."""
    if material is None:
        return ""
    lines = [
        f"{p.name}: {p.role}. {p.which} {p.why} {p.why_technology} {p.result} {p.limits}" for p in material.projects
    ]
    lines += [f"{e.organisation}: {e.role} {e.start}–{e.end}. {e.duties} {e.results}" for e in material.experiences]
    lines += [f"{essay.title}: {essay.text}" for essay in material.essays]
    return "\n".join(re.sub(r"\s+", " ", line).strip() for line in lines)


def _elements(read: ReadByModel, places: Places) -> tuple[dict[Element, tuple[Quote, ...]], int]:
    """Each element's quotes that stand in the answer, and how many don't."""
    told = [(part.element, places.find(part.quote)) for part in read.parts]
    kept = {e: tuple(q for key, q in told if key == e and q is not None)[:MOST_QUOTES] for e in ELEMENTS}
    return kept, sum(quote is None for _, quote in told)


def _relevance(by_rules: Content, level: Level, has_quotes: bool) -> Relevance:
    """A model that calls an answer fitting and can't quote a word of it isn't believed."""
    if level != "off" and not has_quotes:
        return by_rules.relevance
    share: dict[Level, float] = {"on": 1.0, "partly": 0.5, "off": 0.0}
    return replace(by_rules.relevance, level=level, share=share[level], confidence=_CONFIDENCE)


def _adds_nothing(advice: AdviceRead, spoken: Spoken) -> bool:
    """No number that stands neither in the answer nor in the question nor in the documents."""
    known = set(re.findall(r"\d+", f"{spoken.text} {spoken.question} {material_text(spoken.material)}"))
    return set(re.findall(r"\d+", f"{advice.ko} {advice.en}")) <= known


def _outline(read: ReadByModel, spoken: Spoken, by_rules: Content) -> tuple[OutlineLine, ...]:
    if by_rules.shape not in ("story", "plan"):
        return by_rules.outline
    chosen: dict[Element, OutlineLine] = {}
    for part in read.outline:
        line = _line(part, spoken, by_rules.shape)
        if line is not None:
            chosen.setdefault(part.element, line)
    # where the model named nothing, what the rules found stays
    return tuple(chosen.get(e, kept) for e, kept in zip(ELEMENTS, by_rules.outline, strict=True))


def _line(part: PartRead, spoken: Spoken, shape: Shape) -> OutlineLine | None:
    quote, title = part.quote.strip(), titles_of(shape)[part.element]
    if quote and quote in spoken.text:
        return OutlineLine(title, quote, "answer")
    if quote and quote in material_text(spoken.material):
        return OutlineLine(title, quote, "material")
    return None
