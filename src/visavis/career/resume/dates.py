"""Dates and periods as Korean and English documents write them, made alike: "2024-03", "2024", "now"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_NUMERIC = (
    rf"(?<![\d.])(?:{_YEAR}\s?[.\-/년]\s?{_MONTH}(?!\d)(?:\s?월)?(?:\s?[.\-/]?\s?(?<=[.\-/월 ])(?:3[01]|[12]\d|"
    rf"0?[1-9])(?!\d)\s?일?)?\.?"
    rf"|{_MONTH}/{_YEAR}(?!\d)"
    rf"|['’‘`]?\d\d\.(?:1[0-2]|0[1-9])(?:\.(?:3[01]|[12]\d|0[1-9]))?(?![\d.%])\.?"
    rf"|{_YEAR}(?!\d)(?:\s?년도?)?)"
)
_NAMED = rf"(?:{_MONTH_NAME}\s*(?:\d{{1,2}},\s*)?['’]?{_YEAR}|(?:Spring|Summer|Fall|Autumn|Winter)\s+{_YEAR})(?!\d)"
_NOW = r"(?:현재|재직\s?중|진행\s?중|재학\s?중|[Pp]resent|PRESENT|[Nn]ow|[Cc]urrent|[Oo]ngoing)"
_DATE = rf"(?:{_NAMED}|{_NUMERIC})"
_TO = r"\s*(?:~|〜|∼|～|–|—|―|−|-|부터|\bto\b|\buntil\b)\s*"
_HALF_NAMED = rf"(?P<half>{_MONTH_NAME}){_TO}(?P<half_end>{_MONTH_NAME}\s*{_YEAR})"
RANGE = re.compile(
    rf"(?:{_HALF_NAMED}|(?P<start>{_DATE}){_TO}(?P<end>{_DATE}|{_NOW}|{_MONTH}(?:월|\b)(?![\d.,%]))?(?:까지)?)"
)
DATE = re.compile(_DATE)
_FOUR = re.compile(_YEAR)


@dataclass(frozen=True)
class Period:
    """Start and end, each a date and its place in the piece searched; None where it isn't written."""

    start: tuple[str, int, int]
    end: tuple[str, int, int] | None


def find_period(text: str) -> tuple[re.Match[str], Period] | None:
    """The first period in a text."""
    for found in RANGE.finditer(text):
        period = _period(found)
        if period is not None:
            return found, period
    return None


def find_date(text: str) -> tuple[re.Match[str], str] | None:
    """The first date in a text."""
    found = DATE.search(text)
    return (found, normal_date(found[0])) if found else None


def normal_date(written: str) -> str:
    """ "2024-03" or "2024" of a date that ``DATE`` matches."""
    year = _FOUR.search(written)
    month = next((index + 1 for index, name in enumerate(_MONTHS) if name in written.lower()), None)
    if year is None:
        numbers = re.findall(r"\d+", written)
        short = int(numbers[0])
        return f"{1900 + short if short > 60 else 2000 + short}-{int(numbers[1]):02d}"
    if month is None:
        rest = re.findall(r"\d+", written[: year.start()] or written[year.end() :])
        month = int(rest[0]) if rest and 1 <= int(rest[0]) <= 12 else None
    return year[0] if month is None else f"{year[0]}-{month:02d}"


def months_between(start: str, end: str) -> int | None:
    """Months from the first to the last, both counted; None where a month isn't known."""
    if not all(re.fullmatch(r"\d{4}-\d\d", one) for one in (start, end)):
        return None
    first, last = (12 * int(one[:4]) + int(one[5:]) for one in (start, end))
    return last - first + 1 if last >= first else None


def _period(found: re.Match[str]) -> Period | None:
    if found["half"]:
        end = normal_date(found["half_end"])
        start = normal_date(f"{found['half']} {end[:4]}")
        return Period((start, *found.span("half")), (end, *found.span("half_end")))
    start = normal_date(found["start"])
    if not found["end"]:
        return Period((start, *found.span("start")), None)
    return Period((start, *found.span("start")), (_end(found["end"], start), *found.span("end")))


def _end(written: str, start: str) -> str:
    if re.fullmatch(_NOW, written):
        return "now"
    if re.fullmatch(rf"{_MONTH}월?", written):
        return f"{start[:4]}-{int(re.sub(r'[^0-9]', '', written)):02d}"
    return normal_date(written)
