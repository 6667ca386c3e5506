"""What the words of an answer hold, as far as spelling shows it: aspects that are there, and a phrase to take up.

No morphemes are analysed: this runs in the web process while the candidate waits, in well under a millisecond.
"""

from __future__ import annotations

import re

from visavis.interview.questions.forbidden import is_forbidden
from visavis.interview.questions.phrases import from_whole
from visavis.kit.text import Language

_SHORTEST = {"ko": 12, "en": 15}
_KOREAN = {
    "result": """
        결과 덕분에 성공 달성 완료 마무리 마쳤 해결[됐했되] 개선[됐했되] 줄[었였] 늘[었렸] 높[아였] 향상 수상 출시 받았
        합격 통과 효과 성과 감소 증가 달라졌 줄어 줄[인일] 늘어 낮[췄춰] 단축 절감 올[랐렸] 빨라[졌져] 나아졌 좋아졌
        없어졌 사라졌 합의[했를에] 타결 승인 채택 선정[됐되] 우승 끝냈 끝났 해냈 풀렸 배포했 납품 무사히
    """,
    "number": "\\d [한두세네다섯여섯일곱여덟아홉열백천만]\\s?(?:배|명|건|개월|시간|주|달|번|퍼센트|년) 절반 퍼센트",
    "role": "제가 저는 저의 제\\s 내가 나는 본인 맡[아았은는] 담당 주도 직접",
    "reason": """
        때문 이유 위해 위하여 왜냐 그래서 따라서 니까 어서 므로 려고 고자 싶[었어] 판단 생각[했하]
    """,
    "learned": "배[웠운우] 깨달 느[꼈낀끼] 알게\\s?[되됐된] 교훈 성장 이후로 그\\s?뒤로 앞으로는",
    "case": "예를\\s?들 예컨대 가령 사례 예시 예로 경우에는 같은\\s(?:경우|상황)",
    "limit": """
        한계 단점 대가 비용이 비용은 대신 반면 느려 느립 어렵 위험 주의 조심 문제가\\s?(?:생|있|될)
        맞지\\s?않 불리 손해 늘어나 않는\\s?(?:것이|편이)
    """,
    "otherwise": "그래도\\s안 않으면 않는다면 못하면 실패하면 안\\s?된다면 그다음 그\\s다음 다음으로 마지막으로는",
    "first_step": "먼저 우선 첫\\s?(?:달|주|번째|걸음|날) 첫째 처음",
    "example": """
        예를\\s?들 사례 당시 때[는에의]?\\s [0-9]학년 작년 지난 프로젝트 인턴 동아리 경험
        했습니다 였습니다 았습니다 었습니다
    """,
}
_ENGLISH = {
    "result": """
        result\\w* finally succeed\\w* success\\w* achiev\\w+ finished completed launched improved increased reduced cut
        grew won solved worked\\sout in\\sthe\\send turned\\sout outcome shipped delivered released published
        zero\\s(?:bugs|errors|defects|complaints) agreed approved adopted accepted settled dropped rose fell saved
        doubled halved fixed recovered on\\stime went\\slive reached passed
    """,
    "number": """
        zero half twice double triple percent dozen hundred thousand million two three four five six seven eight nine
        ten twelve twenty
    """,
    "role": "i i'd i've my myself mine",
    "reason": """
        because since so\\sthat in\\sorder\\sto therefore reason\\w* wanted\\sto thought decided due\\sto that's\\swhy
    """,
    "learned": """
        learn\\w* realis\\w* realiz\\w* taught lesson since\\sthen next\\stime understood looking\\sback
    """,
    "case": "for\\sexample for\\sinstance such\\sas say\\sa imagine",
    "limit": """
        limit\\w* costs? slower expensive trade-?offs? drawback\\w* downside\\w* disadvantage\\w* but however although
        risk\\w* price careful unless corrupt\\w*
    """,
    "otherwise": """
        otherwise if\\s(?:that|this|it)\\s(?:fail\\w*|doesn't|does\\snot|didn't|did\\snot) if\\snot
        last\\sresort escalate
    """,
    "first_step": "first firstly begin\\sby begin\\swith start\\sby start\\swith",
    "example": """
        for\\sexample for\\sinstance once when\\si last\\syear during at\\smy project internship experience ago
    """,
}
_HAS = {
    aspect: re.compile(rf"{'|'.join(words.split())}|\b(?:{'|'.join(_ENGLISH[aspect].split())})\b", re.IGNORECASE)
    for aspect, words in _KOREAN.items()
}
_EN_GRAMMAR = re.compile(
    r"\b(?:the|an?|i|i'm|to|and|of|in|is|was|my|we|it|for|with|that|at|on|as|yes|no)\b", re.IGNORECASE
)
"""English of more than a few letters holds one of these; keys struck at random don't."""
_KO_GRAMMAR = re.compile(
    r"(?:[은는이가을를에의와과도만고며면서게데니다요죠네까로지한할된던여해어아]|부터|까지|처럼|보다|하기)$"
)
"""A word of Korean that could end in a particle or an ending; lists of nouns hold hardly any."""
_LEAST_WORDS, _LEAST_GRAMMAR = 4, 0.25
_FEW_LETTERS, _FEWEST_LETTERS = 4, 3
_MOST_LONE = 0.25
"""Share of letters that are lone consonants or vowels (ㅋㅋ, ㅁㄴㅇㄹ)."""
_GROUP = re.compile(r"저희|우리|다\s?같이|함께|팀|\b(?:we|our|us|team)\b", re.IGNORECASE)
_OWN = re.compile(r"제가|저는|내가|나는|본인|직접|혼자|주도|\b(?:i|i'd|i've|my|myself)\b", re.IGNORECASE)
_UNKNOWN = re.compile(
    r"모르겠|모릅니다|몰라|(?:생각|기억)이?\s?(?:잘 |전혀 )?(?:안|나지)|"
    r"\b(?:don'?t|do not) know\b|\bno idea\b|\bnot sure\b|"
    r"\b(?:can'?t|cannot|don'?t) (?:think of|remember|recall)\b|\bmind is blank\b|\bdraw\w* a blank\b",
    re.IGNORECASE,
)

