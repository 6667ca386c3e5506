"""What no interviewer may ask: Korea's Fair Hiring Procedure Act (art. 4-3) and what has no place in an interview.

Looks, height and weight, origin, marriage, property, the family; and age, sex, religion, health, politics. A sentence
that touches one of them is neither asked nor quoted. Too much is dropped rather than too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_KOREAN = """
결혼 혼인 기혼 미혼 이혼 배우자 남편 아내 자녀 출산 임신 육아 가족 부모 아버지 어머니 아빠 엄마 할머니 할아버지
형제 자매 남매 여동생 남동생 연세 몇\\s?살 나이[가는를도에와]?(?![가-힣]) 출생 생년 고향 본적 태어 출신\\s?지역
지역\\s?출신 어디\\s?출신 종교 (?<![가-힣])무교(?![가-힣]) 교회 성당 불교 기독교 천주교 신앙 체중 몸무게 외모 얼굴
인상이 신장(?:이|은|\\s?[:：]?\\s?[0-9])
(?<![가-힣])키[가는를]?(?![가-힣]) 재산 부동산 자가용 전세 월세 빚 남자\\s?친구 여자\\s?친구 애인 연애 정당
정치\\s?성향 노조 노동조합 장애\\s?(?:등급|여부|인) 혈액형 국적 인종 성별 여자로서 여성으로서 남자로서 남성으로서
병력 질병 주민\\s?등록
"""
_ENGLISH = """
marri\\w+ married single spouse husband wife child children kids pregnan\\w+ famil(?:y|ies) parents? father mother
brother sister siblings? grandparents? how\\sold your\\sage birth\\w* born hometown native\\splace religio\\w+ church
faith (?:your|my)\\s(?:height|weight|looks|body) appearance (?:your|my)\\sproperty real\\sestate wealth boyfriend
girlfriend political\\s(?:party|views) trade\\sunion disabilit\\w+ disabled nationality race ethnic\\w* gender
sexual\\w* illness disease blood\\stype social\\ssecurity
"""
_KOREAN_RULE = re.compile("|".join(_KOREAN.split()))
_ENGLISH_RULE = re.compile(rf"\b(?:{'|'.join(_ENGLISH.split())})\b", re.IGNORECASE)
_SHORTEST_NAME = 4


def is_forbidden(text: str, names: Iterable[str] = ()) -> bool:
    """Whether the text touches what may not be asked.

    ``names`` (of projects, companies, certificates) may hold such a word: a project called "Family Calendar" can be
    asked about.
    """
    for name in sorted((n for n in names if len(n) >= _SHORTEST_NAME), key=len, reverse=True):
        text = text.replace(name, "")
    return bool(_KOREAN_RULE.search(text) or _ENGLISH_RULE.search(text))
