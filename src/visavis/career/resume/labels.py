"""What stands before values: labels of lines and heads of columns, for each section."""

from __future__ import annotations

import re

from visavis.career.resume.headings import normalised
from visavis.career.resume.marks import TECHNOLOGY
from visavis.career.resume.pieces import Piece
from visavis.career.resume.values import Section

PERIOD = "period"
"""A label of both ``start`` and ``end``."""
IGNORED = "ignored"
_PERIODS = (
    "기간|재학기간|근무기간|활동기간|교육기간|봉사기간|수행기간|참여기간|진행기간|복무기간|체류기간|개발기간|연수기간|일시|"
    "dates|date|period|duration|years"
)
_STARTS = "입학|입학일|입학년월|입사일|입사년월|시작일|시작|from|start|startdate"
_ENDS = "졸업일|졸업년월|퇴사일|퇴사년월|종료일|종료|to|end|enddate|graduation|graduationdate"
_IGNORED = (
    "소재지|지역|location|비고|구분|no|번호|순번|note|remarks|퇴사사유|연봉|급여|gradelevel|지도교수|고용형태|근무형태"
)
_DATED = {PERIOD: _PERIODS, "start": _STARTS, "end": _ENDS, IGNORED: _IGNORED}

_LABELS: dict[Section, dict[str, str]] = {
    "identity": {
        "name": "성명|이름|지원자|지원자명|한글성명|성명한글|name|fullname",
        "email": "이메일|메일|email|emailaddress|전자우편",
        "phone": "연락처|전화|전화번호|휴대폰|휴대전화|핸드폰|휴대폰번호|mobile|phone|phonenumber|tel|telephone|cell",
        "address": "주소|현주소|거주지|address|homeaddress|currentaddress",
    },
    "education": {
        "school": "학교|학교명|대학교|대학|출신학교|school|university|institution|college",
        "major": "전공|학과|전공학과|학부|주전공|전공명|major|fieldofstudy|department|subject",
        "degree": "학위|학위구분|degree|qualification",
        "gpa": "학점|평점|평균학점|성적|평균평점|gpa|grade|cgpa",
        "status": "상태|졸업여부|졸업구분|재학상태|졸업상태|졸업|status",
    },
    "career": {
        "company": "회사|회사명|직장|직장명|근무처|기관|기관명|기업명|company|employer|organization|organisation",
        "team": "부서|소속|근무부서|부서명|팀|team|department|division",
        "title": "직위|직급|직책|직위직급|직급직위|직무|직급직책|담당직무|포지션|title|position|role|jobtitle",
        "duties": "담당업무|업무|주요업무|업무내용|담당|상세업무|내용|직무내용|duties|responsibilities|"
        "description|tasks",
        "results": "성과|주요성과|업무성과|실적|주요실적|결과|results|achievements|keyachievements|outcomes|"
        "accomplishments",
    },
    "unpaid": {
        "organisation": "기관|기관명|단체|단체명|소속|organization|organisation|company",
        "role": "역할|직위|담당|role|position",
        "duties": "내용|활동내용|업무|주요내용|duties|description|responsibilities",
    },
    "certificate": {
        "name": "자격증|자격증명|자격명|자격면허명|자격면허|면허|명칭|certificate|certification|name|license",
        "issuer": "발행처|발급기관|발행기관|시행처|주관|기관|발급처|시행기관|issuer|issuedby|organization|authority",
        "date": "취득일|취득년월|취득일자|취득연월|발급일|합격일|일자|date|issued|dateissued|취득",
    },
    "language_test": {
        "test": "시험|시험명|어학시험|어학|언어|외국어|외국어명|test|exam|language|examname",
        "score": "점수|등급|성적|점수등급|급수|score|grade|level|result|점수급수",
        "date": "취득일|응시일|취득년월|시험일|일자|취득일자|date|testdate|taken",
        "expiry": "유효기간|만료일|유효기한|expiry|expires|validuntil|expirydate",
        IGNORED: "비고|발급기관|주관|구분",
    },
    "award": {
        "name": "수상명|상훈명|대회명|수상내용|수상내역|공모전|공모전명|대회|상명|수상|award|name|prize|"
        "competition|title",
        "issuer": "수여기관|주최|주관|시상기관|기관|주최기관|수상기관|issuer|organizer|organiser|awardedby|by",
        "date": "수상일|수상년월|일자|수상일자|날짜|date|year",
    },
    "training": {
        "name": "교육명|과정명|교육과정|과정|교육과정명|교육내용|course|name|program|programme|training",
        "provider": "교육기관|기관|기관명|주관|provider|institution|organization|by",
    },
    "activity": {
        "name": "활동명|활동|단체|단체명|동아리|기관|소속|활동구분|name|activity|organization|club",
        "role": "역할|직책|직위|담당|role|position",
        "detail": "내용|활동내용|주요내용|상세내용|detail|description|details",
    },
    "volunteering": {
        "organisation": "기관|기관명|봉사기관|단체|단체명|활동기관|봉사처|organization|organisation",
        "hours": "시간|봉사시간|활동시간|hours|시간합계",
        "detail": "내용|봉사내용|활동내용|봉사활동|활동|description|detail|work|activity",
    },
    "abroad": {
        "country": "국가|국가명|체류국가|나라|지역|country",
        "purpose": "목적|체류목적|내용|purpose|reason|활동",
    },
    "skill": {
        "name": "기술|기술명|스킬|프로그램|프로그램명|항목|보유기술|기술스택|skill|name|tool|program|skills|"
        "tools|languages",
        "level": "수준|숙련도|활용수준|활용능력|능력|상중하|level|proficiency",
    },
    "project": {
        "name": "프로젝트|프로젝트명|과제명|과제|제목|project|name|title|projectname",
        "role": "역할|담당역할|담당|담당업무|기여|담당파트|myrole|role|responsibility|contribution",
        "stack": "사용기술|기술|기술스택|기술환경|개발환경|사용기술스택|스택|도구|사용도구|stack|techstack|"
        "technologies|tools|tech",
        "which": "개요|소개|내용|프로젝트개요|프로젝트소개|설명|주요내용|overview|description|what|summary|about",
        "why": "배경|추진배경|목적|시작계기|계기|기획배경|동기|문제|문제정의|why|background|motivation|goal|"
        "purpose|problem",
        "technology": "적용기술|구현기술|핵심기술|기술내용|howitworks|technology|implementation|how|구현|구현내용",
        "why_technology": "기술선택이유|기술선정이유|선정이유|선택이유|기술선택배경|whythistechnology|whythisstack|"
        "whythetechnology|whythesetools|reasonforthestack|technologychoice",
        "result": "성과|결과|주요성과|실적|result|results|outcome|outcomes|impact",
        "limits": "한계|한계점|아쉬운점|개선점|보완점|한계및개선|한계와개선점|limits|limitations|limitation|"
        "whatiwouldchange|"
        "lessons|lessonslearned|improvements",
    },
    "portfolio": {
        "link": "링크|주소|url|포트폴리오|깃허브|블로그|github|portfolio|website|blog|link|linkedin|homepage|홈페이지"
    },
    "military": {
        "service": "병역|병역구분|군별|복무|병역사항|복무구분|역종|service|branch|병역여부|군필여부",
        IGNORED: "계급|병과|제대구분|면제사유|rank",
    },
    "essay": {},
}