_KO_VERBS = (
    r"맡|담당|개발|구현|설계|진행|기획|분석|만들|운영|개선|제작|준비|도입|관리|작성|이끌|해결|연구|조사|공부|수행|참여|시작|"
    r"고치|고쳤|바꾸|바꿨|정리|정했|선택|배우|배웠|조율|제안|하면서|하게|했"
)
_KO_OBJECT = re.compile(
    rf"(?P<phrase>(?:[가-힣A-Za-z0-9+#./%-]+\s){{0,5}}[가-힣A-Za-z0-9+#./-]*?[가-힣A-Za-z0-9])(?:을|를)\s(?:[가-힣]+\s)?(?:{_KO_VERBS})"
)
_KO_LINK = re.compile(
    r"(?:은|는|이|가|에서|에게|에|의|으로|로|하고|이고|되고|[었았였]고|맡고|며|면서|해서|[어아]서|지만|한|던|할|된|되는|을|를|와|과|만|부터|까지|처럼|"
    r"보다|마다|든|히|[하되르렇있없]게|위해|통해|대해|관해|따라|[.!?,;:])$|"
    r"^(?:그|이|저|제|내|때|매우|정말|아주|가장|더|잘|또|그리고|그래서|우리|저희|다른|새로운|여러|모든|같은|어떤|당시|직접|함께|"
    r"처음|다시|먼저|주로|바로|빨리|혼자|같이|계속|이후|최근|작년|지난해|올해|내년|매주|매일|매달|매년|이번|지난|약|총|각각|모두|전부|서로|"
    r"결국|특히|다만|하지만|그러나|또한|즉|뒤|후|전|중|동안|새로|미리|자주|가끔|항상|대신|학년|학기|인턴|시절)$"
)
_KO_NOUN_WORDS = """
평가 회의 전문가 휴가 국가 단가 원가 물가 주가 논의 강의 문의 편의 예의 성과 효과 결과 아이 나이
진로 도로
"""
_KO_NOUNS = frozenset(_KO_NOUN_WORDS.split())
"""Nouns that end as particles do."""
_KO_EMPTY_WORDS = """
것 일 점 수 때 말 그것 이것 부분 모습 생각 마음 역할 방법 문제 경험 이야기 사람 최선 도움 노력 시간
결과 이유
"""
_KO_EMPTY = frozenset(_KO_EMPTY_WORDS.split())
_EN_VERBS = (
    r"built|led|lead|developed|designed|managed|created|implemented|ran|organi[sz]ed|improved|handled|made|wrote|launched|"
    r"planned|introduced|redesigned|analy[sz]ed|prepared|coordinated|tested|studied|started|maintained|fixed|"
    r"worked on|responsible for|in charge of|took over|set up"
)
_EN_OBJECT = re.compile(
    rf"\b(?:{_EN_VERBS})\s+(?:the|a|an|our|my|their|its|this)\s+(?P<phrase>[A-Za-z][\w+#/-]*(?:\s[\w+#/-]+){{0,3}}?)"
    r"(?=\s*[,.;:!?()–—]|\s+(?:and|or|to|for|with|in|at|on|which|that|by|from|so|because|using|when|where|but|of|while|as|"
    r"into|onto|over|under|per|than|then|if|is|was|were|has|had|can|could|will|would|who|whose|during|after|before|until|"
    r"within|without|through|across|around|about|between|since|alone|together|(?:my|your|our|them)sel(?:f|ves)|again|"
    r"twice|once|almost|nearly|only|even|first|last|next|this|that|every|each|too|well|fast|today|yesterday|(?:a|an|the|my|"
    r"our|their)\s)\b|\s+(?!(?:assemb|fami|supp|anoma|rep|week|month|dai|year|quarter|hour)ly\b)\w+ly\b|\s*$)",
    re.IGNORECASE,
)
_EN_EMPTY_WORDS = """
it them this that thing things lot decision difference mistake effort part job way point
"""
_EN_EMPTY = frozenset(_EN_EMPTY_WORDS.split())
_LONGEST_PHRASE = 24


