"""Who wrote the document: name, mail, telephone, address. What isn't plainly there is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from visavis.career.resume.confidence import LABELLED, PATTERN, PLACED, UNDER
from visavis.career.resume.dates import DATE
from visavis.career.resume.headings import is_heading
from visavis.career.resume.labels import label_key, labelled
from visavis.career.resume.pieces import Line, Piece
from visavis.career.resume.values import Entry, Field

_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_PHONE = re.compile(
    r"(?<![\d-])(?:\+82[\s.-]?\(?0?\)?1\d[\s.-]?\d{3,4}[\s.-]?\d{4}|01[016789][\s.)-]{0,2}\d{3,4}[\s.-]{0,2}\d{4}"
    r"|0\d{1,4}[\s.)-]\d{3,4}[\s.-]\d{3,4}|\+\d{1,3}[\s.-]?(?:\(\d{1,4}\)[\s.-]?)?\d{2,4}(?:[\s.-]\d{2,6}){1,4}"
    r"|\(\d{3}\)\s?\d{3}[-.\s]\d{4}|\d{3}[-.]\d{3}[-.]\d{4})(?![\d-])"
)
_ADDRESS = re.compile(
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청|충북|충남|전라|전북|전남|경상|경북|경남|"
    r"제주)(?:특별자치시|특별자치도|특별시|광역시|[남북]?도)?"
    r"\s+[가-힣]+(?:시|구|군)(?:\s+[가-힣0-9]+(?:구|읍|면|동|로|길|가))*(?:\s*[\d-]+(?:번지|길|호)?)*[^|\t·•]*"
)
_STREET = re.compile(
    r"\d{1,5}[A-Za-z]? (?:[A-Z]\w+ ){1,3}?(?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Way|Close|Court|"
    r"Terrace)\b\.?(?:, [A-Z][\w ]*\w)*"
)
_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥"
    "육인맹제모탁국어은편용예경봉사부가복태목형피두감호음빈동온라"
)
_TWO_SURNAMES = ("남궁", "황보", "제갈", "선우", "독고", "사공", "서문")
_OTHER_SCRIPT = (
    r"(?:\s*[(（/]?\s*[A-Za-z][A-Za-z ,.'’-]{2,30}[)）]?|"
    r"\s*[(（/]?\s*[\u3400-\u9fff\uf900-\ufaff ]{2,8}[)）]?)?"
)
"""The same name in Latin letters or in Hanja."""
_KOREAN = re.compile(rf"(?P<name>[가-힣](?:\s?[가-힣]){{1,3}}){_OTHER_SCRIPT}$")
_LATIN = r"A-Za-zÀ-ÖØ-öø-ɏ"
_WORD = rf"[{_LATIN}]+(?:['’-][{_LATIN}]+)*\.?"
_ENGLISH = re.compile(rf"(?P<name>{_WORD}(?: {_WORD}){{1,4}})(?:\s*[(（][^)）]{{1,12}}[)）])?$")
_PARTICLES = frozenset(
    ["al", "bin", "da", "de", "del", "den", "der", "di", "do", "dos", "el", "la", "le", "ten", "ter", "van", "von", "y"]
)
_NO_NAME = re.compile(
    r"\b(?:resume|r[eé]sum[eé]|curriculum|vitae|cv|cover|letter|developer|engineer|designer|manager|analyst|"
    r"university|college|"
    r"street|road|avenue|apply|application|portfolio|dear|marketing|software|data|product|sales|summary|profile|"
    r"page|the|of|and|for|"
    r"intern|nurse|teacher|assistant|specialist|consultant|city|seoul|korea|confidential|personal)\b",
    re.IGNORECASE,
)
_TITLE_PARTS = re.compile(
    r"(?:이력서|입사지원서|지원서|자기소개서|지원자|경력기술서)\s*[:：|\-–]?\s*|\s*(?:님|드림|이력서|의 이력서|"
    r"자기소개서|포트폴리오)$"
)
_SPACED = re.compile(
    r"(?:^|(?<=[\t|｜/])\s*|(?<=\s{2}))(?P<label>(?:성\s{0,4}명|이\s{0,4}름|지원자(?:명)?|"
    r"[Ff]ull\s?[Nn]ame|FULL NAME|[Nn]ame|NAME)"
    r"(?:\s?[(（][^)）]{1,6}[)）])?)\s+(?P<value>\S(?:(?!\s{2})[^\t|｜])*)"
)
_APART = re.compile(r"\s*[|｜]\s*|\s+[/·]\s+|\s{3,}")
_FIRST_LINES = 6
_KOREAN_WORDS = frozenset(
    [
        "이력서",
        "자기소개서",
        "지원서",
        "경력사항",
        "인적사항",
        "신입사원",
        "개발자",
        "디자이너",
        "기획자",
        "마케터",
        "지원분야",
        "연락처",
        "주소",
        "이메일",
        "학력사항",
    ]
)


def read_identity(top: Sequence[Line], whole: Sequence[Line]) -> Entry | None:
    """``top``: what stands before the first section and under 인적사항; ``whole``: all lines, for mail and "
    "telephone."""
    fields: dict[str, Field] = {}
    for key, value in _labelled(top):
        _keep(fields, key, value)
    for line in [*top, *whole]:
        for key, pattern in (("email", _EMAIL), ("phone", _PHONE)):
            found = pattern.search(line.body.text)
            if found and key not in fields:
                fields[key] = line.body.group(found).field(key, PATTERN)
    for line in top:
        found = _ADDRESS.search(line.body.text) or _STREET.search(line.body.text)
        if found and "address" not in fields:
            fields["address"] = line.body.group(found).trimmed().field("address", UNDER)
    if "name" not in fields and (name := _name_by_place(top)):
        fields["name"] = name
    order = ("name", "email", "phone", "address")
    return Entry("identity", tuple(fields[key] for key in order if key in fields)) if fields else None


