"""Names of certificates that hold what parts a line elsewhere: "AWS Certified Solutions Architect – Associate"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from visavis.career.resume.dates import find_date
from visavis.career.resume.marks import ISSUER
from visavis.career.resume.pieces import Piece

_STEP = re.compile(
    r"(?:Associate|Professional|Practitioner|Special(?:ty|ist)|Expert|Fundamentals|Foundations?|Advanced|Intermediate|"
    r"Entry|Master|Administrator|Developer|Core|Level \w{1,4}|Part \w{1,4}|[1-3]급|[초중고]급)(?: (?:Level|Exam))?"
    r"|Professional [A-Z].*",
)
"""What stands behind a dash and belongs to the name: the step of a certificate."""
_OPEN = re.compile(r"\bCertified(?: (?:Professional|Associate|Expert|Master|Specialist|Practitioner|Engineer))?$")
"""A name that doesn't say yet what is certified."""
_JOINT = re.compile(r"\s*(?:,|[–—―:-])\s*")
IS_NAME = re.compile(r"\b(?:Certified|Certificate|Certification|Licen[cs]e|Licensed)\b")
"""With one of these words it names a certificate, whoever gave it."""


def whole_names(body: Piece, parts: Sequence[Piece]) -> list[Piece]:
    """The parts of a line, those joined again that are one name."""
    joined: list[Piece] = []
    for part in parts:
        before = joined[-1] if joined else None
        if before is not None and _belongs(body, before, part):
            joined[-1] = body.cut(before.start - body.start, part.end - body.start)
        else:
            joined.append(part)
    return joined


def _belongs(body: Piece, before: Piece, part: Piece) -> bool:
    between = body.text[before.end - body.start : part.start - body.start]
    if re.search(r"\d{4}$", before.text) or _JOINT.fullmatch(between) is None:
        return False
    if _STEP.fullmatch(part.text):
        return True
    return _OPEN.search(before.text) is not None and not (find_date(part.text) or ISSUER.search(part.text))
