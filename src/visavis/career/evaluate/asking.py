"""What of a posting asks for something: not the benefits, the procedure, nor the company's own name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from visavis.career.evaluate.text import Piece, lines_of

_LONGEST_HEAD = 24
_ASKS = re.compile(
    r"자격|요건|우대|담당|업무|직무|역할|필수|기술|스택|이런 분|찾습니다|주요|"
    r"requirement|qualification|responsib|what you(?:'ll| will)|skills|stack|must|nice to have|preferred|the role|"
    r"looking for",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"^(?:(?:복리|후생|복지|혜택|급여|연봉|보상|처우|근무\s?(?:조건|환경|시간|지역|장소|지|형태)|(?:채용\s?)?전형|채용|접수|제출|"
    r"지원\s?(?:방법|기간|절차)|(?:회사|기업|팀)\s?소개|유의|참고|문의|마감)"
    r"(?:\s?(?:및|/|·|,|&)?\s?(?:후생|복지|혜택|급여|보상|안내|사항|정보|제도|방법|일정|절차|내용|기간|서류|처|일|조건|환경|"
    r"접수))*|"
    r"(?:our |your )?(?:benefits?|perks)(?: (?:and|&) \w+)?|(?:what )?we offer(?: you)?|who we are|"
    r"about (?!you|the (?:role|job|position|work)).*|how to apply|"
    r"(?:(?:our|the|hiring|interview|selection|application) )+process|compensation.*|salary.*|location|contact.*|"
    r"deadline)$",
    re.IGNORECASE,
)
_MARKS = " \t[]【】<>《》〈〉「」■□◆◇●○▶▷*#-•·:：|"
_LABEL = re.compile(r"^([^:：]{1,24})[:：]\s*\S")
_LEGAL = r"(?:\(주\)|㈜|（주）|주식회사|\(유\))"
_NAMED = re.compile(
    rf"{_LEGAL}\s?(?P<behind>[\w&.]+)|(?P<before>[\w&.]+)\s?{_LEGAL}|"
    r"(?:회사명?|기업명?|업체명?|company(?: name)?|employer)\s*[:：]\s*(?P<label>[^\n,|/(]{2,40})|"
    r"\b(?:about|join|why)\s+(?P<about>[A-Z][\w&.]*(?:\s[A-Z][\w&.]*)*)(?=\s*(?:$|[.,!?\n]|is\b|and\b|as\b))|"
    r"(?m:^)(?P<hiring>[A-Z][\w&.]*(?:[ ][A-Z][\w&.]*){0,3})\s+(?:is|are)\s+(?:hiring|looking|seeking|a\b|an\b)"
)
_ROLE = re.compile(
    r"개발|디자인|디자이너|기획|마케팅|마케터|영업|엔드|스택|엔지니어|매니저|신입|경력|채용|"
    r"developer|engineer|designer|manager|analyst",
    re.IGNORECASE,
)
"""A title may begin with the work as well as with the company: [백엔드]."""
_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:에서|으로|은|는|이|가|을|를|와|과|의|에|로)$")
_TITLE = re.compile(
    r"^\s*[\[【<《〈「(](?P<box>[^\]】>》〉」)]{2,30})[\]】>》〉」)]|"
    r"^\s*(?P<first>[^\s\[\]()|]{2,20})\s+(?:20\d\d|['’]?\d\d년|상반기|하반기)|"
    r"[|@]\s*(?P<last>[^|@\n]{2,30})\s*$|\s[-–—]\s(?P<dashed>[^\s][^|@\n–—-]{1,30})\s*$|"
    r"\b(?:at|with)\s+(?P<at>[A-Z][\w&.]*(?:\s[A-Z][\w&.]*)*)\s*$"
)


def asked_lines(posting: str) -> Iterator[Piece]:
    """The lines but those of parts that only tell: benefits, procedure, place, company."""
    tells = False
    for line in lines_of(posting):
        label = _LABEL.match(line.text)
        head = (label[1] if label else line.text).strip(_MARKS)
        if label is None and not _is_item(posting, line.span.start) and len(head) <= _LONGEST_HEAD:
            tells = _TELLS.match(head) is not None or (tells and not _opens(line.text, head))
        elif label is not None and _ASKS.search(head):
            tells = False
        if not tells and not _TELLS.match(head):
            yield line


def _opens(line: str, head: str) -> bool:
    """Whether another part begins: one that asks, or whatever is marked as a heading."""
    return _ASKS.search(head) is not None or line.startswith(("[", "【", "<", "■", "◆", "▶", "#"))


def without_company(line: str, names: tuple[str, ...]) -> str:
    """The line with a slash in the place of each of the names."""
    return re.sub("|".join(map(re.escape, names)), " / ", line) if names else line


def company_names(posting: str) -> tuple[str, ...]:
    """What the company calls itself, as far as a title, a label or a legal form shows it; the longest first."""
    title = next((line.text for line in lines_of(posting)), "")
    found = [*_TITLE.finditer(title), *_NAMED.finditer(posting)]
    written = [re.sub(_LEGAL, "", name).strip(_MARKS) for one in found for name in one.groups() if name]
    names = {name for name in written if not _ASKS.search(name) and not _ROLE.search(name)}
    bare = {_PARTICLE.sub("", name) for name in names}
    return tuple(sorted((name for name in names | bare if len(name) > 1), key=lambda name: (-len(name), name)))


def _is_item(posting: str, start: int) -> bool:
    """Whether a bullet or a number stands before the line."""
    return re.search(r"[-*•·▪○◦‣\d]", posting[posting.rfind("\n", 0, start) + 1 : start]) is not None
