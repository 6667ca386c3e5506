"""What an answer says, as a part of the written report: what was found where, what to add, the outline."""

from __future__ import annotations

from html import escape

from visavis.interview.report.schema import AnswerPart, ContentPart, OutlinePart, QuotePart
from visavis.interview.report.words import clock, label, pick
from visavis.kit.text import Language


def content_html(answer: AnswerPart, language: Language) -> str:
    """'' for an answer without words. What the rules found, then what a model found where one was asked."""
    parts = [part for part in (answer.content, answer.content_by_model) if part is not None]
    return "".join(_part(part, language) for part in parts)


def _part(part: ContentPart, language: Language) -> str:
    by = "" if part.engine == "rules" else f' <small class="meta">{escape(part.engine)}</small>'
    head = f"<h3>{label('content', language)}{by}</h3><p>{escape(pick(part.headline, language))}</p>"
    if part.state != "answer":
        return head
    rows = "".join(
        f'<tr><th scope="row">{escape(pick(one.title, language))}</th><td>{_quotes(one.quotes, language)}</td></tr>'
        for one in part.elements
    )
    return f"{head}<table><tbody>{rows}</tbody></table>{_next(part, language)}{_outline(part, language)}"


def _quotes(quotes: list[QuotePart], language: Language) -> str:
    if not quotes:
        return f'<span class="meta">{label("not_found", language)}</span>'
    return "<br>".join(f"“{escape(one.text)}”{_time(one)}" for one in quotes)


def _time(quote: QuotePart) -> str:
    return "" if quote.start_s is None else f' <span class="meta">{clock(quote.start_s)}</span>'


def _next(part: ContentPart, language: Language) -> str:
    if not part.next:
        return ""
    lines = "".join(f"<li>{escape(pick(one, language))}</li>" for one in part.next)
    return f"<h4>{label('add_next', language)}</h4><ul>{lines}</ul>"


def _outline(part: ContentPart, language: Language) -> str:
    lines = "".join(f"<dt>{escape(pick(one.title, language))}</dt><dd>{_line(one)}</dd>" for one in part.outline)
    return f"<h4>{label('outline', language)}</h4><dl>{lines}</dl>" if lines else ""


def _line(line: OutlinePart) -> str:
    origin = f' <span class="meta">({escape(line.origin)})</span>' if line.origin else ""
    text = escape(line.text)
    return f"<em>{text}</em>" if line.source == "blank" else text + origin
