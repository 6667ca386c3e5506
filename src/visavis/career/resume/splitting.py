"""A document's lines parted at their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from visavis.career.resume.essays import essay_title
from visavis.career.resume.headings import Heading, heading_of
from visavis.career.resume.labels import LABELS, label_key
from visavis.career.resume.marks import SERVICE
from visavis.career.resume.personal import is_personal, statements
from visavis.career.resume.pieces import Line, Piece

_INLINE = re.compile(r"(?P<head>[^:：\t]{2,24}?)\s*[:：]\s*(?P<rest>\S.*)$")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s*)?\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)
_SERVED = re.compile(rf"(?P<head>병역(?:사항|구분|여부)?|군필여부)\s+(?P<rest>(?:{SERVICE.pattern}).*)$")
"""Military service needs no colon: its value tells it."""
_RELATION = re.compile(
    r"(?:조부모?|조모|외조부|외조모|부모?|모|형|누나|오빠|언니|남동생|여동생|동생|형제|자매|배우자|아내|남편|처|자녀|아들|딸|본인|관계|"
    r"(?:(?:grand)?(?:father|mother)|brother|sister|spouse|wife|husband|son|daughter|relation)\b)(?=[\s:：(（,])",
    re.IGNORECASE,
)


@dataclass
class Part:
    """What stands under one heading; ``heading`` is None for what stands before the first."""

    section: Heading | None
    heading: Piece | None
    lines: list[Line] = field(default_factory=list)


def parts_of(lines: Iterable[Line], is_letter: bool) -> list[Part]:
    """The document parted at its headings. ``is_letter``: what looks like a question is the title of an essay."""
    parts = [Part("essay" if is_letter else None, None)]
    for line in lines:
        if _PAGE_NUMBER.fullmatch(line.body.text):
            continue
        opened = _opened(line, parts[-1], is_letter or any(part.section == "essay" for part in parts))
        if opened is None and _is_stray(line, parts[-1]):
            _set_apart(line, parts)
        elif opened is None:
            parts[-1].lines.append(line)
        elif opened.section == "portfolio" and len(parts) == 1 and not any(one.body.text for one in parts[0].lines):
            parts.append(Part("identity", opened.heading))  # the title of the document
        else:
            parts.append(opened)
    return parts


def _is_stray(line: Line, current: Part) -> bool:
    """Whether a line is about the person and no part of the section that is open."""
    section = current.section
    if line.is_empty or section is None or section == "other" or section in ("identity", "military", "essay"):
        return False
    if section == "family":
        return not _is_of_family(line, current)
    return is_personal(line) and all(label_key(section, one.label) is None for one in statements(line))


def _is_of_family(line: Line, current: Part) -> bool:
    """Whether a line goes on about the family: another label, or an empty line before something else, ends it."""
    stated = [one.what for one in statements(line)]
    if stated:
        return stated[0] == "family"
    opens = not any(one.body.text for one in current.lines)
    return opens or not current.lines[-1].is_empty or _RELATION.match(line.body.text) is not None


def _set_apart(line: Line, parts: list[Part]) -> None:
    """Behind an empty line it ends the section; between two lines of it the section goes on."""
    current = parts[-1]
    apart = Part("other", None, [line])
    beside = parts[-2] if len(parts) > 1 else None
    if current.section == "family" or (current.lines and current.lines[-1].is_empty):
        parts.append(apart)
    elif beside is not None and beside.section == "other" and beside.heading is None:
        beside.lines.append(line)
    else:
        parts.insert(-1, apart)


def _opened(line: Line, current: Part, is_letter: bool) -> Part | None:
    """The part that a line opens, or None."""
    if line.is_empty:
        return None
    title = essay_title(line.body, is_letter)
    if title is not None:
        return Part("essay", title)
    cells = line.cells
    if len(cells) == 1:
        return _alone(line, current)
    found = heading_of(cells[0].text)
    if found is None or found == "other" or _is_own(current, cells[0]):
        return None
    if _is_heads(found, cells):
        return Part(found, cells[0], [line])
    if found == "identity" or current.section == "essay" or _looks_like_heads(cells):
        return None
    return Part(found, cells[0], [_behind(line, cells[0])])


def _alone(line: Line, current: Part) -> Part | None:
    found = heading_of(line.body.text)
    if found is not None and not (line.bullet and _is_own(current, line.body)):
        return None if _is_point(line, current) else Part(found, line.body)
    inline = _INLINE.match(line.body.text) or _SERVED.match(line.body.text)
    if inline is None or current.section == "essay" or (line.bullet and current.section not in (None, "identity")):
        return None
    head = line.body.group(inline, "head")
    found = heading_of(head.text)
    if found in (None, "other", "identity", "career", "essay") or _is_own(current, head):
        return None
    return Part(found, head, [_behind(line, head)])


def _is_point(line: Line, current: Part) -> bool:
    """Whether a word that could be a heading is a point of a list: "- 기술" among skills."""
    return line.bullet and line.indent > 0 and current.section == heading_of(line.body.text)


def _is_own(current: Part, piece: Piece) -> bool:
    """Whether it is a label of the section that is open: 기술 within 프로젝트."""
    section = current.section
    if (
        section is None
        or section == "other"
        or section == "family"
        or section == "identity"
        or section == heading_of(piece.text)
    ):
        return False
    return label_key(section, piece.text) is not None


def _is_heads(section: Heading, cells: list[Piece]) -> bool:
    """Whether a row holds the heads of columns, the first of which is the heading as well."""
    if section not in LABELS:
        return False
    keys = [label_key(section, cell.text) for cell in cells if cell.text]
    return len(keys) > 1 and all(keys)


def _looks_like_heads(cells: list[Piece]) -> bool:
    return all(
        any(cell.text and label_key(section, cell.text) for section in LABELS) or heading_of(cell.text)
        for cell in cells
        if cell.text
    )


def _behind(line: Line, head: Piece) -> Line:
    rest = line.body.cut(head.end - line.body.start).trimmed("\t :：")
    return Line(rest, line.indent, bullet=False)
