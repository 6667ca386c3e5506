"""Lines under a heading become entries: tables by their heads, labels by their names, the rest by its form."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from visavis.career.resume.certificates import whole_names
from visavis.career.resume.confidence import LABELLED, NAMED, PATTERN, UNDER
from visavis.career.resume.dates import Period, find_date, find_period
from visavis.career.resume.labels import IGNORED, PERIOD, label_key, labelled, lone_label
from visavis.career.resume.pieces import Line, Piece
from visavis.career.resume.sentences import is_sentence
from visavis.career.resume.values import FIELDS, Entry, Field, Section, Span

Head = Callable[["Draft", list[Piece]], None]
_PARTS = re.compile(
    r"\t|\s*[|｜]\s*|\s+[/·•∙]\s+|\s{2,}|,\s+(?!Ltd|Inc|LLC|Corp)|\s+[–—―-]\s+|[(（](?!주\)|유\)|재\)|사\))"
    r"|(?<![(（][주유재사])[)）]|\s*,\s*(?=[가-힣])"
)
_DETAILS: dict[Section, str] = {
    "education": "",
    "career": "duties",
    "unpaid": "duties",
    "activity": "detail",
    "volunteering": "detail",
    "project": "which",
}
"""The key of what stands in points under an entry."""
_QUANTIFIED = re.compile(
    r"\d[\d,.]*\s*(?:%|퍼센트|배\b|배로|percent|x\b|times)|(?:단축|절감|향상|개선|증가|감소|달성|increas|reduc|"
    r"cut\b|sav(?:ed|ing)|"
    r"improv|grew|rais(?:ed|ing)|lower).{0,60}\d|\d.{0,40}(?:단축|절감|향상|개선|증가|감소|달성|줄였|늘렸|높였|"
    r"낮췄|기록)"
    r"|절반|두\s?배|세\s?배|\bhalf\b|\bhalved\b|\bdoubled\b|\btripled\b|\bfrom\b.{1,40}\bto\b.{1,30}\b(?:\d|one|"
    r"two|three|four|five|six|seven|"
    r"eight|nine|ten|days?|hours?|minutes?)|(?:increas|reduc|cut|sav|improv|grew|rais|lower|"
    r"shorten)\w*\b.{0,60}\bto (?:one|two|three|four|five|"
    r"six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
HOURS = re.compile(r"(?:총\s*)?(?P<hours>\d[\d,]*)\s*(?:시간|[Hh]ours?|hrs?)(?![가-힣])")
_RESULTS = {"career": "results", "project": "result"}
_DATES = {"certificate": "date", "award": "date", "language_test": "date"}
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+(?=[^\d\s~.])")
_OTHER_LABEL = re.compile(r"[^:：\t]{1,24}\s*[:：]\s+\S")
"""A line with a label of its own, though an unknown one, is no value of the label above it."""
_SENTENCE_END = re.compile(r"[.!?。]$|다\.?$|음\.?$|함\.?$")
_NAMES: dict[Section, str] = {
    "award": "name",
    "certificate": "name",
    "activity": "name",
    "project": "name",
    "training": "name",
    "volunteering": "organisation",
}
"""The key of the name where a sentence is none."""
_REPEATED = frozenset(
    {
        "duties",
        "results",
        "detail",
        "which",
        "why",
        "why_technology",
        "technology",
        "result",
        "limits",
        "stack",
        "major",
    }
)
_LONGEST_HEAD = 400
"""Characters of a line that names an entry. The patterns that take such lines apart look back from every place, which
takes a minute for three thousand characters."""


@dataclass
class Draft:
    """An entry while it is read."""

    section: Section
    fields: list[Field] = field(default_factory=list)
    has_details: bool = False
    indent: int = 0

    def has(self, key: str) -> bool:
        return any(one.key == key for one in self.fields)

    def add(self, piece: Piece, key: str, confidence: float, value: str | None = None) -> None:
        """Keep a field unless it is empty, unknown to the section or there already; a sentence is no name."""
        if key == _NAMES.get(self.section) and is_sentence(piece.text):
            return
        if piece.text and key in FIELDS[self.section] and (key in _REPEATED or not self.has(key)):
            self.fields.append(piece.field(key, confidence, value))

    def make_sure(self, key: str, confidence: float) -> None:
        """Raise how sure a field is that stands under its label."""
        self.fields = [
            replace(one, confidence=max(one.confidence, confidence)) if one.key == key else one for one in self.fields
        ]

    def add_period(self, piece: Piece, period: Period, confidence: float) -> None:
        for key, side in (("start", period.start), ("end", period.end)):
            if side is not None:
                self.add(piece.cut(side[1], side[2]), key, confidence, side[0])
        if period.end and self.section == "education" and piece.text[period.end[1] :].startswith("재학"):
            self.add(piece.cut(period.end[1], period.end[1] + 2), "status", PATTERN)

    def add_dated(self, piece: Piece, key: str, confidence: float) -> None:
        """A cell or value that holds dates."""
        found = find_period(piece.text)
        if found and key in (PERIOD, "start"):
            self.add_period(piece, found[1], confidence)
        elif (date := find_date(piece.text)) is not None:
            self.add(piece.group(date[0]), "start" if key == PERIOD else key, confidence, date[1])
        elif key == "end" and re.search(r"현재|재직|재학|present|current", piece.text, re.IGNORECASE):
            self.add(piece, "end", confidence, "now")

    def entry(self) -> Entry:
        return Entry(self.section, tuple(self.fields))


class Reader:
    """Reads the lines of one section; ``head`` makes fields of the pieces of a line that names an entry."""

    def __init__(self, section: Section, head: Head, text: str) -> None:
        self.section, self.head, self.text = section, head, text
        self.drafts: list[Draft] = []
        self.columns: list[str | None] | None = None
        self.under: str | None = None
        self.blank = True
        self.detail_end: Line | None = None
        self.widest = 0
        self.next: Line | None = None

    def read(self, lines: Sequence[Line]) -> list[Entry]:
        self.widest = max((line.indent + len(line.body.text) for line in lines), default=0)
        for line, self.next in zip(lines, [*lines[1:], None], strict=False):
            if line.is_empty:
                self.blank = True
                continue
            self._line(line)
            self.blank = False
        return [draft.entry() for draft in self.drafts if draft.fields]

    def _line(self, line: Line) -> None:
        if self._table(line) or self._labels(line) or self._detail(line):
            return
        self.under = self.detail_end = None
        self._head(line)

    def _table(self, line: Line) -> bool:
        cells = line.cells
        if len(cells) < 2:
            self.columns = None
            return False
        keys = [label_key(self.section, cell.text) for cell in cells]
        if all(key or not cell.text for key, cell in zip(keys, cells, strict=True)) and sum(map(bool, keys)) > 1:
            self.columns = keys
            return True
        if self.columns is None or len(cells) > len(self.columns):
            return False
        draft = self._new(line)
        for key, cell in zip(self.columns, cells, strict=False):
            self._keep(draft, key, cell)
        return True

    def _keep(self, draft: Draft, key: str | None, value: Piece) -> None:
        if key in (None, IGNORED) or not value.text:
            return
        if key in (PERIOD, "start", "end", "date", "expiry"):
            draft.add_dated(value, str(key), LABELLED)
        elif key == "gpa" or (key == "school" and self.section == "education"):
            self.head(draft, [value])
            draft.add(value, str(key), LABELLED)
            draft.make_sure(str(key), LABELLED)
        elif key == "hours":
            number = re.search(r"\d+", value.text)
            draft.add(value.group(number) if number else value, "hours", LABELLED)
        else:
            draft.add(value, str(key), LABELLED)

    def _labels(self, line: Line) -> bool:
        """Whether the line is made of labels and their values."""
        pairs = self._pairs(line)
        if pairs:
            draft = self._current(line, pairs[0][0])
            for key, value in pairs:
                self._keep(draft, key, value)
            self.under = pairs[-1][0] if pairs[-1][0] in _REPEATED else None
            self.detail_end = line if self.under else None
            return True
        alone = lone_label(self.section, line.body)
        if alone is not None and self.drafts:
            self.under, self.detail_end = alone, None
            return True
        return False

    def _pairs(self, line: Line) -> list[tuple[str, Piece]]:
        cells = line.cells
        if len(cells) > 1 and len(cells) % 2 == 0 and label_key(self.section, cells[0].text):
            keys = [label_key(self.section, cell.text) or IGNORED for cell in cells[::2]]
            return list(zip(keys, cells[1::2], strict=True))
        found = [labelled(self.section, cell) for cell in self._split_labels(line)]
        return [pair for pair in found if pair] if found and found[0] else []

    def _split_labels(self, line: Line) -> list[Piece]:
        """Cells, and "a: b | c: d" parted where each part is labelled."""
        parts = line.body.split(re.compile(r"\t|\s+[|｜/]\s+"))
        if len(parts) > 1 and all(labelled(self.section, part) for part in parts):
            return parts
        return line.cells if "\t" in line.body.text else [line.body]

    def _current(self, line: Line, key: str) -> Draft:
        """The entry that a labelled value belongs to."""
        names = next(iter(FIELDS[self.section]))
        if not self.drafts or (key == names and self.drafts[-1].has(names)):
            return self._new(line)
        if key not in _REPEATED and self.drafts[-1].has(key) and self.blank:
            return self._new(line)
        return self.drafts[-1]

    def _detail(self, line: Line) -> bool:
        """Whether the line is a point under the entry before it, or goes on with one."""
        if not self.drafts or self.section not in _DETAILS:
            return False
        draft = self.drafts[-1]
        if self._goes_on(line):
            self._lengthen(draft, line)
        elif line.bullet or self.under:
            if self._opens(line, draft):
                return False
            if _OTHER_LABEL.match(line.body.text):
                self.under = None
            key = self.under or self._detail_key(line)
            if not key:
                self.head(draft, self.parts(line.body)[0])
            draft.add(line.body, key, NAMED if self.under else UNDER)
            if self.section == "volunteering":
                add_hours(draft, line.body)
            draft.has_details = True
        else:
            return False
        self.detail_end = line
        return True

    def _opens(self, line: Line, draft: Draft) -> bool:
        """Whether a point or a line under a label begins the next entry."""
        if find_period(line.body.text) and (draft.has("start") or not draft.fields) and line.indent <= draft.indent:
            return True
        return not line.bullet and line.indent <= draft.indent and (self.blank or self._is_followed_by_head(draft))

    def _is_followed_by_head(self, draft: Draft) -> bool:
        """Whether the next line tells what the entry has already: its period, or a label of it."""
        if self.next is None or self.next.is_empty or self.next.bullet:
            return False
        if find_period(self.next.body.text) and draft.has("start"):
            return True
        return any(key not in _REPEATED and draft.has(key) for key, _ in self._pairs(self.next))

    def _detail_key(self, line: Line) -> str:
        results = _RESULTS.get(self.section)
        return results if results and _QUANTIFIED.search(line.body.text) else _DETAILS[self.section]

    def _goes_on(self, line: Line) -> bool:
        """Whether a line that a page broke goes on with the point before it."""
        before = self.detail_end
        if self._is_followed_by_head(self.drafts[-1]):
            return False
        if before is None or self.blank or line.bullet or len(line.cells) > 1 or find_period(line.body.text):
            return False
        if line.indent > self.drafts[-1].indent and before.bullet:
            return True
        wide = before.indent + len(before.body.text) >= 0.75 * self.widest
        return wide and (line.body.text[0].islower() or not _SENTENCE_END.search(before.body.text))

    def _lengthen(self, draft: Draft, line: Line) -> None:
        last = draft.fields[-1]
        if last.span is None:
            return
        span = Span(last.span.start, line.body.end)
        value = " ".join(part.strip() for part in self.text[span.start : span.end].split("\n"))
        key = last.key
        if key == _DETAILS.get(self.section) and _QUANTIFIED.search(value):
            key = _RESULTS.get(self.section, key)
        draft.fields[-1] = Field(key, value, span, last.confidence)

    def _head(self, line: Line) -> None:
        if len(line.body.text) > _LONGEST_HEAD or (self.section in _NAMES and is_sentence(line.body.text)):
            self._sentence(line)
            return
        pieces, found = self.parts(line.body)
        draft = self.drafts[-1] if self.drafts else None
        if draft is None or self._is_next(draft, line, found is not None, pieces):
            draft = self._new(line)
        if found is not None:
            number = _NUMBERED.match(line.body.text)
            draft.add_period(line.body.cut(number.end()) if number else line.body, found, PATTERN)
        if pieces:
            self.head(draft, pieces)

    def _sentence(self, line: Line) -> None:
        """What stands as a sentence tells of the entry before it, or of none."""
        key = _DETAILS.get(self.section)
        if key and self.drafts:
            self.drafts[-1].add(line.body, key, UNDER)

    def _is_next(self, draft: Draft, line: Line, dated: bool, pieces: list[Piece]) -> bool:
        if self.section not in _DETAILS and self.section != "military":
            only_date = dated and not pieces
            return not (only_date and not draft.has("start"))
        if draft.has_details or (dated and (draft.has("start") or draft.has("end"))):
            return True
        told = draft.has("start") or (draft.has("title") and not dated)
        if (self.blank and told) or self._is_followed_by_head(draft):
            return True
        if line.bullet and not draft.has("start"):
            return dated
        trial = Draft(self.section)
        self.head(trial, list(pieces))
        name = next(iter(FIELDS[self.section]))
        return any(one.key == name and one.confidence >= NAMED for one in trial.fields) and any(
            one.key == name and one.confidence >= NAMED for one in draft.fields
        )

    def parts(self, body: Piece) -> tuple[list[Piece], Period | None]:
        """The pieces of a line and its period, which is taken out of them."""
        number = _NUMBERED.match(body.text)
        body = body.cut(number.end()) if number else body
        found = find_period(body.text)
        if found is None:
            return self._split(body), None
        sides = [body.cut(0, found[0].start()), body.cut(found[0].end())]
        return [part for side in sides for part in self._split(side)], found[1]

    def _split(self, body: Piece) -> list[Piece]:
        parts = [part for part in (one.trimmed() for one in body.split(_PARTS)) if part.text]
        return whole_names(body, parts) if self.section == "certificate" else parts

    def _new(self, line: Line) -> Draft:
        self.under = self.detail_end = None
        self.drafts.append(Draft(self.section, indent=line.indent))
        return self.drafts[-1]


def add_hours(draft: Draft, piece: Piece) -> None:
    """The hours of unpaid work, where a text tells them."""
    found = HOURS.search(piece.text)
    if found:
        draft.add(piece.group(found, "hours"), "hours", PATTERN)


def date_key(section: Section) -> str:
    """The key of a single date in a section."""
    return _DATES.get(section, "start")
