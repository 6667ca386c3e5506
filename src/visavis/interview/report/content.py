"""What an answer says, as a part of the report."""

from __future__ import annotations

from visavis.interview.content.engine import ELEMENTS, Check, Content, OutlineLine, Quote
from visavis.interview.content.wording import titles_of
from visavis.interview.report.parts import bilingual
from visavis.interview.report.schema import (
    ContentCheckPart,
    ContentPart,
    CostPart,
    ElementPart,
    OutlinePart,
    QuotePart,
)


def content_part(content: Content) -> ContentPart:
    """Everything as values, quotes with their places."""
    checks = [_check(check) for check in content.checks]
    usage = content.usage
    return ContentPart(
        engine=content.engine,
        state=content.state,
        headline=bilingual(content.headline),
        relevance=content.relevance.level,
        relevance_confidence=content.relevance.confidence,
        elements=[
            ElementPart(key=one, title=bilingual(titles_of(content.shape)[one]), quotes=_quotes(content.elements[one]))
            for one in ELEMENTS
        ],
        numbers=_quotes(content.numbers),
        names=_quotes(content.names),
        vague=_quotes(content.vague),
        fillers=_quotes(content.fillers),
        words=content.length.words,
        seconds=content.length.seconds,
        seconds_estimated=content.length.is_estimated,
        checks=checks,
        met=sum(check.met is True for check in checks),
        looked_for=sum(check.met is not None for check in checks),
        next=[bilingual(advice) for advice in content.advice],
        outline=[_line(line) for line in content.outline],
        dropped=content.dropped,
        cost=CostPart(input_tokens=usage.input_tokens, output_tokens=usage.output_tokens, won=usage.won)
        if usage
        else None,
    )


def _quotes(quotes: tuple[Quote, ...]) -> list[QuotePart]:
    return [QuotePart(start=q.start, end=q.end, text=q.text, start_s=q.start_s, end_s=q.end_s) for q in quotes]


def _check(check: Check) -> ContentCheckPart:
    return ContentCheckPart(
        key=check.key,
        title=bilingual(check.title),
        met=check.met,
        why=bilingual(check.why),
        points=check.points if check.met is not None else 0,
        of=check.of if check.met is not None else 0,
        advice=bilingual(check.advice) if check.advice is not None else None,
    )


def _line(line: OutlineLine) -> OutlinePart:
    return OutlinePart(title=bilingual(line.title), text=line.text, source=line.source, origin=line.origin)
