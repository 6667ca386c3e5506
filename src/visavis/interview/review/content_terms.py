"""The names, definitions and norms of the measures of a transcript, and why each may be missing."""

from __future__ import annotations

from visavis.kit.text import Language, Text
from visavis.observe.values import Norm
from visavis.observe.wording import Term

LEAST_WORDS = 10
"""Rates over fewer words say nothing about a habit."""

ENOUGH_WORDS = 60
"""Confidence grows evenly up to this many words, about half a minute of speech."""


_CONFIDENCE = Text(
    ko=f" 신뢰도는 낱말 {ENOUGH_WORDS}개를 1로 봅니다.", en=f" Confidence reaches 1 at {ENOUGH_WORDS} words."
)


def _defined(ko: str, en: str) -> Text:
    return Text(ko=ko + _CONFIDENCE.ko, en=en + _CONFIDENCE.en)


_PACE_KO = Term(
    "content.pace",
    Text(ko="말의 빠르기", en="Pace"),
    _defined(
        "받아쓴 글의 음절 수를 첫 말소리부터 마지막 말소리까지의 시간(쉼 포함)으로 나눈 값입니다.",
        "Syllables of the transcript divided by the time from the first to the last sound of speech, pauses included.",
    ),
    "syllables/min",
    Norm(
        270,
        390,
        Text(
            ko="분당 320음절 정도의 발표자를 선호함, 앞뒤 범위는 이 프로그램의 추정",
            en="presenters preferred at about 320/min; the band around it is this project's inference",
        ),
        "convention",
    ),
)
_PACE_EN = Term(
    "content.pace",
    _PACE_KO.title,
    _defined(
        "받아쓴 글의 낱말 수를 첫 말소리부터 마지막 말소리까지의 시간(쉼 포함)으로 나눈 값입니다.",
        "Words of the transcript divided by the time from the first to the last sound of speech, pauses included.",
    ),
    "words/min",
    Norm(
        120,
        160,
        Text(
            ko="National Center for Voice and Speech: 보통 대화의 빠르기",
            en="National Center for Voice and Speech: typical conversational rate",
        ),
        "research",
    ),
)
FILLER_SHARE = Term(
    "content.fillers_per_100_words",
    Text(ko="군말(100어절당)", en="Fillers per 100 words"),
    _defined(
        "‘어’, ‘음’, ‘그’처럼 뜻 없이 끼어든 말을 100어절마다 셉니다. ‘그 회사’의 ‘그’와 대답의 ‘네’는 뺍니다.",
        "Words without meaning, such as um, uh or a set-off like, for each 100 words. ‘I like it’ isn't counted.",
    ),
    "per 100 words",
    Norm(None, 5, Text(ko="말하기 코칭 업체들의 기준", en="speech-coaching vendors"), "convention"),
)
FILLER_RATE = Term(
    "content.fillers_per_min",
    Text(ko="군말(분당)", en="Fillers a minute"),
    _defined("같은 군말을 1분마다 센 수입니다.", "The same fillers, counted by the minute."),
    "per min",
    Norm(
        None,
        4.8,
        Text(
            ko="말하기 코칭 업체들의 기준: 1.2회는 유창하게, 4.8회는 머뭇거리는 듯 들림",
            en="speech-coaching vendors: 1.2 sounds fluent, 4.8 hesitant",
        ),
        "convention",
    ),
)
STUMBLES = Term(
    "content.stumbles",
    Text(ko="되풀이한 낱말(바로 이어서)", en="Words said twice in a row"),
    _defined(
        "같은 낱말을 바로 이어 두 번 말한 횟수를 100어절마다 셉니다.",
        "The same word twice in a row, for each 100 words.",
    ),
    "per 100 words",
)
REPEATED = Term(
    "content.repeated_words",
    Text(ko="자주 되풀이한 낱말", en="Words repeated often"),
    _defined(
        "뜻을 가진 낱말 가운데 네 번 이상, 그리고 전체의 4 % 넘게 나온 낱말이 몇 가지인지 셉니다.",
        "How many different content words came up at least four times and make up more than 4 % of all of them.",
    ),
    "words",
)

PARTS_FOUND = Term(
    "content.parts_found",
    Text(ko="찾은 부분", en="Parts found"),
    Text(
        ko="질문이 바라는 것(질문에 맞는 답, 상황·과제·행동·결과나 이유·예, 구체적인 사실) 가운데 답변의 표현에서 찾은 "
        "몫입니다. 점수가 아니며, 말이 되는지와 사실인지는 판단하지 않습니다. 신뢰도는 낱말 60개에서 0.7이 됩니다.",
        en="Of what the question asks for (meeting it; situation, task, action and result, or reason and example; "
        "specific facts), the share that was found in the answer's wording. It is no mark: whether the answer makes "
        "sense or is true isn't judged. Confidence reaches 0.7 at 60 words.",
    ),
    "share",
)
"""Told by rules that understand nothing; see content/checks.py."""
MOST_SURE = 0.7


def pace(language: Language) -> Term:
    return _PACE_KO if language == "ko" else _PACE_EN


NO_TRANSCRIPT = Text(
    ko="받아쓴 글이 없어서 측정하지 않았습니다. 답변을 글로 붙여 넣으면 측정할 수 있어요.",
    en="There is no transcript. Paste what you said, and this can be measured.",
)
NO_ANSWER = Text(
    ko="답변으로 읽히는 글이 없어서 측정하지 않았습니다.",
    en="The words are no answer, so there was nothing to look for.",
)
TOO_SHORT = Text(
    ko=f"낱말이 {LEAST_WORDS}개보다 적어서 측정하지 않았습니다.",
    en=f"There are fewer than {LEAST_WORDS} words, too few to measure.",
)
NO_SPEECH = Text(
    ko="소리에서 말을 찾지 못해 빠르기를 잴 수 없습니다.",
    en="No speech was found in the sound, so there is no time to divide by.",
)
TYPED = Text(
    ko="말이 아니라 글로 적은 답변이라 측정하지 않았습니다.",
    en="The answer was typed rather than spoken, so this doesn't apply.",
)
FILLERS_DROPPED = Text(
    ko="음성 인식기는 ‘어’, ‘음’ 같은 군말을 대개 빼고 적어서 세지 않았습니다. 들리는 대로 받아쓴 글이 필요해요.",
    en="Speech recognisers usually leave fillers out, so they weren't counted. A verbatim transcript is needed.",
)
