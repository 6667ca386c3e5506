"""Finding what employers may not ask for. A label with a value counts, or a form that can mean nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from visavis.career.resume.headings import normalised
from visavis.career.resume.masking import MASKED
from visavis.career.resume.pieces import Line, Piece
from visavis.career.resume.splitting import Part
from visavis.career.resume.values import Flag, Forbidden, Span

_LABELS: dict[Forbidden, str] = {
    "birth": "생년월일|생일|출생|출생년도|출생일|dateofbirth|birthdate|birthday|dob|born|yearofbirth",
    "age": "나이|연령|만나이|age",
    "sex": "성별|gender|sex",
    "height": "키|신장|height",
    "weight": "몸무게|체중|weight",
    "appearance": "용모|외모|인상|혈액형|체형|appearance|bloodtype",
    "origin": "출신지역|출신지|출생지|본적|고향|등록기준지|원적|placeofbirth|birthplace|hometown|regionoforigin",
    "marriage": "결혼여부|혼인여부|결혼|혼인|결혼유무|maritalstatus|married",
    "religion": "종교|religion",
    "property": "재산|재산정도|부동산|동산|자산|주거형태|주거|property|assets",
    "family": "부|모|아버지|어머니|형제|자매|부친|모친|부모직업|가족|가족사항|father|mother|brother|sister|"
    "spouse|parents|"
    "fathersoccupation|mothersoccupation|siblings|parentsoccupation",
    "photo": "사진|증명사진|photo",
}
_KNOWN: dict[str, Forbidden] = {name: what for what, names in _LABELS.items() for name in names.split("|")}
_PLAIN: dict[Forbidden, str] = {
    "birth": r"\b(?:19[5-9]\d|20[01]\d)\s?년\s?\d{1,2}\s?월\s?\d{1,2}\s?일\s?생|(?:19[5-9]\d|20[01]\d)\s?년\s?생|"
    r"\bborn (?:on|in) [A-Z]?\w+[ \d,]*\d{4}",
    "age": r"\(?만\s?\d{2}\s?세\)?|(?<!\d)\d{2}\s?세(?![가-힣])|\b\d{2} years old\b",
    "height": r"(?<!\d)1[4-9]\d\s?cm\b",
    "weight": r"(?<!\d)(?:[4-9]\d|1[0-2]\d)\s?kg\b",
    "sex": r"(?<![가-힣A-Za-z])(?:남성|여성|남자|여자)(?=\s*(?:[,/|)\t]|$))",
    "marriage": r"(?<![가-힣])(?:미혼|기혼)(?![가-힣])|\b(?i:un)?(?i:married|divorced|widowed)\b",
    "family": r"\b(?i:\d|no|one|two|three|four|five) (?i:child|children|kids?|sons?|daughters?)\b|"
    r"(?<![가-힣])(?:자녀|아들|딸)\s?(?:[0-9한두세네]\s?명?|없음)(?![가-힣])|(?<!\d)\d\s?남\s?\d\s?녀",
}
_FORMS = {what: re.compile(form) for what, form in _PLAIN.items()}
_LABELLED = re.compile(r"(?P<label>[^:：\t|]{1,24}?)\s*[:：]\s*(?P<value>(?:(?!\s{2})[^\t|｜])*[^\t|｜\s])")
_AMBIGUOUS = frozenset({"height", "weight", "appearance", "property", "family", "photo"})
"""Their labels mean other things among projects and jobs: 키 is a key as well."""
_ROOMY = frozenset({None, "identity", "other", "family", "military"})
"""Only in these parts a plain form counts: 175 cm may be the size of a product elsewhere."""


def find_flags(parts: Sequence[Part], text: str, has_photo: bool) -> tuple[Flag, ...]:
    """Every flag once for its place, in the order of the text; a picture's stands at the top and quotes nothing."""
    found = [flag for part in parts if part.section != "essay" for flag in _in_part(part, text)]
    found += [_flag("resident_number", Piece(one[0], one.start())) for one in MASKED.finditer(text)]
    if has_photo and not any(flag.what == "photo" for flag in found):
        found.insert(0, Flag("photo", "", Span(0, 0)))
    return tuple(sorted(_once(found), key=lambda flag: flag.span.start))


def _in_part(part: Part, text: str) -> Iterator[Flag]:
    if part.section == "family":
        filled = [line.body for line in part.lines if not line.is_empty]
        if filled:
            yield _flag("family", Piece(text[filled[0].start : filled[-1].end], filled[0].start))
        return
    for line in part.lines:
        for flag in _labelled(line):
            if part.section in _ROOMY or flag.what not in _AMBIGUOUS:
                yield flag
        if part.section in _ROOMY:
            for what, form in _FORMS.items():
                yield from (_flag(what, line.body.group(found)) for found in form.finditer(line.body.text))


def _labelled(line: Line) -> Iterator[Flag]:
    cells = line.cells
    for one, other in pairwise(cells):
        what = _KNOWN.get(normalised(one.text))
        if what and other.text and normalised(other.text) not in _KNOWN:
            yield _flag(
                what, Piece(line.body.text[one.start - line.body.start : other.end - line.body.start], one.start)
            )
    if len(cells) == 1 and normalised(cells[0].text) in ("사진", "증명사진"):
        yield _flag("photo", cells[0])
    for cell in cells:
        for part in [cell, *cell.split(re.compile(r"\s*[|｜]\s*|\s+/\s+|,\s+|\s{2,}"))]:
            found = _LABELLED.match(part.text)
            what = _KNOWN.get(normalised(found["label"])) if found else None
            if what and found:
                yield _flag(what, part.group(found))


def _flag(what: Forbidden, piece: Piece) -> Flag:
    return Flag(what, piece.text, Span(piece.start, piece.end))


def _once(flags: Sequence[Flag]) -> list[Flag]:
    """Without those that lie within another of the same kind."""
    kept: list[Flag] = []
    for flag in sorted(flags, key=lambda one: one.span.start - one.span.end):
        if not any(
            one.what == flag.what and one.span.start <= flag.span.start and flag.span.end <= one.span.end
            for one in kept
        ):
            kept.append(flag)
    return kept
