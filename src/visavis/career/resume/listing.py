"""Sections that are lists rather than entries with dates: skills, tests of languages, links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from visavis.career.resume.confidence import LABELLED, NAMED, PATTERN, UNDER
from visavis.career.resume.dates import DATE, normal_date
from visavis.career.resume.labels import label_key
from visavis.career.resume.pieces import Line, Piece
from visavis.career.resume.values import Entry, Field

_GROUP = re.compile(r"(?P<group>[^:：\t,]{1,30})\s*[:：]\s*(?P<rest>\S.*)")
_COMMAS = re.compile(r"\t|\s*[,;|｜]\s*(?![^()]*\))|\s+[/·•]\s+|\s{2,}|(?<=[A-Za-z가-힣])·(?=[A-Za-z가-힣])")
_LEVEL = re.compile(
    r"[(（\s–—:-]+(?P<level>상|중|하|최상|중상|고급|중급|초급|능숙|보통|기초|실무 가능|업무 활용 가능|[Aa]dvanced|"
    r"[Ii]ntermediate|[Bb]asic|[Pp]roficient"
    r"|[Ee]xpert|[Ff]luent|[Bb]eginner|[Ff]amiliar|[1-5]/5|★[★☆]*)[)）]?$"
)
_LONGEST_SKILL = 40
_TEST = re.compile(
    r"(?P<test>TOEIC\s?Speaking|TOEIC\s?S&W|토익\s?스피킹|토스|TOEIC|토익|OPIc|OPIC|오픽|TOEFL(?:\s?i[Bb][Tt])?|"
    r"토플|IELTS(?:\s?Academic)?|TEPS|텝스|"
    r"JLPT|JPT|HSK|TOPIK|DELF|DELE|Duolingo(?: English Test)?|G-TELP|지텔프|FLEX|TSC|ZD|"
    r"Goethe-Zertifikat)(?![A-Za-z])"
)
_SCORE = re.compile(
    r"(?P<score>(?:Level|Lv\.?|레벨)\s?\d|\d{2,3}(?=\s?점)|N[1-5](?![0-9])|[A-C][12](?![0-9])|(?:AL|IH|IM[1-3]?|"
    r"IL|NH|NM|NL)(?![A-Za-z])|"
    r"[1-9]급|(?<![\d.])\d{1,3}(?:\.[05])?(?![\d.]))(?:\s?점)?"
)
_EXPIRY = re.compile(r"(?:만료|유효|까지|expires?|valid until|expiry)", re.IGNORECASE)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>()|,]+|(?<![@\w.])(?:github\.com|gitlab\.com|linkedin\.com|behance\.net|notion\.so|"
    r"velog\.io|[\w-]+\.(?:github\.io|notion\.site|tistory\.com|example(?:\.com|"
    r"\.org)?))(?:/[^\s<>()|,]*)?"
)


def read_skills(lines: Sequence[Line]) -> Iterator[Entry]:
    """Every skill is an entry; the name of a group ("Languages:") is left out."""
    columns: list[str | None] = []
    for line in lines:
        if line.is_empty:
            columns = []
            continue
        keys = [label_key("skill", cell.text) for cell in line.cells]
        if len(keys) > 1 and all(keys):
            columns = keys
        elif columns and len(keys) > 1:
            yield from _skill_row(columns, line)
        else:
            yield from _skill_line(line)


def _skill_row(columns: Sequence[str | None], line: Line) -> Iterator[Entry]:
    fields = [
        cell.field(key, LABELLED)
        for key, cell in zip(columns, line.cells, strict=False)
        if key in ("name", "level") and cell.text
    ]
    if any(field.key == "name" for field in fields):
        yield Entry("skill", tuple(fields))


def _skill_line(line: Line) -> Iterator[Entry]:
    cells = line.cells
    # "언어 <tab> Python, Java": a cell that groups what stands in the next
    if len(cells) == 2 and "," in cells[1].text and "," not in cells[0].text:
        cells = cells[1:]
    for cell in cells:
        group = _GROUP.match(cell.text)
        body = cell.group(group, "rest") if group else cell
        for part in body.split(_COMMAS):
            if (
                0 < len(part.text) <= _LONGEST_SKILL
                and not part.text.endswith(("다.", "다"))
                and not DATE.search(part.text)
            ):
                yield Entry("skill", tuple(_skill(part.trimmed(" \t.,;"))))


def _skill(piece: Piece) -> list[Field]:
    found = _LEVEL.search(piece.text)
    name = piece.cut(0, found.start()) if found else piece
    fields = [name.field("name", NAMED)]
    return [*fields, piece.group(found, "level").field("level", NAMED)] if found else fields


def read_tests(lines: Sequence[Line]) -> Iterator[Entry]:
    """Tests of languages by their names, wherever they stand in these lines."""
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        found = list(_TEST.finditer(line.body.text))
        for index, test in enumerate(found):
            end = found[index + 1].start() if index + 1 < len(found) else len(line.body.text)
            behind = line.body.cut(test.end(), end)
            before = line.body.cut(0, test.start()) if index == 0 else Piece("", 0)
            fields = tuple(_test(line.body.group(test, "test"), behind, before))
            yield Entry("language_test", fields + tuple(_date_below(fields, following)))


def _date_below(fields: Sequence[Field], following: Line | None) -> Iterator[Field]:
    """A date that stands alone in the next line."""
    date = DATE.fullmatch(following.body.text) if following is not None else None
    if date and following is not None and not any(field.key == "date" for field in fields):
        yield following.body.group(date).field("date", PATTERN, normal_date(date[0]))


def has_test(line: Line) -> bool:
    return _TEST.search(line.body.text) is not None


def _test(name: Piece, behind: Piece, before: Piece) -> Iterator[Field]:
    yield name.field("test", PATTERN)
    dates = list(DATE.finditer(behind.text))
    score = _SCORE.search("".join(_blanked(behind.text, dates)))
    if score:
        yield behind.group(score, "score").field("score", PATTERN)
    taken = [date for date in dates if not _EXPIRY.search(_around(behind.text, date, dates))]
    if taken:
        yield behind.group(taken[0]).field("date", PATTERN, normal_date(taken[0][0]))
    elif date := DATE.search(before.text):
        yield before.group(date).field("date", PATTERN, normal_date(date[0]))
    expiries = [date for date in dates if date not in taken] or taken[1:2]
    if expiries:
        yield behind.group(expiries[0]).field("expiry", PATTERN, normal_date(expiries[0][0]))


def _around(text: str, date: re.Match[str], dates: Sequence[re.Match[str]]) -> str:
    """What stands between this date and its neighbours."""
    begins = max((one.end() for one in dates if one.end() <= date.start()), default=0)
    ends = min((one.start() for one in dates if one.start() >= date.end()), default=len(text))
    behind = re.match(r"\s*까지", text[date.end() : ends])
    return text[begins : date.start()] + (behind[0] if behind else "")


def _blanked(text: str, dates: Sequence[re.Match[str]]) -> str:
    for date in dates:
        text = text[: date.start()] + " " * (date.end() - date.start()) + text[date.end() :]
    return text


def read_spoken(lines: Sequence[Line]) -> Iterator[Entry]:
    """Under a heading of languages, what is no test: "English (fluent)", "Japanese – business level"."""
    pattern = re.compile(
        r"(?P<test>영어|일본어|중국어|독일어|프랑스어|스페인어|한국어|English|Japanese|Chinese|Mandarin|German|"
        r"French|Spanish|Korean)"
        r"\s*[(（:：–—\t-]+\s*(?P<score>[^)）,;\t|]{1,30})"
    )
    for line in lines:
        if not has_test(line):
            for found in pattern.finditer(line.body.text):
                test, score = line.body.group(found, "test"), line.body.group(found, "score")
                yield Entry("language_test", (test.field("test", NAMED), score.field("score", UNDER)))


def read_links(lines: Sequence[Line]) -> Iterator[Entry]:
    """Addresses on the web; the same one only once."""
    seen: set[str] = set()
    for line in lines:
        for found in _LINK.finditer(line.body.text):
            link = line.body.group(found).trimmed(" .,;/")
            if link.text not in seen:
                seen.add(link.text)
                yield Entry("portfolio", (link.field("link", PATTERN),))
