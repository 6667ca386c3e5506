"""Spelling and spacing: what is surely wrong, and how it is written right."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.career.evaluate.engine import Document, Part, Remark
from visavis.career.evaluate.negation import find_negations
from visavis.career.evaluate.parts import make_part
from visavis.career.evaluate.spacing import find_misspaced
from visavis.career.evaluate.spelling import Misspelling, find_misspellings
from visavis.kit.text import Text

_WORST_PER_1000 = 10.0


def judge_correctness(document: Document) -> Part:
    """Errors per 1,000 characters; a shorter text counts as 1,000. No praise: what isn't listed isn't found."""
    remarks = tuple(find_errors(document.text))
    rate = 1000.0 * len(remarks) / max(len(document.text), 1000)
    return make_part("correctness", document.kind, 1.0 - rate / _WORST_PER_1000, remarks)


def find_errors(text: str) -> Iterator[Remark]:
    for error in _misspellings(text):
        said = Text(ko="'{q}' → '{r}': ", en="'{q}' → '{r}': ").fill(q=error.quote, r=error.right)
        named = Text(ko=f"{said.ko}{error.rule.ko} ({error.source})", en=f"{said.en}{error.rule.en} ({error.source})")
        yield Remark("mend", named, error.quote, error.span, Text(ko=error.right, en=error.right))
    for gap in find_misspaced(text):
        yield Remark("mend", gap.rule, gap.quote, gap.span, Text(ko=gap.right, en=gap.right))


def _misspellings(text: str) -> Iterator[Misspelling]:
    """Those of the list, and 안 for 않 where the list hasn't said so already."""
    listed = list(find_misspellings(text))
    yield from listed
    for one in find_negations(text):
        if not any(known.span.start <= one.span.start < known.span.end for known in listed):
            yield one
