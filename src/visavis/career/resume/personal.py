"""What a résumé states about the person rather than the work: "신장 165cm", "Religion: none"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from visavis.career.resume.headings import normalised
from visavis.career.resume.pieces import Line, Piece
from visavis.career.resume.values import Forbidden

_LABELS: dict[Forbidden | None, str] = {
    "birth": "생년월일|생년|생일|출생|출생년도|출생연도|출생일|dateofbirth|birthdate|birthday|dob|born|yearofbirth",
    "age": "나이|연령|만나이|age",
    "sex": "성별|gender|sex",
    "height": "키|신장|height",
    "weight": "몸무게|체중|weight",
    "appearance": "용모|외모|인상|혈액형|체형|appearance|bloodtype|bloodgroup",
    "origin": "출신지역|출신지|출생지|본적|고향|등록기준지|원적|placeofbirth|birthplace|hometown|regionoforigin",
    "marriage": "결혼여부|혼인여부|결혼|혼인|결혼유무|혼인상태|maritalstatus|married",
    "religion": "종교|religion",
    "property": "재산|재산정도|부동산|동산|자산|주거형태|주거|차량|자가용|property|assets",
    "family": "부|모|아버지|어머니|형제|자매|부친|모친|부모직업|가족|가족사항|father|mother|brother|sister|"
    "spouse|parents|"
    "fathersoccupation|mothersoccupation|siblings|parentsoccupation",
    "photo": "사진|증명사진|photo",
    None: "국적|취미|특기|취미특기|취미및특기|음주|음주여부|흡연|흡연여부|장애|장애여부|장애사항|"
    "보훈|보훈여부|보훈대상|보훈사항|"
    "시력|연락처|전화|전화번호|휴대폰|휴대전화|핸드폰|이메일|email|phone|mobile|nationality|citizenship|hobby|hobbies|disability|smoking|drinking|veteranstatus",
}
KNOWN: dict[str, Forbidden | None] = {name: what for what, names in _LABELS.items() for name in names.split("|")}
AMBIGUOUS = frozenset({"height", "weight", "appearance", "property", "family", "photo"})
"""Their labels mean other things among projects and jobs: 키 is a key as well."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_YEAR = r"(?:19[3-9]\d|20[0-3]\d)"
BIRTHDAY = (
    rf"(?:{_YEAR}\s?[.\-/년]\s?\d{{1,2}}(?:\s?[.\-/월]\s?\d{{1,2}}\s?일?\.?|\s?월)?|{_YEAR}년?|\d{{8}}|\d{{6}}"
    rf"|['’]?\d\d\s?[.\-/년]\s?\d{{1,2}}\s?[.\-/월]\s?\d{{1,2}}(?:\s?일)?|\d{{1,2}}[./-]\d{{1,2}}[./-]{_YEAR}"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? {_YEAR}"
    rf"|{_MONTH} (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?{_YEAR})"
)
_NO = r"해당\s?(?:사항\s?)?(?:없음|무)|비?\s?대상(?:자?\s?아님|자)?|없음|무|비흡연|흡연|아니[오요]|no(?:ne)?|n/a|[XO]"
_REGION = (
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청?북|충청?남|전라?북|전라?남|경상?북|경상?남|제주)"
    r"(?:특별자치시|특별자치도|특별시|광역시|도|시)?(?: [가-힣]{1,6}[시군구읍면동리]?){0,3}|[가-힣]{1,6}[시군도]"
)
_SHAPES: dict[Forbidden | None, str] = {
    "birth": rf"(?:(?:on|in) )?{BIRTHDAY}\s?생?",
    "age": r"(?:만\s?)?\d{2}\s?(?:세|years old|yrs)?",
    "sex": r"남성?|여성?|남자|여자|male|female|[MF]",
    "height": r"1[3-9]\d(?:\.\d)?\s?(?:cm|㎝|센티(?:미터)?)?",
    "weight": r"(?:[3-9]\d|1[0-4]\d)(?:\.\d)?\s?(?:kg|㎏|킬로(?:그램)?)?",
    "appearance": r"(?:RH\s?[+-]?\s?)?(?:AB|A|B|O)\s?(?:RH\s?)?[+-]?\s?형?|표준|보통|마른 편|단정",
    "origin": _REGION,
    "marriage": r"미혼|기혼|이혼|사별|single|(?:un)?married|divorced|widowed|해당 ?없음|[XO]",
    "religion": r"무교|없음|무|기독교|개신교|천주교|가톨릭|불교|원불교|이슬람교?|none|christian\w*|catholic|"
    r"buddhis[tm]|protestant|muslim|islam|hindu|jewish|atheist",
    "property": r"(?:동산|부동산)?\s?\d[\d,.]*\s?(?:억|천만|백만|만)\s?\d*(?:천|만)?\s?원?"
    r"|자가|전세|월세|보유|없음|유|무",
    "family": r"[가-힣]{2,4}\s?[(（][^)）]{1,12}[)）]|\d\s?남\s?\d\s?녀(?:\s?중\s?\S{1,3})?",
    "photo": r"첨부|별첨|attached",
    None: rf"{_NO}|대한민국|한국|내국인|Republic of Korea|(?:South )?Korean?|(?:좌우?\s?)?\d\.\d(?:\s?[/,]\s?\d\.\d)?"
    r"|\+?\d{2,4}[-. )]+\d{3,4}[-. ]?\d{3,4}|[^\s@]+@[^\s@]+\.\w+",
}
_ASIDE = r"(?:\s?[(（][^)）]{1,20}[)）])?"
_VALUES = {what: re.compile(rf"(?:{shape}){_ASIDE}(?=$|[\s,/|｜.;])", re.IGNORECASE) for what, shape in _SHAPES.items()}