def _labelled(lines: Sequence[Line]) -> Iterator[tuple[str, Piece]]:
    for line in lines:
        cells = line.cells
        for one, other in pairwise(cells):
            key = label_key("identity", one.text)
            if key and other.text and not label_key("identity", other.text):
                yield key, other
        parts = [part for cell in cells for part in _parts(cell)]
        yield from (pair for pair in (labelled("identity", part) for part in parts) if pair)
        yield from (pair for cell in cells if (pair := _spaced(cell)))


def _spaced(cell: Piece) -> tuple[str, Piece] | None:
    """A name, number or address behind its label with no more than spaces between: "성명 김서연"."""
    for found in _SPACED.finditer(cell.text):
        key = label_key("identity", found["label"])
        value = cell.group(found, "value")
        if key == "name" and _name_in(value) is not None:
            return key, value
    return None


def _parts(cell: Piece) -> list[Piece]:
    """What is labelled each for itself; "성    명: …" is one, for all the room in its label."""
    whole = labelled("identity", cell)
    return [cell] if whole and not _APART.search(whole[1].text) else cell.split(_APART)


def _keep(fields: dict[str, Field], key: str, value: Piece) -> None:
    patterns = {"email": _EMAIL, "phone": _PHONE}
    if key in fields:
        return
    if key in patterns:
        found = patterns[key].search(value.text)
        value = value.group(found) if found else Piece("", 0)
    if key == "name":
        named = _KOREAN.match(value.text) or _english(value.text)
        # A label is no licence: what has digits or is as long as a sentence is no name.
        if named is None and (len(value.text) > 40 or re.search(r"\d", value.text)):
            return
        value = value.group(named, "name") if named else value
    if value.text:
        fields[key] = value.field(key, LABELLED)


def _name_by_place(top: Sequence[Line]) -> Field | None:
    filled = [line for line in top if not line.is_empty][:_FIRST_LINES]
    for index, line in enumerate(filled):
        known = _EMAIL.search(line.body.text) or _PHONE.search(line.body.text)
        body = line.body.cut(0, known.start()) if known and known.start() > 0 else line.body
        for cell in body.split(re.compile(r"\t|\s*[|｜,·]\s*|\s{3,}|\s+[–—/-]\s+")):
            bare = _bare(cell)
            name = _name_in(bare)
            if name:
                return name.field("name", UNDER if index == 0 else PLACED)
    return None


def _bare(piece: Piece) -> Piece:
    found = _TITLE_PARTS.search(piece.text)
    return piece.trimmed() if found is None else next(iter(piece.without(found)), Piece("", piece.start))


def _name_in(piece: Piece) -> Piece | None:
    if is_heading(piece.text) or DATE.search(piece.text):
        return None
    found = _KOREAN.match(piece.text)
    if found:
        letters = re.sub(r"\s", "", found["name"])
        known = letters[:2] in _TWO_SURNAMES or (letters[0] in _SURNAMES and len(letters) <= 3)
        spaced = " " in found["name"] and not re.fullmatch(
            r"(?:[가-힣] )+[가-힣]|[가-힣]{1,2} [가-힣]{1,2}", found["name"]
        )
        if known and not spaced and letters not in _KOREAN_WORDS and len(letters) > 1:
            return piece.group(found, "name")
        return None
    found = _english(piece.text)
    return piece.group(found, "name") if found and not _NO_NAME.search(piece.text) else None


def _english(text: str) -> re.Match[str] | None:
    """Two to five words with capitals, such as "Jane O'Neill" and "María de la Cruz"; "de" may be small."""
    found = _ENGLISH.match(text)
    words = found["name"].split() if found else []
    large = [word for word in words if word[0].isupper() and (word[1:].islower() or _is_large(word))]
    small = [word for word in words if word in _PARTICLES]
    return found if 1 < len(large) < 5 and len(large) + len(small) == len(words) and words[0] in large else None


def _is_large(word: str) -> bool:
    """Whether capitals stand where a name has them: PARK, O'Neill, García-López, McDonald, J."""
    return all(
        part.isupper() or re.fullmatch(r"(?:Ma?c)?\w[^\W\dA-Z]*", part) for part in re.split(r"['’.-]", word) if part
    )