def is_short(answer: str, language: Language) -> bool:
    """Whether there are far too few words for an answer."""
    return len("".join(answer.split())) < _SHORTEST[language]


def is_babble(answer: str, language: Language) -> bool:
    """Whether keys were struck at random, or words hang together by nothing."""
    letters = re.findall(r"[^\W\d_]", answer)
    if len(letters) > _FEW_LETTERS and len(set(letters)) < _FEWEST_LETTERS:
        return True
    lone = sum("ㄱ" <= letter <= "ㅣ" for letter in letters)
    if lone > _MOST_LONE * len(letters):
        return True
    if language == "en":
        return not is_short(answer, language) and _EN_GRAMMAR.search(answer) is None
    found = re.findall(r"[가-힣]{2,}", answer)
    return len(found) >= _LEAST_WORDS and sum(bool(_KO_GRAMMAR.search(w)) for w in found) < _LEAST_GRAMMAR * len(found)


def says_unknown(answer: str) -> bool:
    """Whether a short answer says that the candidate doesn't know."""
    return len(answer) < 80 and _UNKNOWN.search(answer) is not None


def holds(answer: str, aspect: str) -> bool:
    """Whether an aspect shows: 'result', 'number', 'role' or another of the lists above."""
    if aspect == "role" and _GROUP.search(answer) and not _OWN.search(answer):
        return False
    return _HAS[aspect].search(answer) is not None


def pick_phrase(answer: str) -> str | None:
    """Words of the answer that name what was done, as they were said: '결제 모듈', 'the payment module'; or None."""
    korean = [phrase for found in _KO_OBJECT.finditer(answer) if (phrase := _nouns(found["phrase"]))]
    english = [found["phrase"] for found in _EN_OBJECT.finditer(answer) if found["phrase"].lower() not in _EN_EMPTY]
    usable = [p for p in (*korean, *english) if 2 <= len(p) <= _LONGEST_PHRASE and not is_forbidden(p)]
    return max(usable, key=lambda phrase: (len(phrase.split()) > 1, -answer.index(phrase)), default=None)


def _nouns(phrase: str) -> str | None:
    """The last words of it, as far back as none of them ends a part of the sentence, and short enough to be said; it
    never begins with what belongs to a word that was cut off."""
    words = phrase.split()
    kept = [words.pop()]
    while words and (words[-1] in _KO_NOUNS or not _KO_LINK.search(words[-1])):
        kept.insert(0, words.pop())
    before = words[-1] if words else ""
    while len(kept) > 1 and len(" ".join(kept)) > _LONGEST_PHRASE:
        before = kept.pop(0)
    kept = from_whole(kept, before)
    return None if not kept or kept[-1] in _KO_EMPTY or kept == [""] else " ".join(kept)
