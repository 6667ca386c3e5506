"""Reading a document whole: from bytes, from text, or from a form."""

from __future__ import annotations

from dataclasses import dataclass, replace

from visavis.career.resume.errors import EmptyDocument
from visavis.career.resume.extracting import Kind, extract
from visavis.career.resume.masking import holds_resident_number, mask_resident_numbers
from visavis.career.resume.readers import Laid, lay_out
from visavis.career.resume.readers.laid import laid
from visavis.career.resume.values import Resume
from visavis.kit.text import Text
from visavis.media.limits import Limits
from visavis.media.sandbox import run_limited

LIMITS = Limits(memory_mb=3072, cpu_s=60, wall_s=90.0)
"""For the child that opens what somebody brought."""
_NOTHING_FOUND = Text(
    ko="이 글에서 이력서 항목을 찾지 못했습니다. 맞는 문서인지 확인하거나, 학력·경력 같은 제목을 적어 주세요.",
    en="No field of a résumé was found in this text. Check that it is the right document, or add headings such as "
    "Education and Experience.",
)


@dataclass(frozen=True)
class Reading:
    """What was read; ``was_masked``: the file holds a resident number, so that it isn't kept itself."""

    resume: Resume
    notes: tuple[Text, ...] = ()
    was_masked: bool = False


def read_file(data: bytes, kind: Kind = "resume") -> Reading:
    """Read a file in a child process with limits. Raises a kind of UnreadableDocument, or TooHeavy."""
    return run_limited(read_bytes, data, kind, limits=LIMITS)


def read_pasted(text: str, kind: Kind = "resume") -> Reading:
    """Read a pasted text in a child process with limits. Raises EmptyDocument or TooHeavy."""
    return run_limited(read_text, text, kind, limits=LIMITS)


def read_bytes(data: bytes, kind: Kind = "resume") -> Reading:
    """The same in this process, for files that one made oneself."""
    return _read(lay_out(data), kind)


def read_text(text: str, kind: Kind = "resume") -> Reading:
    """The same in this process, for a text that one wrote oneself."""
    made = laid(text.split("\n"))
    if not made.text.strip():
        raise EmptyDocument
    return _read(made, kind)


def _read(made: Laid, kind: Kind) -> Reading:
    masked = replace(made, text=mask_resident_numbers(made.text))
    resume = extract(masked.text, kind, made.has_photo)
    notes = made.notes if resume.entries else (*made.notes, _NOTHING_FOUND)
    return Reading(resume, notes, holds_resident_number(made.text))
