"""Finding what employers may not ask for. A label with a value counts, or a form that can mean nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from visavis.career.resume.headings import Heading, normalised
from visavis.career.resume.masking import resident_numbers
from visavis.career.resume.personal import AMBIGUOUS, BIRTHDAY, Statement, is_personal, statements
from visavis.career.resume.pieces import Line, Piece
from visavis.career.resume.splitting import Part
from visavis.career.resume.values import Flag, Forbidden, Span

_PLAIN: dict[Forbidden, str] = {
    "birth": rf"(?<![\d.])(?:{BIRTHDAY}|\d\d년)\s?생(?![가-힣])"
    rf"|\b(?i:born)(?: in [A-Z]\w+,?)?(?: (?:on|in))? {BIRTHDAY}(?!\d)",
    "age": r"\(?만\s?\d{2}\s?세\)?|(?<!\d)\d{2}\s?세(?![가-힣])|\b\d{2} years old\b",
    "height": r"(?<!\d)1[4-9]\d\s?cm\b",
    "weight": r"(?<!\d)(?:[4-9]\d|1[0-2]\d)\s?kg\b",
    "sex": r"(?<![가-힣A-Za-z])(?:남성|여성|남자|여자)(?=\s*(?:[,/|)\t]|$))",
    "marriage": r"(?<![가-힣])(?:미혼|기혼)(?![가-힣])|\b(?i:un)?(?i:married|divorced|widowed)\b",
    "family": r"\b(?i:\d|no|one|two|three|four|five) (?i:child|children|kids?|sons?|daughters?)\b|"
    r"(?<![가-힣])(?:자녀|아들|딸)\s?(?:[0-9한두세네]\s?명?|없음)(?![가-힣])|(?<!\d)\d\s?남\s?\d\s?녀",
}
_FORMS = {what: re.compile(form) for what, form in _PLAIN.items()}
_ROOMY = frozenset({None, "identity", "other", "family", "military"})
"""Only in these parts a plain form counts: 175 cm may be the size of a product elsewhere."""


def find_flags(parts: Sequence[Part], text: str, has_photo: bool) -> tuple[Flag, ...]:
    """Every flag once for its place, in the order of the text; a picture's stands at the top and quotes nothing."""
    found = [flag for part in parts if part.section != "essay" for flag in _in_part(part, text)]
    found += [_flag("resident_number", Piece(text[one.start : one.end], one.start)) for one in resident_numbers(text)]
    if has_photo and not any(flag.what == "photo" for flag in found):
        found.insert(0, Flag("photo", "", Span(0, 0)))
    return tuple(sorted(_once(found), key=lambda flag: flag.span.start))


def _in_part(part: Part, text: str) -> Iterator[Flag]:
    if part.section == "family":
        filled = [line.body for line in part.lines if not line.is_empty]
        if filled:
            yield _flag("family", Piece(text[filled[0].start : filled[-1].end], filled[0].start))
    for line in part.lines:
        yield from _stated(line, part.section)
        if part.section in _ROOMY and part.section != "family":
            for what, form in _FORMS.items():
                yield from (_flag(what, line.body.group(found)) for found in form.finditer(line.body.text))


def _stated(line: Line, section: Heading | None) -> Iterator[Flag]:
    alone = is_personal(line)
    for one in statements(line):
        if one.what is not None and (alone or _counts(one, section, line.bullet)):
            yield _flag(one.what, one.piece)
    if len(line.cells) == 1 and normalised(line.body.text) in ("사진", "증명사진"):
        yield _flag("photo", line.body)


def _counts(one: Statement, section: Heading | None, bullet: bool) -> bool:
    """Whether a statement counts beside other things in its line."""
    if section == "family":
        return one.fits and one.what != "family"
    return section in _ROOMY or (one.what not in AMBIGUOUS and (one.fits or not bullet))


def _flag(what: Forbidden, piece: Piece) -> Flag:
    return Flag(what, piece.text, Span(piece.start, piece.end))


def _once(flags: Sequence[Flag]) -> list[Flag]:
    """Without those that lie within another of the same kind."""
    kept: list[Flag] = []
    reached: dict[Forbidden, int] = {}
    for flag in sorted(flags, key=lambda one: (one.span.start, -one.span.end)):
        if flag.span.end > reached.get(flag.what, -1):
            kept.append(flag)
            reached[flag.what] = flag.span.end
    return kept