def _roomy(name: str) -> str:
    """The pattern of a label with room between its letters or words: "성    별", "date of birth"."""
    return (r"['’]?\s?" if name.isascii() else r"\s{0,4}").join(name)


_NAMES = "|".join(_roomy(name) for name in sorted(KNOWN, key=len, reverse=True))
_LABEL = rf"(?P<label>{_NAMES})(?:\s?[(（][^)）]{{1,8}}[)）])?(?![가-힣A-Za-z])"
_AT = re.compile(
    rf"(?:\(?\d[.)]\s*)?[\[【<]?\s*{_LABEL}(?P<room>\s*[\]】>]\s*[:：]?\s*|\s*[:：]\s*|\s*)", re.IGNORECASE
)
_ANY = re.compile(rf"(?:(?!\s{{2}}|\s/\s|,\s+(?:{_NAMES})(?![가-힣A-Za-z]))[^\t|｜])*(?<=\S)", re.IGNORECASE)
_PARTING = re.compile(r"\s*(?:\t|[|｜]|\s/\s|/|,\s|\s{2})[\s,/|｜]*")
_NUMERIC = frozenset({"birth", "age", "height", "weight"})
"""What is told in digits: the head of a column beside another is no value."""
_GROUPS = re.compile(r"신체\s?(?:사항|조건)?|신상\s?정보?")
_EDGE = " \t,/|｜·.;"
_LONGEST = 24


@dataclass(frozen=True)
class Statement:
    """A label with its value. ``fits``: the value has the form that it must have; ``what`` is None for what the law
    doesn't mean but no section holds, such as hobbies."""

    what: Forbidden | None
    label: str
    piece: Piece
    value: str
    fits: bool


def statements(line: Line) -> Iterator[Statement]:
    """What a line states about the person, piece by piece."""
    text, at = line.body.text, 0
    while at < len(text):
        found = _statement(line.body, at)
        if found is not None:
            yield found
            at = found.piece.end - line.body.start
        parting = _PARTING.search(text, at) if found is None or text[at : at + 1] not in (" ", "") else None
        at = parting.end() if parting else len(text) if found is None else at + _blank(text, at)


def is_personal(line: Line) -> bool:
    """Whether a line states such things and nothing else, in a form that can mean nothing else."""
    found = list(statements(line))
    rest = line.body.text
    for one in found:
        rest = rest.replace(one.piece.text, "", 1)
    return bool(found) and not _GROUPS.sub("", rest).strip(_EDGE) and all(_is_plain(one, line.bullet) for one in found)


def _is_plain(one: Statement, bullet: bool) -> bool:
    return one.fits or (one.what not in AMBIGUOUS and not bullet and len(one.value) <= _LONGEST)


def _blank(text: str, at: int) -> int:
    return len(text[at:]) - len(text[at:].lstrip(_EDGE)) or 1


def _statement(body: Piece, at: int) -> Statement | None:
    found = _AT.match(body.text, at)
    if found is None:
        return None
    what, room = KNOWN[normalised(found["label"])], found["room"]
    fitting = _VALUES[what].match(body.text, found.end()) if room or what in ("height", "weight") else None
    apart = bool(re.search(r"[:：\t\]】>]|\s{2}", room))
    value = fitting or (_ANY.match(body.text, found.end()) if apart else None)
    if value is None or not value[0].strip() or normalised(value[0]) in KNOWN:
        return None
    if what in _NUMERIC and not re.search(r"\d", value[0]):
        return None
    label = body.cut(found.start("label"), found.end("label")).text
    return Statement(what, label, body.cut(found.start(), value.end()), value[0].strip(), fitting is not None)
