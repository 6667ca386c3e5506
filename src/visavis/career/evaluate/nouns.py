"""The nouns of a posting, whole: 백엔드 and 대용량, not 엔드 and 용량."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from visavis.language.english import STOP
from visavis.language.korean import kiwi

if TYPE_CHECKING:
    from kiwipiepy import Token

_PARTS = {"NNG", "NNP", "XPN", "XSN", "XR"}
_DESCRIBING = {"XSA", "XSM"}
"""What makes an adjective or adverb of a noun: 원활한, 신속히."""
_PEOPLE = {"들", "님"}
_KINDS = {"적", "별", "급", "상", "형"}
"""Behind these a noun only describes another: 효율적, 업무별."""
_PERSON = re.compile(r"(?<=..)(?:자|가|원|사|직|직무|직군|팀|부|파트)$")
_EVERY_POSTING = """
자격 요건 우대 사항 업무 담당 담당자 경력 신입 모집 부문 근무 조건 채용 지원 지원자 학력 무관 이상 이하 관련
분야 보유 보유자 가능 가능자 능력 경험 경험자 회사 저희 우리 전형 절차 서류 면접 접수 기간 방법 제출 복리 후생
급여 연봉 협의 시간 지역 장소 정규직 계약직 인턴 명 년 월 일 주 및 등 수 것 분 팀 기업 직무 내용 주요 필수
기타 문의 홈페이지 환경 기반 활용 이해 수행 대한 이메일 마감 합류 혜택 대학교 졸업 예정자 결격 사유 해당 여행
이력서 자기소개서 포함 다음 함께 통해 사람 인재 상반기 하반기 공채 수시 공고 정규 인원 직군 직책
직급 포지션 경력직 전문가 사원 대리 과장 부장 엔지니어 매니저 리더 관심 열정 의지 성격 태도 책임감
원활 적극 능숙 숙련 우수 유사 동종 각종 전반 제반 사용 제공 필요 기준 대상 최근 추천 환영 성장
소개 이내 이후 여부 정도 수준 이상자 소지 소지자 가점 주식회사 유한회사 학사 석사 전공 전공자
responsibilities requirements qualifications preferred
required experience years year work working ability strong good excellent skills skill knowledge team role job
company candidate position including plus degree bachelor related field will help using etc join looking who
apply salary benefits must nice have understanding familiarity hiring recruiting engineer developer manager
"""
NO_TERM = frozenset(_EVERY_POSTING.split())
"""Words of every posting."""


def korean_nouns(line: str) -> Iterator[tuple[str, str]]:
    """Each noun as it is written, and with a space between its parts: words of every posting are taken off its ends."""
    tokens = [*kiwi().tokenize(line), None]
    run: list[Token] = []
    for token in tokens:
        joined = token is not None and token.tag in _PARTS and (not run or token.start == _end(run))
        if joined and token is not None:
            run.append(token)
            continue
        if run and not (token is not None and token.tag in _DESCRIBING and token.start == _end(run)):
            yield from _whole(run, line)
        run = [token] if token is not None and token.tag in _PARTS else []
    yield from (
        (str(one.form), str(one.form))
        for one in tokens
        if one is not None and one.tag == "SL" and len(one.form) > 1 and one.form.lower() not in NO_TERM
    )


def english_nouns(line: str) -> Iterator[str]:
    """In lower case, but for those with a capital where no sentence begins: these are names."""
    for found in re.finditer(r"[A-Za-z][A-Za-z+#-]{2,}", line):
        word = found[0].strip("-")
        bare = word.lower()
        if bare not in STOP and bare not in NO_TERM and not bare.endswith("ly"):
            begins = not line[: found.start()].strip(" -*/") or line[: found.start()].rstrip().endswith((".", ":"))
            yield bare if begins and word[1:].islower() else word


def without_person(noun: str) -> str:
    """What one does whom the noun names: 개발 of 개발자; the noun itself where it names nobody."""
    return _PERSON.sub("", noun)


def _whole(run: list[Token], line: str) -> Iterator[tuple[str, str]]:
    parts = list(run)
    if parts[-1].tag == "XSN" and parts[-1].form in _KINDS:
        return
    while parts and (parts[-1].form in NO_TERM or (parts[-1].tag == "XSN" and parts[-1].form in _PEOPLE)):
        parts.pop()
    while parts and parts[0].form in NO_TERM:
        parts.pop(0)
    if not parts:
        return
    whole = line[parts[0].start : _end(parts)]
    if len(whole) > 1 and whole not in NO_TERM:
        yield whole, " ".join(_words(parts, line))


def _words(parts: list[Token], line: str) -> Iterator[str]:
    """The parts that can be words: prefixes, suffixes and single syllables stay with their neighbour."""
    at = 0
    bound = [one.tag in ("XPN", "XSN") or one.len < 2 for one in parts]
    numbers = [at := at + (i > 0 and not bound[i] and not bound[i - 1]) for i in range(len(parts))]
    for _, some in groupby(zip(numbers, parts, strict=True), key=lambda pair: pair[0]):
        together = [part for _, part in some]
        yield line[together[0].start : _end(together)]


def _end(run: list[Token]) -> int:
    return int(run[-1].start + run[-1].len)