def _table(section: Section) -> dict[str, str]:
    words = {**_DATED, **_LABELS[section]} if section != "identity" else _LABELS[section]
    # what a section says itself goes before what all share
    return {name: key for key, names in words.items() for name in names.split("|")}


LABELS: dict[Section, dict[str, str]] = {section: _table(section) for section in _LABELS}
_LONGEST_LABEL = 24
_WITH_VALUE = re.compile(r"\s*(?P<label>[^:：\t]{1,24}?)\s*[:：]\s*(?P<value>\S.*)$", re.DOTALL)
_ASKED_VALUE = re.compile(r"\s*(?P<label>[^:：\t?]{1,23}\?)\s+(?P<value>\S.*)$", re.DOTALL)
_EMPTY = re.compile(r"\s*(?P<label>[^:：\t]{1,24}?)\s*[:：]\s*$")
_BRACKETED = re.compile(r"\s*[\[【<](?P<label>[^\]】>]{1,20})[\]】>]\s*(?P<value>\S.*)$", re.DOTALL)


_TOOL = r"기술|스택|도구|툴|언어|프레임워크|아키텍처|tech|stack|tool|framework|language|architecture"
_REASON = r"왜|이유|선택|선정|채택|why|reason|choice|chose|choosing"
_FORMS: tuple[tuple[str, str], ...] = (
    ("why_technology", rf"(?:{_REASON}).*(?:{_TOOL})\w{{0,8}}|(?:{_TOOL}).*(?:{_REASON})\w{{0,4}}"),
    (
        "why_technology",
        rf"(?:왜|why)(?:{TECHNOLOGY.pattern})\w{{0,6}}|(?:선택|선정|채택)한이유|왜그것|whythatone|whythisone",
    ),
    ("technology", rf"(?:무슨|어떤|what|which)(?:{_TOOL})\w*"),
    ("limits", r"(?:남은|아직|remaining|known)?(?:한계|limit|아쉬|부족|개선할).*"),
    ("result", r"(?:최종|핵심|그)?(?:결과|성과|효과)(?:는|와성과|및성과|및효과)?|(?:final|key)results?|theresult"),
    ("why", r"왜|왜(?:만들|시작|필요|했|이프로젝트|하게|그).*|\w{0,6}(?:이유|동기|계기|배경|필요성)"),
    ("why", r"why.*|thewhy|reason"),
    ("which", r"무엇을?|무엇을만들었(?:나|는가)|어떤프로젝트(?:인가)?|whatitis|whatwebuilt|whatibuilt|theproject"),
)
_ASKED = tuple((key, re.compile(form, re.IGNORECASE)) for key, form in _FORMS)
"""How the six questions of a project are asked in a label, beside the usual ones."""


def label_key(section: Section, text: str) -> str | None:
    """The key that a label stands for in a section, or None."""
    name = normalised(text).replace("?", "")
    known = LABELS[section].get(name)
    if known is None and section == "project" and len(text) <= _LONGEST_LABEL:
        return next((key for key, form in _ASKED if form.fullmatch(name)), None)
    return known


def labelled(section: Section, piece: Piece) -> tuple[str, Piece] | None:
    """Key and value of "label: value", or None where it isn't one."""
    for pattern in (_WITH_VALUE, _BRACKETED, _ASKED_VALUE):
        found = pattern.match(piece.text)
        key = label_key(section, found["label"]) if found else None
        if found and key is not None:
            return key, piece.group(found, "value")
    return None


def lone_label(section: Section, piece: Piece) -> str | None:
    """The key of a label whose values stand in the lines under it."""
    found = _EMPTY.match(piece.text) or re.match(r"\s*[\[【<](?P<label>[^\]】>]{1,20})[\]】>]\s*$", piece.text)
    return label_key(section, found["label"]) if found else None
