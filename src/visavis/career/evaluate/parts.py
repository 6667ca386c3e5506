"""The parts of an evaluation: titles, definitions and how many points each can have. Conventions of this project."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.career.evaluate.engine import Kind, Part, Remark
from visavis.kit.text import Text

MOST: dict[Kind, dict[str, int]] = {
    "resume": {
        "structure": 20,
        "results": 20,
        "verbs": 10,
        "wording": 10,
        "correctness": 15,
        "readability": 10,
        "projects": 15,
        "posting": 20,
    },
    "cover_letter": {
        "lengths": 10,
        "results": 25,
        "verbs": 10,
        "wording": 20,
        "correctness": 20,
        "readability": 15,
        "posting": 20,
    },
    "portfolio": {
        "projects": 40,
        "results": 20,
        "verbs": 10,
        "wording": 10,
        "correctness": 10,
        "readability": 10,
        "posting": 20,
    },
}

TITLES = {
    "structure": Text(ko="구성", en="Structure"),
    "results": Text(ko="수치로 말한 성과", en="Results in figures"),
    "verbs": Text(ko="동사", en="Verbs"),
    "wording": Text(ko="반복과 상투어", en="Repetition and clichés"),
    "correctness": Text(ko="맞춤법과 띄어쓰기", en="Spelling and spacing"),
    "readability": Text(ko="읽기 쉬움", en="Readability"),
    "projects": Text(ko="프로젝트의 여섯 질문", en="Six questions about each project"),
    "lengths": Text(ko="문항 분량", en="Length of each item"),
    "posting": Text(ko="채용 공고와의 일치", en="Match with the posting"),
}

DEFINITIONS = {
    "structure": Text(
        ko="이름·연락처, 학력, 경험, 기술이 있는지, 각 절 안이 최근 순인지, 기간이 적혀 있는지를 봅니다. "
        "여섯 가지를 같은 비중으로 셉니다.",
        en="Whether contact, education, experience and skills are there, whether each section runs from the latest "
        "back, and whether periods are given: six checks of equal weight.",
    ),
    "results": Text(
        ko="한 일을 말하는 문장 가운데 수치(날짜, 전화번호, 학점, 팀 인원, 걸린 시간 제외)가 있는 문장의 "
        "비율입니다. 셋 중 하나면 만점입니다.",
        en="The share of sentences about work that hold a figure (dates, phone numbers, grades, the size of the team "
        "and how long it took aside). One in three gets full points.",
    ),
    "verbs": Text(
        ko="한 일을 드러내는 동사(구축, 개선, 줄였다)와 자리에 있었음만 말하는 동사(참여했다, 담당했다)를 목록으로 "
        "세어, 앞의 비율로 점수를 줍니다.",
        en="Verbs of doing (built, reduced) against verbs of being there (helped, was responsible for), counted from a "
        "list; the share of the first gives the points.",
    ),
    "wording": Text(
        ko="목록에 있는 상투어는 한 곳에 10%, 자주 되풀이되는 낱말과 문장 첫머리는 하나에 10%씩 뺍니다.",
        en="Each cliché of our list takes 10 % of the points away, each word or opening that comes too often 10 %.",
    ),
    "correctness": Text(
        ko="목록에 있는 맞춤법 오류와 확실한 띄어쓰기 오류의 1,000자당 수입니다. 0이면 만점, 10 이상이면 0점입니다. "
        "목록에 없는 오류는 찾지 못합니다.",
        en="Listed spelling errors and sure spacing errors per 1,000 characters: none gets full points, ten or more "
        "get none. Errors that aren't in the list aren't found.",
    ),
    "readability": Text(
        ko="지나치게 긴 문장(한국어 25어절, 영어 30단어 초과)의 비율입니다. 하나도 없으면 만점, 절반 이상이면 "
        "0점입니다. 뜻이 없는 자기소개서 문항은 그 비율만큼 더 뺍니다.",
        en="The share of sentences over 25 words (eojeol) in Korean, 30 in English: none gets full points, half or "
        "more get none. Items of a letter that make no sense take off their share.",
    ),
    "projects": Text(
        ko="프로젝트마다 무엇을, 왜, 어떤 기술로, 왜 그 기술로, 결과, 한계의 여섯 질문에 답이 있는지 봅니다.",
        en="For each project, whether six questions are answered: which, why, what technology, why that one, the "
        "result, its limits.",
    ),
    "lengths": Text(
        ko="문항마다 글자 수가 한도의 80~100%인지 봅니다. 한도는 문항에 적힌 것(1,000자 이내, 공백 제외, 바이트)을 "
        "따르고, 없으면 공백 포함 500·700·1,000자 가운데 가장 가까운 것으로 봅니다.",
        en="Whether each item fills 80–100 % of its limit: the one that the item states (1,000 characters, without "
        "spaces, bytes, words), else the nearest usual one (500, 700 or 1,000 characters with spaces).",
    ),
    "posting": Text(
        ko="공고에서 뽑은 용어 가운데 문서에도 있는 용어의 비율입니다. 같은 뜻의 다른 표기(파이썬=Python)는 "
        "같게 봅니다.",
        en="The share of the posting's terms that the document has, other spellings of the same thing (파이썬 = "
        "Python) included.",
    ),
}


def make_part(key: str, kind: Kind, share: float | None, remarks: Iterable[Remark] = ()) -> Part:
    """``share`` 0–1 of the points that the part can have in this kind of document; None when it can't be measured."""
    most = MOST[kind][key]
    points = None if share is None else round(most * min(1.0, max(0.0, share)), 1)
    return Part(key, TITLES[key], DEFINITIONS[key], points, most, tuple(remarks))
